import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { SessionNote } from '../../core/terminal/concert-v2/session-states.ts';
import type { AnswerOrigin, EndOfSession } from '../../core/terminal/dialect.ts';

/**
 * The one owner of the way to the terminal, whatever kind it is: `TerminalDesk` keeps a line open, `CallDesk` makes a
 * connection for each exchange. It gives the terminal to one exchange at a time and never sends an amount by itself.
 */
export interface Terminal {
  readonly lamp: TerminalStatus;
  /** Makes the terminal reachable if it is not, and asks once whether it is there. */
  connect(): Promise<TerminalStatus>;
  /** Asks without any amount. Does nothing while a payment has the terminal. */
  probe(): Promise<TerminalStatus>;
  /** Runs one request to its end. `no-line`: the terminal cannot be reached, and nothing was sent. */
  exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'>;
  /** Gives the device back. The desk is of no use afterwards. */
  close(): Promise<void>;
}

/** What a desk tells and asks. */
export interface TerminalDeps {
  lamp(lamp: TerminalStatus): void;
  note(note: SessionNote): void;
  unasked(body: string): Promise<AnswerAction>;
  /** Who are you: moves no money, and shows whether a frame crosses the line. Printable ASCII. */
  readonly question?: string | undefined;
}

/** What became of an answer: `repeat` asks the terminal to send it again, `ignore` leaves it unacknowledged. */
export type AnswerAction = 'acknowledge' | 'repeat' | 'ignore';

/** The three moments of an exchange that belong to the payment, not to the line. */
export interface Exchange {
  /** The terminal listens. True: the record says so and the request may go. */
  permit(): Promise<boolean>;
  /** The terminal has the request, or a connection that nobody else uses has taken all of it. */
  accepted(): void;
  /** Resolves once the answer is kept. */
  answer(body: string, origin: AnswerOrigin): Promise<AnswerAction>;
}
