import type { Clock } from '../core/ports/clock.ts';
import type { TerminalLink } from '../core/ports/terminal-link.ts';
import type { TerminalLamp } from '../core/relay/snapshot.ts';
import type { LinkTimers } from '../core/settings/settings.ts';
import type { EndOfSession } from '../core/terminal/exchange-end.ts';
import type { AnswerCollector } from './answer-collector.ts';
import { Call, type CallEnd } from './call.ts';
import type { Desk } from './desk.ts';
import type { Exchange } from './exchange.ts';
import { type DeskOutside, lampOfFailure, reopenDelaysMs } from './terminal-desk.ts';

export interface CallLanguage {
  /** Moves no money; absent where the language has no such question. */
  readonly identification?: string | undefined;
  collector(): AnswerCollector;
}

type LampState = TerminalLamp['state'];

const lampOfEnd: Partial<Record<EndOfSession, LampState>> = { answered: 'ready', overdue: 'unchecked' };

const asItIs = (collector: AnswerCollector): AnswerCollector => collector;

/** Who answers is there, whatever the answer says: some refuse the question, some say yes and an error code. */
const anyAnswer = (collector: AnswerCollector): AnswerCollector => ({
  push: (bytes) => {
    const reading = collector.push(bytes);
    return reading === 'complete' ? 'enough' : reading;
  },
  get text() {
    return collector.text;
  },
});

/** An identification is asked for and never journalled: nobody waits for its answer longer than for a control byte. */
const probing = (heard: () => void): Exchange => ({
  permit: async () => true,
  accepted: () => {},
  answer: async () => {
    heard();
    return 'acknowledge';
  },
});

/**
 * The desk of a terminal that is called anew for each exchange (Caisse-AP over TCP). A call whose customer took too long
 * keeps listening until the next one, because its answer may still come.
 */
export class CallDesk implements Desk {
  #lamp: TerminalLamp;
  /** Exchanges and probes follow one another: a terminal on TCP has one caller at a time. */
  #queue: Promise<unknown> = Promise.resolve();
  #busy = 0;
  #late: Call | undefined;
  #failures = 0;
  #stopTimer = () => {};
  readonly #stopWatching: () => void;
  #closed = false;

  constructor(
    private readonly link: TerminalLink,
    private readonly language: CallLanguage,
    private readonly clock: Clock,
    private readonly timers: LinkTimers,
    private readonly outside: DeskOutside,
  ) {
    this.#lamp = { state: 'away', seenAt: clock.now(), description: '', simulated: link.simulated };
    this.#stopWatching = link.onChange(() => void this.connect());
  }

  get lamp(): TerminalLamp {
    return this.#lamp;
  }

  async connect(): Promise<TerminalLamp> {
    const there = this.#lamp.state === 'ready' || this.#lamp.state === 'paying';
    return there ? this.#lamp : this.probe();
  }

  async probe(): Promise<TerminalLamp> {
    // A call that still listens is worth more than a look at the lamp: the terminal may serve one caller only.
    if (this.#closed || this.#busy > 0 || this.#late?.listening) return this.#lamp;
    await this.#alone(() => this.#identify());
    return this.#lamp;
  }

  async exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'> {
    return this.#alone(async () => {
      if (this.#closed) return 'no-line';
      await this.#late?.drop();
      this.#show('paying');
      const call = this.#call(body, exchange, this.timers.customerMs);
      const how = await call.run(signal);
      if (typeof how === 'object') {
        this.#unreachable(how);
        return 'no-line';
      }
      this.#late = call;
      this.#failures = 0;
      this.#show(lampOfEnd[how] ?? 'unchecked');
      return how;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopTimer();
    this.#stopWatching();
    await this.#late?.drop();
    await this.#queue;
  }

  async #identify(): Promise<void> {
    this.#show('opening');
    let heard = false;
    // Without such a question an open connection is all that can be known.
    const { identification } = this.language;
    const asking = probing(() => {
      heard = true;
    });
    const exchange = !identification ? { ...asking, permit: async () => false } : asking;
    const call = this.#call(identification ?? '', exchange, this.timers.controlMs, anyAnswer);
    const how = await call.run();
    if (typeof how === 'object') return this.#unreachable(how);
    await call.drop();
    this.#failures = 0;
    this.#show(heard ? 'ready' : 'unchecked');
  }

  #call(body: string, exchange: Exchange, customerMs: number, taking = asItIs): Call {
    const { link, clock, language, outside } = this;
    return new Call(body, exchange, {
      link,
      clock,
      customerMs,
      collector: () => taking(language.collector()),
      unasked: (text) => outside.unasked(text),
    });
  }

  async #alone<T>(run: () => Promise<T>): Promise<T> {
    this.#busy++;
    const turn = this.#queue.then(run);
    this.#queue = turn.catch(() => {}).finally(() => this.#busy--);
    return turn;
  }

  #unreachable({ failure, detail }: Extract<CallEnd, object>): void {
    this.#show(lampOfFailure[failure], detail);
    const delay = reopenDelaysMs[Math.min(this.#failures++, reopenDelaysMs.length - 1)] ?? 5000;
    this.#stopTimer();
    if (failure !== 'not-chosen' && !this.#closed)
      this.#stopTimer = this.clock.after(delay, () => void this.connect());
  }

  #show(state: LampState, description = this.#lamp.description): void {
    this.#lamp = { state, seenAt: this.clock.now(), description, simulated: this.link.simulated };
    this.outside.lamp(this.#lamp);
  }
}
