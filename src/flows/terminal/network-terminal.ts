import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { TerminalLink } from '../../core/ports/terminal-link.ts';
import type { LinkTimers } from '../../core/terminal/concert-v2/session-states.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';
import { type AnswerCollector, NetworkExchange, type NetworkExchangeEnd } from './network-exchange.ts';
import type { Exchange, Terminal, TerminalDeps } from './terminal.ts';
import { StatusTracker, type TerminalState } from './terminal-status.ts';

export interface NetworkLanguage {
  /** A message that moves no money; absent if the language has none. */
  readonly identification?: string | undefined;
  collector(): AnswerCollector;
}

const statusOfEnd: Partial<Record<EndOfSession, TerminalState>> = { answered: 'ready', overdue: 'unchecked' };

const unchangedReading = (collector: AnswerCollector): AnswerCollector => collector;

/** Any answer shows that the terminal is there: some refuse the question, some answer with an error code. */
const anyAnswer = (collector: AnswerCollector): AnswerCollector => ({
  push: (bytes) => {
    const reading = collector.push(bytes);
    return reading === 'complete' ? 'enough' : reading;
  },
  get text() {
    return collector.text;
  },
});

/**
 * An identification is not a payment, so it is not written to the journal. Its answer is awaited only as long as a
 * control byte.
 */
const probing = (heard: () => void): Exchange => ({
  permit: async () => true,
  accepted: () => {},
  answer: async () => {
    heard();
    return 'acknowledge';
  },
});

/**
 * A terminal with one connection per exchange (Caisse-AP over TCP). An exchange whose customer took too long keeps
 * listening until the next one, because its answer may still come.
 */
export class NetworkTerminal implements Terminal {
  readonly #status: StatusTracker;
  /** Exchanges and probes run one after the other: a terminal on TCP serves one connection at a time. */
  #queue: Promise<unknown> = Promise.resolve();
  #busy = 0;
  #late: NetworkExchange | undefined;
  readonly #stopWatching: () => void;
  #closed = false;

  constructor(
    private readonly link: TerminalLink,
    private readonly language: NetworkLanguage,
    private readonly clock: Clock,
    private readonly timers: LinkTimers,
    private readonly deps: TerminalDeps,
  ) {
    this.#status = new StatusTracker(link.simulated, clock, (status) => deps.status(status));
    this.#stopWatching = link.onChange(() => void this.connect());
  }

  get status(): TerminalStatus {
    return this.#status.now;
  }

  async connect(): Promise<TerminalStatus> {
    const { state } = this.status;
    return state === 'ready' || state === 'paying' ? this.status : this.probe();
  }

  async probe(): Promise<TerminalStatus> {
    // An exchange that still listens is more important than a probe: the terminal may serve one connection only.
    if (this.#closed || this.#busy > 0 || this.#late?.listening) return this.status;
    await this.#alone(() => this.#identify());
    return this.status;
  }

  async exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'> {
    return this.#alone(async () => {
      if (this.#closed) return 'no-line';
      await this.#late?.drop();
      this.#status.show('paying');
      const call = this.#call(body, exchange, this.timers.customerMs);
      const how = await call.run(signal);
      if (typeof how === 'object') {
        this.#unreachable(how);
        return 'no-line';
      }
      this.#late = call;
      this.#status.reached();
      this.#status.show(statusOfEnd[how] ?? 'unchecked');
      return how;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#status.stop();
    this.#stopWatching();
    await this.#late?.drop();
    await this.#queue;
  }

  async #identify(): Promise<void> {
    this.#status.show('opening');
    let heard = false;
    // Without an identification the open connection is the only proof.
    const { identification } = this.language;
    const asking = probing(() => {
      heard = true;
    });
    const exchange = !identification ? { ...asking, permit: async () => false } : asking;
    const call = this.#call(identification ?? '', exchange, this.timers.controlMs, anyAnswer);
    const how = await call.run();
    if (typeof how === 'object') return this.#unreachable(how);
    await call.drop();
    this.#status.reached();
    this.#status.show(heard ? 'ready' : 'unchecked');
  }

  #call(body: string, exchange: Exchange, customerMs: number, taking = unchangedReading): NetworkExchange {
    const { link, clock, language, deps } = this;
    return new NetworkExchange(body, exchange, {
      link,
      clock,
      customerMs,
      collector: () => taking(language.collector()),
      unasked: (text) => deps.unasked(text),
    });
  }

  async #alone<T>(run: () => Promise<T>): Promise<T> {
    this.#busy++;
    const turn = this.#queue.then(run);
    this.#queue = turn.catch(() => {}).finally(() => this.#busy--);
    return turn;
  }

  #unreachable(opening: Extract<NetworkExchangeEnd, object>): void {
    this.#status.unreachable(opening, () => void this.connect());
  }
}
