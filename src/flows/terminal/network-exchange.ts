import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, LinkOpening, TerminalLine, TerminalLink } from '../../core/ports/terminal-link.ts';
import { asciiBytes } from '../../core/terminal/ascii.ts';
import type { AnswerOrigin, Dialect, EndOfSession, TerminalAnswer } from '../../core/terminal/dialect.ts';
import {
  type NetworkExchangeEffect,
  type NetworkExchangeEvent,
  type NetworkExchangeState,
  type Reading,
  stepNetworkExchange,
} from '../../core/terminal/network-exchange.ts';
import type { AnswerAction, Exchange } from './terminal.ts';

export interface NetworkExchangeDeps {
  readonly link: Pick<TerminalLink, 'open'>;
  readonly clock: Clock;
  readonly customerMs: number;
  collector(): AnswerCollector;
  /** Handles an answer that came after the exchange had timed out. */
  onUnrequestedAnswer(body: string): Promise<AnswerAction>;
}

export type NetworkExchangeEnd = EndOfSession | (LinkOpening & { ok: false });

/**
 * Runs the network exchange machine on one connection: opens it, sends the request once, and listens until the answer
 * is stored.
 */
export class NetworkExchange {
  #state: NetworkExchangeState = { at: 'connecting' };
  #line: TerminalLine | undefined;
  #finish: (how: NetworkExchangeEnd) => void = () => {};
  #stopQuiet = () => {};
  #stopCustomer = () => {};
  readonly #collector: AnswerCollector;

  constructor(
    private readonly body: string,
    private readonly exchange: Exchange,
    private readonly deps: NetworkExchangeDeps,
  ) {
    this.#collector = deps.collector();
  }

  /** True while the exchange, which may have timed out, still listens for an answer. */
  get listening(): boolean {
    return this.#state.at !== 'over';
  }

  async run(signal?: AbortSignal): Promise<NetworkExchangeEnd> {
    const abandon = () => this.#dispatch({ kind: 'abandon' });
    signal?.addEventListener('abort', abandon);
    try {
      return await new Promise<NetworkExchangeEnd>((finish) => {
        this.#finish = finish;
        if (signal?.aborted) abandon();
        else void this.#open(signal);
      });
    } finally {
      signal?.removeEventListener('abort', abandon);
    }
  }

  /** Ends an exchange that has timed out and still listens. */
  async drop(): Promise<void> {
    this.#dispatch({ kind: 'closed' });
    this.#stopQuiet();
    this.#stopCustomer();
    await this.#line?.close();
  }

  async #open(signal?: AbortSignal): Promise<void> {
    const opened = await this.deps.link.open((event) => this.#onLink(event), signal);
    if (!opened.ok) {
      this.#finish(opened);
      this.#dispatch({ kind: 'not-connected' });
      return;
    }
    this.#line = opened.line;
    // The exchange may have been abandoned during the opening.
    if (this.#state.at === 'over') return opened.line.close();
    this.#dispatch({ kind: 'connected' });
  }

  #onLink(event: LinkEvent): void {
    if (event.kind === 'bytes') this.#dispatch({ kind: 'heard', reading: this.#collector.push(event.bytes) });
    if (event.kind === 'closed') this.#dispatch({ kind: 'closed' });
  }

  #dispatch(event: NetworkExchangeEvent): void {
    // The customer's time ends at the payment's own limit at the latest.
    const left = Math.max(0, this.exchange.timeLeft?.() ?? Number.POSITIVE_INFINITY);
    const customerMs = Math.min(this.deps.customerMs, left);
    const { state, effects } = stepNetworkExchange(this.#state, event, customerMs);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: NetworkExchangeEffect): void {
    const { clock } = this.deps;
    switch (effect.kind) {
      case 'ask-permission':
        void this.#askPermission();
        return;
      case 'send':
        void this.#send();
        return;
      case 'accepted':
        this.exchange.accepted();
        return;
      case 'arm-quiet':
        this.#stopQuiet();
        this.#stopQuiet = clock.after(effect.ms, () => this.#dispatch({ kind: 'quiet' }));
        return;
      case 'disarm-quiet':
        this.#stopQuiet();
        return;
      case 'arm-customer':
        this.#stopCustomer();
        this.#stopCustomer = clock.after(effect.ms, () => this.#dispatch({ kind: 'customer-timer' }));
        return;
      case 'disarm-customer':
        this.#stopCustomer();
        return;
      case 'answer':
        void this.#handOver(effect.origin);
        return;
      case 'close':
        void this.#line?.close();
        return;
      case 'ended':
        this.#finish(effect.how);
        return;
      default:
        effect satisfies never;
    }
  }

  async #askPermission(): Promise<void> {
    const granted = await this.exchange.allowFrame().catch(() => false);
    this.#dispatch({ kind: granted ? 'permission-granted' : 'permission-refused' });
  }

  async #send(): Promise<void> {
    const bytes = asciiBytes(this.body);
    const sent = await (bytes && this.#line)?.send(bytes ?? new Uint8Array()).then(
      () => true,
      () => false,
    );
    this.#dispatch({ kind: sent ? 'sent' : 'send-failed' });
  }

  /** Hands over the answer. Over TCP a terminal repeats no answer: an answer that cannot be read or stored is lost. */
  async #handOver(origin: AnswerOrigin): Promise<void> {
    const { text } = this.#collector;
    const handled =
      origin === 'unasked' ? this.deps.onUnrequestedAnswer(text) : this.exchange.answer(text, origin);
    const action = await handled.catch(() => 'ignore' as const);
    this.#dispatch({ kind: action === 'acknowledge' ? 'kept' : 'not-kept' });
  }
}

/** Collects the bytes of one connection and reports how much of an answer they are. */
export interface AnswerCollector {
  push(bytes: Uint8Array): Reading;
  /** The text up to the last whole field. */
  readonly text: string;
}

/**
 * True if the answer has all fields that the judgement compares. While one is missing, the rest may still come, also after a
 * refusal: it may contradict it. Terminals leave the amount out of a refusal.
 */
const hasComparedFields = ({ verdict, ...answer }: TerminalAnswer): boolean => {
  if (verdict === 'unreadable') return false;
  const { registerNumber, amountMinor, currencyNumeric } = answer;
  const hasAmount = amountMinor !== undefined || verdict !== 'accepted';
  return registerNumber !== undefined && hasAmount && currencyNumeric !== undefined;
};

/** Creates the collector of a language; undefined if its messages need frames, which a TCP connection does not have. */
export function collectAnswer(dialect: Dialect): AnswerCollector | undefined {
  const reader = dialect.newAnswerReader?.();
  if (!reader) return undefined;
  let answerText = '';
  return {
    push(bytes) {
      const state = reader.push(bytes);
      if (/^[\0\s]*$/.test(reader.text)) return 'nothing';
      if (state !== 'complete') return state;
      answerText = reader.text;
      const answer = dialect.readAnswer(answerText);
      return answer && hasComparedFields(answer) && !reader.isTicketUnfinished ? 'enough' : 'complete';
    },
    get text() {
      return answerText;
    },
  };
}
