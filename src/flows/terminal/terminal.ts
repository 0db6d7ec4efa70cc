import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { SessionNote } from '../../core/terminal/concert-v2/session-states.ts';
import type { AnswerOrigin, EndOfSession } from '../../core/terminal/dialect.ts';

/**
 * Owns the link to the terminal, of any kind: `SerialTerminal` keeps a line open, `NetworkTerminal` makes a
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

/** The functions that a terminal calls, and the identification that it may send. */
export interface TerminalDeps {
  onStatus(status: TerminalStatus): void;
  note(note: SessionNote): void;
  onUnrequestedAnswer(body: string): Promise<AnswerAction>;
  /** A message that moves no money. Its reply shows whether a frame passes the line. Printable ASCII. */
  readonly identification?: string | undefined;
}

/**
 * What to do with an answer: `repeat` asks the terminal to send it again, `ignore` leaves it unacknowledged. `go-on`:
 * the answer belongs to another payment. It is acknowledged, and the exchange goes on waiting for its own answer.
 */
export type AnswerAction = 'acknowledge' | 'repeat' | 'ignore' | 'go-on';

/** The functions of a payment that the terminal calls at three moments of an exchange. */
export interface Exchange {
  /** True for an identification or a duplicate: their answers may all be the same. */
  readonly movesNoMoney?: boolean;
  /** True if this answer says that the payment is accepted. Absent: no answer does. */
  isAcceptance?(body: string): boolean;
  /** Called when the terminal is ready. Resolves with true if the request may be sent: the journal has `sending`. */
  allowFrame(): Promise<boolean>;
  /** Called when the terminal has acknowledged the request, or when the connection has taken all of its bytes. */
  accepted(): void;
  /** Time until the payment's limit, ms; absent: the terminal's timers alone decide. */
  timeLeft?(): number;
  /** Called with an answer. Resolves once it is stored. */
  answer(body: string, origin: AnswerOrigin): Promise<AnswerAction>;
}
