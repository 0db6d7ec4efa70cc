import { nothingSent } from '../../core/payment/money-text.ts';
import type { TillReply } from '../../core/till/till-messages.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import { ConnectorFailure, ownFailure } from './connector-failure.ts';

/** A two-way channel between a till and a connector, over a socket, a port or memory. */
export interface TillChannel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls the listener once, when the other end is gone, with a reason for a log. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/** Converts the loss of the channel to the failure of one call: only the caller knows what was sent before. */
export type AfterLoss = (lost: ConnectorFailure) => ConnectorFailure;

interface CallOptions {
  readonly afterLoss?: AfterLoss;
  /** Called with the connector's answer before anything else is received: a result, or its failure. */
  readonly onAnswer?: (answer: unknown) => void;
  /** After an abort the call gives no permit to begin a payment. */
  readonly signal?: AbortSignal | undefined;
}

interface Waiting extends CallOptions {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: ConnectorFailure) => void;
}

type TillUpdate = Extract<TillReply, { kind: 'status' | 'phase' }>;

/** Time limit for the greeting: longer than a page takes to load on a slow till. */
const greetingMs = 20_000;

export interface HeartbeatTimes {
  /** Interval of the heartbeats while a call waits. */
  readonly everyMs: number;
  /** Silence after which the connector counts as lost. */
  readonly silentMs: number;
}

const usualHeartbeat: HeartbeatTimes = { everyMs: 5000, silentMs: 30_000 };

/** The till's end of a channel: sends the greeting, numbers the calls, and rejects open calls when the channel is lost. */
export class TillConnection {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #lost: ConnectorFailure | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silentForMs = 0;

  private constructor(
    private readonly channel: TillChannel,
    private readonly texts: TillClientTexts,
    private readonly onUpdate: (update: TillUpdate) => void,
    private readonly onLost: (failure: ConnectorFailure) => void,
    private readonly heartbeat: HeartbeatTimes,
  ) {}

  /** Resolves when the other end has accepted the greeting; otherwise rejects with a ConnectorFailure. */
  static open(
    channel: TillChannel,
    texts: TillClientTexts,
    hello: Readonly<Record<string, unknown>>,
    on: { onUpdate(update: TillUpdate): void; onLost(failure: ConnectorFailure): void },
    heartbeat = usualHeartbeat,
  ): Promise<TillConnection> {
    return new Promise((resolve, reject) => {
      const till = new TillConnection(channel, texts, on.onUpdate, on.onLost, heartbeat);
      let isAccepted = false;
      const fail = (failure: ConnectorFailure) => {
        clearTimeout(timer);
        reject(failure);
        channel.close();
      };
      const timer = setTimeout(
        () => fail(ownFailure('page-not-open', nothingSent, texts, 'it did not answer')),
        greetingMs,
      );
      channel.onClose((reason) =>
        isAccepted ? till.#lose(reason) : fail(ownFailure('page-not-open', nothingSent, texts, reason)),
      );
      channel.onMessage((message) => {
        const reply = message as TillReply | null;
        if (isAccepted) return till.#receive(reply);
        if (reply?.kind === 'refused') return fail(new ConnectorFailure(reply.failure));
        if (reply?.kind !== 'welcome') return;
        isAccepted = true;
        clearTimeout(timer);
        resolve(till);
      });
      channel.post({ kind: 'hello', language: texts.language, ...hello });
    });
  }

  /** True once the channel is lost: no call reaches the connector any more. */
  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Calls the connector and waits for its answer. Rejects with a ConnectorFailure. */
  call(name: string, params: object = {}, options: CallOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(options.afterLoss?.(this.#lost) ?? this.#lost);
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject, ...options });
      this.channel.post({ kind: 'call', id, name, params });
      if (this.#waiting.size === 1) this.#watch();
    });
  }

  /** While a call waits, sends heartbeats. A connector that hangs counts as lost, so that every call ends. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#silentForMs = 0;
    const { everyMs, silentMs } = this.heartbeat;
    const beat = () => {
      if (this.#waiting.size === 0) return;
      if (this.#silentForMs >= silentMs) {
        this.#lose('it does not answer');
        this.channel.close();
        return;
      }
      // Connectors of older programs answer this id as a call that they do not know.
      this.channel.post({ kind: 'heartbeat', id: 0 });
      // A page that was suspended could not receive anything, so a longer gap counts as one interval.
      this.#silentForMs += everyMs;
      this.#timer = setTimeout(beat, everyMs);
    };
    this.#timer = setTimeout(beat, everyMs);
  }

  close(): void {
    this.#lose('this page has parted from it');
    this.channel.close();
  }

  #receive(reply: TillReply | null): void {
    this.#silentForMs = 0;
    switch (reply?.kind) {
      case 'result':
      case 'failed': {
        const call = this.#waiting.get(reply.id);
        this.#waiting.delete(reply.id);
        const answer = reply.kind === 'result' ? reply.value : new ConnectorFailure(reply.failure);
        call?.onAnswer?.(answer);
        if (answer instanceof ConnectorFailure) call?.reject(answer);
        else call?.resolve(answer);
        return;
      }
      case 'status':
      case 'phase':
        this.onUpdate(reply);
        return;
      case 'leave-asked': {
        const { id, paymentId } = reply;
        const call = this.#waiting.get(id);
        const isGiven = call !== undefined && call.signal?.aborted !== true;
        this.channel.post({ kind: 'leave-answered', id, paymentId, given: isGiven });
        return;
      }
      case 'bye':
        this.#lose('its page was closed', reply.failure && new ConnectorFailure(reply.failure));
        this.channel.close();
    }
  }

  #lose(
    reason: string,
    lost: ConnectorFailure = ownFailure('page-not-open', nothingSent, this.texts, reason),
  ): void {
    if (this.#lost) return;
    this.#lost = lost;
    clearTimeout(this.#timer);
    let worst = lost;
    for (const { reject, afterLoss } of this.#waiting.values()) {
      const failure = afterLoss?.(lost) ?? lost;
      if (failure.mayBeCharged === 'unknown') worst = failure;
      reject(failure);
    }
    this.#waiting.clear();
    this.onLost(worst);
  }
}

/** A channel over a MessagePort. Since version 122, Chrome reports that the other end is gone. */
export function portChannel(port: MessagePort): TillChannel & { lose(reason: string): void } {
  let closeListener: ((reason: string) => void) | undefined;
  const lose = (reason: string) => {
    closeListener?.(reason);
    closeListener = undefined;
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
      closeListener = listener;
    },
    close: () => lose('this page has parted from it'),
    lose,
  };
}
