import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { SessionNote } from '../../core/terminal/concert-v2/session-states.ts';
import type { AnswerOrigin, EndOfSession } from '../../core/terminal/dialect.ts';

/**
 * The one owner of the link to the terminal, of any kind: `SerialTerminal` keeps a line open, `NetworkTerminal` makes a
 * connection for each exchange. It gives the terminal to one exchange at a time and never sends an amount by itself.
 */
export interface Terminal {
  readonly status: TerminalStatus;
  /** Makes the terminal reachable if it is not, and probes it once. */
  connect(): Promise<TerminalStatus>;
  /** Probes without an amount. Does nothing while a payment has the terminal. */
  probe(): Promise<TerminalStatus>;
  /** Runs one request to its end. `no-line`: the terminal cannot be reached, and nothing was sent. */
  exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'>;
  /** Releases the device. The terminal cannot be used afterwards. */
  close(): Promise<void>;
}

/** What a terminal reports, and what it asks. */
export interface TerminalDeps {
  status(status: TerminalStatus): void;
  note(note: SessionNote): void;
  unasked(body: string): Promise<AnswerAction>;
  /** An identification: moves no money, and shows whether a frame passes the line. Printable ASCII. */
  readonly question?: string | undefined;
}

/** What to do with an answer: `repeat` asks the terminal to send it again, `ignore` leaves it unacknowledged. */
export type AnswerAction = 'acknowledge' | 'repeat' | 'ignore';

/** The three moments of an exchange that belong to the payment, not to the line. */
export interface Exchange {
  /** The terminal is ready. Resolves with true if the record says `sending`, so the request may be sent. */
  permit(): Promise<boolean>;
  /** The terminal has the request, or its own connection has taken all of it. */
  accepted(): void;
  /** Resolves once the answer is stored. */
  answer(body: string, origin: AnswerOrigin): Promise<AnswerAction>;
}
