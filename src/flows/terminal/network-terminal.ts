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

/**
 * Accepts any complete answer to an identification: a refusal or an error code also shows that the terminal is there.
 */
const acceptAnyAnswer = (collector: AnswerCollector): AnswerCollector => ({
  push: (bytes) => {
    const reading = collector.push(bytes);
    return reading === 'complete' ? 'enough' : reading;
  },
  get text() {
    return collector.text;
  },
});

/** Creates the exchange of an identification. It is not a payment, so nothing is written to the journal. */
const identificationExchange = (onAnswer: () => void): Exchange => ({
  allowFrame: async () => true,
  accepted: () => {},
  answer: async () => {
    onAnswer();
    return 'acknowledge';
  },
});

/**
 * A terminal with one connection per exchange (Caisse-AP over TCP). An exchange that has timed out keeps listening
 * until the next one begins, because its answer may still come.
 */
export class NetworkTerminal implements Terminal {
  readonly #status: StatusTracker;
  /** Exchanges and probes run one after the other: a terminal on TCP serves one connection at a time. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Number of exchanges and probes that run or wait. */
  #queued = 0;
  #lastExchange: NetworkExchange | undefined;
  readonly #stopWatching: () => void;
  #closed = false;

  constructor(
    private readonly link: TerminalLink,
    private readonly language: NetworkLanguage,
    private readonly clock: Clock,
    private readonly timers: LinkTimers,
    private readonly deps: TerminalDeps,
  ) {
    this.#status = new StatusTracker(link.simulated, clock, (status) => deps.onStatus(status), true);
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
    if (this.#closed || this.#queued > 0 || this.#lastExchange?.listening) return this.status;
    await this.#runAlone(() => this.#identify());
    return this.status;
  }

  async exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'> {
    return this.#runAlone(async () => {
      if (this.#closed) return 'no-line';
      await this.#lastExchange?.drop();
      this.#status.show('paying');
      const running = this.#newExchange(body, exchange, this.timers.customerMs);
      const how = await running.run(signal);
      if (typeof how === 'object') {
        this.#showUnreachable(how);
        return 'no-line';
      }
      this.#lastExchange = running;
      this.#status.onReached();
      this.#status.show(statusOfEnd[how] ?? 'unchecked');
      return how;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#status.stop();
    this.#stopWatching();
    await this.#lastExchange?.drop();
    await this.#queue;
  }

  async #identify(): Promise<void> {
    this.#status.show('opening');
    let answered = false;
    // A language without an identification sends nothing: the open connection is the only proof.
    const { identification } = this.language;
    const identifying = identificationExchange(() => {
      answered = true;
    });
    const exchange = !identification ? { ...identifying, allowFrame: async () => false } : identifying;
    // Waits only `controlMs`, because an identification needs no customer.
    const running = this.#newExchange(identification ?? '', exchange, this.timers.controlMs, acceptAnyAnswer);
    const how = await running.run();
    if (typeof how === 'object') return this.#showUnreachable(how);
    await running.drop();
    this.#status.onReached();
    this.#status.show(answered ? 'ready' : 'unchecked');
  }

  #newExchange(
    body: string,
    exchange: Exchange,
    customerMs: number,
    wrap = unchangedReading,
  ): NetworkExchange {
    const { link, clock, language, deps } = this;
    return new NetworkExchange(body, exchange, {
      link,
      clock,
      customerMs,
      collector: () => wrap(language.collector()),
      onUnrequestedAnswer: (text) => deps.onUnrequestedAnswer(text),
    });
  }

  async #runAlone<T>(run: () => Promise<T>): Promise<T> {
    this.#queued++;
    const result = this.#queue.then(run);
    this.#queue = result.catch(() => {}).finally(() => this.#queued--);
    return result;
  }

  #showUnreachable(opening: Extract<NetworkExchangeEnd, object>): void {
    this.#status.showUnreachable(opening, () => void this.connect());
  }
}
