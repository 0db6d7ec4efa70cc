// Types of the connector for web tills; nothing internal. The public entry is sdk/api.ts.

export type { Language } from '../language.ts';
export type * from './till-payment.ts';

/**
 * The name and version of the connector.
 *
 * @example
 * const { program, protocol }: Version = await connector.version();
 */
export interface Version {
  /** Its name and version, for a log. */
  readonly program: string;
  /** Version of the protocol between till and connector. */
  readonly protocol: number;
}

/**
 * The part of the configuration that a till may read.
 *
 * @example
 * const { currencies }: Configuration = await connector.config();
 */
export interface Configuration {
  /** The terminal's serial number, as configured. */
  readonly deviceId: string;
  /** HiPay's environment: `prod` moves money. */
  readonly environment: 'dev' | 'stage' | 'prod';
  /** ISO 4217 codes of the currencies that the shop accepts. */
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
 * The present step of a running payment.
 *
 * @example
 * await connector.pay({ amountMinor: 1023 }, { onPhase: ({ label, text }: Phase) => console.log(label, text) });
 */
export interface Phase {
  /** The order of the payment. */
  readonly orderId: string;
  /** The step. */
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
 * The state of the connector. A till gets it at once and on every change.
 *
 * @example
 * connector.on('status', ({ terminal, busy }: Status) => console.log(terminal.state, terminal.ready && !busy));
 */
export interface Status {
  /** The card terminal. */
  readonly terminal: {
    /** Its last known state. */
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
  /** True while a payment of this till or another one runs. */
  readonly busy: boolean;
  /** HiPay's environment: `prod` moves money. */
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
