// Types of the connector for web tills; nothing internal. The public entry is sdk/api.ts.

export type { Language } from '../language.ts';
export type * from './till-payment.ts';

/**
 * Which connector this is.
 *
 * @example
 * const { program, protocol }: Version = await connector.version();
 */
export interface Version {
  /** Its name and version, for a log. */
  readonly program: string;
  /** Of the language between till and connector. */
  readonly protocol: number;
}

/**
 * What a till may know of the configuration.
 *
 * @example
 * const { currencies }: Configuration = await connector.config();
 */
export interface Configuration {
  /** The terminal's serial number, as configured. */
  readonly deviceId: string;
  /** Which HiPay: `prod` moves money. */
  readonly environment: 'dev' | 'stage' | 'prod';
  /** ISO 4217 codes that the shop takes. */
  readonly currencies: readonly string[];
}

/**
 * The steps of a payment, in order. Through the connector's page or its sidecar a step of less than 50 ms may be left
 * out, because it is too short to read; the last step is always sent.
 *
 * @example
 * const customersTurn: PhaseName = 'customer';
 */
export type PhaseName =
  | 'recording'
  | 'calling-terminal'
  | 'sending'
  | 'customer'
  | 'answer'
  | 'notifying'
  | 'finished';

/**
 * Where a running payment is.
 *
 * @example
 * await connector.pay({ amountMinor: 1023 }, { onPhase: ({ label, text }: Phase) => console.log(label, text) });
 */
export interface Phase {
  /** Whose phase it is. */
  readonly orderId: string;
  /** Which step. */
  readonly phase: PhaseName;
  /** Name of the step, in the till's language. */
  readonly label: string;
  /** What happens now, in the till's language. */
  readonly text: string;
  /** When the payment began, epoch ms. */
  readonly startedAt: number;
  /** When this step began, epoch ms. */
  readonly phaseSince: number;
}

/**
 * The state of the card terminal.
 *
 * - `not-chosen`: no terminal has been chosen in this browser: `requestTerminal()`.
 * - `away`: it is not plugged in. `opening`: its line is being opened.
 * - `unchecked`: the line is open, but no answer has come yet: `check()`.
 * - `ready`: it has answered. `silent`: it has not. `not-ready`: it is busy or in its menus.
 * - `garbled`: its answers are changed on the line: the line settings are wrong.
 * - `in-use`: another program uses it. `paying`: a payment runs.
 *
 * @example
 * const mayAsk = (state: TerminalState) => state === 'ready' || state === 'unchecked';
 */
export type TerminalState =
  | 'not-chosen'
  | 'away'
  | 'opening'
  | 'unchecked'
  | 'ready'
  | 'silent'
  | 'garbled'
  | 'not-ready'
  | 'in-use'
  | 'paying';

/**
 * The state of the connector, now and on every change.
 *
 * @example
 * connector.on('status', ({ terminal, busy }: Status) => console.log(terminal.state, terminal.ready && !busy));
 */
export interface Status {
  /** The card terminal. */
  readonly terminal: {
    /** What is known of it. */
    readonly state: TerminalState;
    /** True if it could probably take a payment now. */
    readonly ready: boolean;
    /** Time of the last check, epoch ms. */
    readonly seenAt: number;
    /** The device's name in the browser. */
    readonly description: string;
  };
  /** The connector's page: `away` if only the sidecar runs. */
  readonly page: 'open' | 'away';
  /** Notifications that HiPay has not taken yet. */
  readonly notifications: {
    /** Those that the connector sends again by itself. */
    readonly pending: number;
    /** Those that wait for a person, because HiPay refused them. */
    readonly parked: number;
    /** When the oldest of both was created, epoch ms. */
    readonly oldestAt?: number;
  };
  /** True while a payment runs, of this till or another. */
  readonly busy: boolean;
  /** Which HiPay: `prod` moves money. */
  readonly environment: 'dev' | 'stage' | 'prod';
  /** True if the terminal or HiPay is simulated. */
  readonly simulated: boolean;
}

/**
 * The result of `cancel()`.
 *
 * @example
 * const { state, text }: Cancellation = await connector.cancel();
 * if (state === 'press-red-key') console.log(text);
 */
export interface Cancellation {
  /**
   * - `nothing-running`: there is no payment to cancel.
   * - `press-red-key`: the terminal has the payment and only its red key ends it; the result comes as usual.
   * - `too-late`: the terminal has answered.
   */
  readonly state: 'nothing-running' | 'press-red-key' | 'too-late';
  /** The order of the running payment. */
  readonly orderId?: string;
  /** What to do, in the till's language. */
  readonly text: string;
}
