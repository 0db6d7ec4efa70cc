import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { LinkOpening } from '../../core/ports/terminal-link.ts';
import type { ProbeResult } from '../../core/terminal/device-choice.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';

export type TerminalState = TerminalStatus['state'];
type NotOpened = LinkOpening & { ok: false };

const stateOfFailure: Readonly<Record<NotOpened['failure'], TerminalState>> = {
  'not-chosen': 'not-chosen',
  away: 'away',
  'in-use': 'in-use',
  failed: 'away',
};

/** Delays between tries to reach a terminal that was lost, if no event reports its return. */
const retryDelaysMs = [250, 500, 1000, 2000, 5000];

/** Status of a terminal before the first try to reach it. */
export const initialStatus = (clock: Clock, simulated: boolean, overNetwork = false): TerminalStatus => ({
  state: 'away',
  seenAt: clock.now(),
  description: '',
  simulated,
  ...(overNetwork && { overNetwork }),
});

/** The status of a terminal, and the one timer for its next check. */
export class StatusTracker {
  #now: TerminalStatus;
  #among: TerminalStatus['among'];
  #failures = 0;
  #stopTimer = () => {};
  #stopped = false;

  constructor(
    simulated: boolean,
    private readonly clock: Clock,
    private readonly report: (status: TerminalStatus) => void,
    overNetwork = false,
  ) {
    this.#now = initialStatus(clock, simulated, overNetwork);
  }

  get now(): TerminalStatus {
    return this.#now;
  }

  show(state: TerminalState, description = this.#now.description): void {
    const { among: _, ...same } = this.#now;
    const among = this.#among && { among: this.#among };
    this.#now = { ...same, state, seenAt: this.clock.now(), description, ...among };
    this.report(this.#now);
  }

  /** Sets the devices that are shown beside the status. */
  setDevices(among: TerminalStatus['among']): void {
    this.#among = among;
  }

  /** Notes that the terminal was opened: after the next loss the delays start again with the shortest. */
  onReached(): void {
    this.#failures = 0;
  }

  /** Shows why the terminal cannot be reached. Without a chosen device there is no retry. */
  showUnreachable({ failure, detail }: NotOpened, retry: () => void): void {
    this.show(stateOfFailure[failure], detail);
    if (failure !== 'not-chosen') this.#retrySoon(retry);
  }

  onLost(reason: string, retry: () => void): void {
    this.show('away', reason);
    this.#retrySoon(retry);
  }

  /** Calls back after this time. Replaces the pending timer. */
  schedule(ms: number, callback: () => void): void {
    this.#stopTimer();
    if (!this.#stopped) this.#stopTimer = this.clock.after(ms, callback);
  }

  stopWaiting(): void {
    this.#stopTimer();
  }

  /** Stops all checks, for a terminal that is closed. */
  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
  }

  #retrySoon(retry: () => void): void {
    const delay = retryDelaysMs[Math.min(this.#failures++, retryDelaysMs.length - 1)] ?? 5000;
    this.schedule(delay, retry);
  }
}

/** Status after a session on a line that stays open. Absent: the end says nothing about the terminal. */
export const statusOfEnd: Partial<Record<EndOfSession, TerminalState>> = {
  answered: 'ready',
  present: 'ready',
  collided: 'ready',
  'frame-refused': 'ready',
  overdue: 'unchecked',
  'no-answer': 'silent',
  'line-busy': 'not-ready',
  'line-echoes': 'silent',
  'enquiry-refused': 'not-ready',
  garbled: 'garbled',
};

/** Status of the device that was chosen among several. Absent: `unchecked`. */
export const statusOfHeard: Partial<Record<ProbeResult, TerminalState>> = {
  answers: 'ready',
  refuses: 'not-ready',
  silent: 'silent',
};

/**
 * States in which a timer probes the terminal again, because it may have been switched on or corrected meanwhile. A
 * ready terminal is not probed again.
 */
export const recheckedStates: ReadonlySet<TerminalState> = new Set(['silent', 'not-ready', 'garbled']);
