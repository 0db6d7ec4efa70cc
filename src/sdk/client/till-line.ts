import type { TillReply } from '../../core/till/till-messages.ts';
import { ConnectorFailure, ownFailure } from './connector-failure.ts';
import type { Words } from './words/words.ts';

/** A two-way line to a connector, whatever it is made of. */
export interface Line {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The far end is gone, with a reason for a log. Called once. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: ConnectorFailure) => void;
  /** It may have reached the terminal: nobody may say "not charged" when the line is lost. */
  readonly money: boolean;
}

type Told = Extract<TillReply, { kind: 'status' | 'phase' }>;

/** Longer than a page takes to load on a slow till. */
const greetingMs = 20_000;

/** The till's end of a line: greets, numbers calls, and loses them all when the line is lost. */
export class TillLine {
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #lost: ConnectorFailure | undefined;

  private constructor(
    private readonly line: Line,
    private readonly words: Words,
    private readonly tell: (told: Told) => void,
    private readonly gone: (failure: ConnectorFailure) => void,
  ) {}

  /** Resolves when the far end has bid us welcome; rejects with why not. */
  static open(
    line: Line,
    words: Words,
    hello: Readonly<Record<string, unknown>>,
    on: { tell(told: Told): void; gone(failure: ConnectorFailure): void },
  ): Promise<TillLine> {
    return new Promise((resolve, reject) => {
      const till = new TillLine(line, words, on.tell, on.gone);
      let welcome = false;
      const fail = (failure: ConnectorFailure) => {
        clearTimeout(timer);
        reject(failure);
        line.close();
      };
      const timer = setTimeout(
        () => fail(ownFailure('page-not-open', words, 'it did not answer')),
        greetingMs,
      );
      line.onClose((reason) =>
        welcome ? till.#lose(reason) : fail(ownFailure('page-not-open', words, reason)),
      );
      line.onMessage((message) => {
        const reply = message as TillReply | null;
        if (welcome) return till.#hear(reply);
        if (reply?.kind === 'refused') return fail(new ConnectorFailure(reply.failure));
        if (reply?.kind !== 'welcome') return;
        welcome = true;
        clearTimeout(timer);
        resolve(till);
      });
      line.post({ kind: 'hello', language: words.language, ...hello });
    });
  }

  /** Rejects with a ConnectorFailure. `money`: the call may move money. */
  call(name: string, params: object = {}, money = false): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(this.#lost);
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject, money });
      this.line.post({ kind: 'call', id, name, params });
    });
  }

  close(): void {
    this.#lose('this page has parted from it');
    this.line.close();
  }

  #hear(reply: TillReply | null): void {
    switch (reply?.kind) {
      case 'result':
      case 'failed': {
        const call = this.#waiting.get(reply.id);
        this.#waiting.delete(reply.id);
        if (reply.kind === 'result') call?.resolve(reply.value);
        else call?.reject(new ConnectorFailure(reply.failure));
        return;
      }
      case 'status':
      case 'phase':
        this.tell(reply);
        return;
      case 'bye':
        this.#lose('its page was closed');
        this.line.close();
    }
  }

  #lose(reason: string): void {
    if (this.#lost) return;
    const lost = ownFailure('page-not-open', this.words, reason);
    this.#lost = lost;
    for (const { reject, money } of this.#waiting.values())
      reject(money ? ownFailure('outcome-unknown', this.words, reason) : lost);
    this.#waiting.clear();
    this.gone(lost);
  }
}

/** A line over a MessagePort. Browsers since Chrome 122 tell that its other end is gone. */
export function portLine(port: MessagePort): Line & { lose(reason: string): void } {
  let closed: ((reason: string) => void) | undefined;
  const lose = (reason: string) => {
    closed?.(reason);
    closed = undefined;
    port.close();
  };
  port.addEventListener('close', () => lose('its page is gone'));
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', ({ data }) => listener(data));
      port.start();
    },
    onClose(listener) {
      closed = listener;
    },
    close: () => lose('this page has parted from it'),
    lose,
  };
}
