// What a web till sees of the connector: types alone, and nothing of our insides. The public face is sdk/api.ts.

export type * from './till-payment.ts';
export type * from './till-payment.ts';
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
 * The languages of the texts.
 *
 * @example
 * const language: Language = 'fr';
 */
export type Language = 'en' | 'fr' | 'it' | 'pt';

/**
 * The steps of a payment, in their order. Through the connector's page or its sidecar a step of less than 50 ms may be left
 * out, which nobody could have read; the last one never is.
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
  /** In the till's language: what the step is called. */
  readonly label: string;
  /** In the till's language: what happens now. */
  readonly text: string;
  /** When the payment began, epoch milliseconds. */
  readonly startedAt: number;
  /** When this step began, epoch milliseconds. */
  readonly phaseSince: number;
}

/**
 * The terminal's lamp.
 *
 * - `not-chosen`: nobody has chosen a terminal in this browser: `requestTerminal()`.
 * - `away`: it is not plugged in. `opening`: its line is being opened.
 * - `unchecked`: the line is open, and it has not been heard yet: `check()`.
 * - `ready`: it has answered. `silent`: it has not. `not-ready`: it is in its menus.
 * - `garbled`: it is there, and what it says arrives changed: its line settings are others.
 * - `in-use`: another program holds it. `paying`: a payment runs.
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
 * How the connector is, now and on every change.
 *
 * @example
 * connector.on('status', ({ terminal, busy }: Status) => console.log(terminal.state, terminal.ready && !busy));
 */
export interface Status {
  /** The card terminal. */
  readonly terminal: {
    /** Its lamp. */
    readonly state: TerminalState;
    /** Could take a payment now, as far as anybody knows. */
    readonly ready: boolean;
    /** When that was last seen, epoch milliseconds: the age of the last probe. */
    readonly seenAt: number;
    /** Which device it is, as the browser calls it. */
    readonly description: string;
  };
  /** The connector's page: `away` where only the sidecar is there. */
  readonly page: 'open' | 'away';
  /** What HiPay has not been told yet. */
  readonly notifications: {
    /** Sent again by the connector itself. */
    readonly pending: number;
    /** Waiting for a person: HiPay refused them. */
    readonly parked: number;
    /** When the oldest of both was made, epoch milliseconds. */
    readonly oldestAt?: number;
  };
  /** A payment runs, this till's or another's. */
  readonly busy: boolean;
  /** Which HiPay: `prod` moves money. */
  readonly environment: 'dev' | 'stage' | 'prod';
  /** Terminal or HiPay are simulated. */
  readonly simulated: boolean;
}

/**
 * What calling a payment off came to.
 *
 * @example
 * const { state, text }: Cancellation = await connector.cancel();
 * if (state === 'press-red-key') console.log(text);
 */
export interface Cancellation {
  /**
   * - `nothing-running`: there is no payment to call off.
   * - `press-red-key`: the terminal has the payment and only the red key ends it; the result comes as it always does.
   * - `too-late`: the terminal has answered.
   */
  readonly state: 'nothing-running' | 'press-red-key' | 'too-late';
  /** Of the payment that runs. */
  readonly orderId?: string;
  /** In the till's language: what to do. */
  readonly text: string;
}
