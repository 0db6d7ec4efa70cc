import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { LinkOpening } from '../../core/ports/terminal-link.ts';
import type { DeviceHeard } from '../../core/terminal/device-choice.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';

export type TerminalState = TerminalStatus['state'];
type NotOpened = LinkOpening & { ok: false };

const stateOfFailure: Readonly<Record<NotOpened['failure'], TerminalState>> = {
  'not-chosen': 'not-chosen',
  away: 'away',
  'in-use': 'in-use',
  failed: 'away',
};

/** Between tries to reach a terminal that went away without anybody telling that it is back. */
const againDelaysMs = [250, 500, 1000, 2000, 5000];

/** What is seen of a terminal that nobody has tried to reach yet. */
export const statusBefore = (clock: Clock, simulated: boolean): TerminalStatus => ({
  state: 'away',
  seenAt: clock.now(),
  description: '',
  simulated,
});

/** What people see of a terminal, and the one timer by which its desk looks after it again. */
export class StatusTracker {
  #now: TerminalStatus;
  #among: TerminalStatus['among'];
  #failures = 0;
  #stopTimer = () => {};
  #out = false;

  constructor(
    private readonly simulated: boolean,
    private readonly clock: Clock,
    private readonly tell: (lamp: TerminalStatus) => void,
  ) {
    this.#now = statusBefore(clock, simulated);
  }

  get now(): TerminalStatus {
    return this.#now;
  }

  show(state: TerminalState, description = this.#now.description): void {
    const { clock, simulated } = this;
    const among = this.#among && { among: this.#among };
    this.#now = { state, seenAt: clock.now(), description, simulated, ...among };
    this.tell(this.#now);
  }

  /** What is said beside the lamp from now on, of several devices. */
  chosenAmong(among: TerminalStatus['among']): void {
    this.#among = among;
  }

  /** It was opened: the next loss is tried again at once. */
  reached(): void {
    this.#failures = 0;
  }

  /** Shows why not. Without a device that somebody has chosen there is nothing to try again. */
  unreachable({ failure, detail }: NotOpened, again: () => void): void {
    this.show(stateOfFailure[failure], detail);
    if (failure !== 'not-chosen') this.#soon(again);
  }

  lost(reason: string, again: () => void): void {
    this.show('away', reason);
    this.#soon(again);
  }

  /** In place of whatever was to come. */
  later(ms: number, callback: () => void): void {
    this.#stopTimer();
    if (!this.#out) this.#stopTimer = this.clock.after(ms, callback);
  }

  stopWaiting(): void {
    this.#stopTimer();
  }

  /** For a desk that is closed: nothing is looked after any more. */
  putOut(): void {
    this.#out = true;
    this.#stopTimer();
  }

  #soon(again: () => void): void {
    const delay = againDelaysMs[Math.min(this.#failures++, againDelaysMs.length - 1)] ?? 5000;
    this.later(delay, again);
  }
}

/** What is known of a terminal on a line that stays open, after a session on it. Absent: no more than before. */
export const statusOfEnd: Partial<Record<EndOfSession, TerminalState>> = {
  answered: 'ready',
  present: 'ready',
  collided: 'ready',
  'frame-refused': 'ready',
  overdue: 'unchecked',
  'no-answer': 'silent',
  'enquiry-refused': 'not-ready',
  garbled: 'garbled',
};

/** What is known of the device that was chosen among several. */
export const statusOfHeard: Partial<Record<DeviceHeard, TerminalState>> = {
  answers: 'ready',
  refuses: 'not-ready',
  silent: 'silent',
};

/** A terminal that was switched on again, or set right, shows by itself. One that is ready is not disturbed. */
export const comesByItself: ReadonlySet<TerminalState> = new Set(['silent', 'not-ready', 'garbled']);
