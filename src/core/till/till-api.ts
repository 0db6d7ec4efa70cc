import type { FailureName } from '../failures.ts';

// What a web till sees of the connector: types alone, and nothing of our insides. The public face is sdk/api.ts.

/**
 * How a payment ended.
 *
 * - `APPROVED`: paid.
 * - `PARTIALLY_APPROVED`: the bank granted less than was asked; `amountMinor` was paid, the rest is still due.
 * - `DECLINED`, `CANCELLED`: the terminal said no; the customer was not charged.
 * - `NOT_SENT`: the terminal never got the amount; the customer was not charged.
 * - `UNKNOWN`: the terminal may have charged. Somebody has to look at its last ticket; do not charge again.
 * - `OTHER_PAYMENT`: the terminal answered for another amount, currency or register. Somebody has to look.
 */
export type Outcome =
  | 'APPROVED'
  | 'PARTIALLY_APPROVED'
  | 'DECLINED'
  | 'CANCELLED'
  | 'NOT_SENT'
  | 'UNKNOWN'
  | 'OTHER_PAYMENT';

/** What the terminal is asked to do. `Duplicate` moves no money: the terminal tells of its last payment again. */
export type TransactionType = 'Debit' | 'Credit' | 'Cancel' | 'Duplicate' | 'Authorization';

/** The customer, as HiPay is told. */
export interface Customer {
  readonly id?: string | number;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
}

/** One item of the basket, in HiPay's words. Amounts are in the currency's major unit, as on HiPay's page. */
export interface CartItem {
  readonly type: 'good' | 'fee' | 'discount';
  readonly name: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly total_amount: number;
  readonly tax_rate?: number;
  readonly discount?: number;
  readonly product_reference?: string;
  readonly european_article_numbering?: string | number;
}

/**
 * A payment, as a till asks for it. Give `amountMinor` (minor units: 1023 is 10.23 EUR) or `amount` (major units, as the
 * REST call has it: `"10,23"`, `"10.23"`, 10.23).
 *
 * @example { amountMinor: 1023, currency: 'EUR', orderId: 'Order_12345' }
 */
export interface PaymentRequest {
  readonly amountMinor?: number;
  readonly amount?: string | number;
  /** ISO 4217, three letters; EUR where it is left out. */
  readonly currency?: string;
  /** Your own number, 1 to 32 characters: the same order twice is charged once. Left out, one is made. */
  readonly orderId?: string;
  readonly transactionType?: TransactionType;
  readonly paymentMeans?: 'card' | 'cheque';
  /** Ask the terminal to authorise online, whatever the amount. */
  readonly forceAuthorization?: boolean;
  readonly cart?: CartItem | readonly CartItem[];
  readonly customer?: Customer;
  /** HiPay takes truth values, numbers and texts. */
  readonly customData?: Readonly<Record<string, boolean | number | string>>;
}

/** The same in the spellings of the REST call, for tills that have such a body already. */
export interface RestPaymentRequest {
  readonly amount: string | number;
  readonly currency?: string;
  readonly order_id?: string;
  readonly transaction_type?: string;
  /** HiPay's own sample spells it so. */
  readonly transation_type?: string;
  readonly force_authorization?: boolean;
  readonly cart?: unknown;
  readonly customer?: unknown;
  readonly custom_data?: unknown;
}

/** A failure, from the closed list that the REST surface and the screens use too. */
export interface Failure {
  readonly name: FailureName;
  /** HiPay's error code (1000 to 1009) or ours (from 1101 on). */
  readonly code: string;
  /** May the customer have been charged? */
  readonly mayBeCharged: 'no' | 'yes' | 'unknown';
  /** May the till send the same payment again by itself? */
  readonly retry: boolean;
  /** In the till's language: what happened, was the customer charged, what to do now. */
  readonly text: string;
  /** What exactly went wrong, in English, for a log. */
  readonly detail?: string;
}

/** A ticket, card numbers masked. */
export interface Receipt {
  readonly for: 'customer' | 'merchant' | 'both';
  readonly form: 'text' | 'html';
  readonly content: string;
}

/** What came of a payment: the seed's fields in camelCase, and what the REST answer adds. */
export interface PaymentResult {
  readonly orderId: string;
  readonly outcome: Outcome;
  /** `SUCCESS` exactly where `outcome` is `APPROVED` or `PARTIALLY_APPROVED`. */
  readonly paymentStatus: 'SUCCESS' | 'FAILURE';
  /** Why not, or why HiPay does not know of a paid sale yet (`mayBeCharged: 'yes'`). */
  readonly failure?: Failure;
  /** What was paid, or asked for where nothing was. Minor units. */
  readonly amountMinor: number;
  /** The same in major units, with a point: `10.23`. */
  readonly amount: string;
  /** What was asked for, where another amount was paid. Minor units. */
  readonly askedMinor?: number;
  readonly currency: string;
  readonly transactionType: TransactionType;
  readonly forceAuthorization: boolean;
  /** HiPay has taken every notification of this payment. `false` never means that the sale failed. */
  readonly notificationHipaySent: boolean;
  readonly numberOfNotificationSent: number;
  /** Still to be sent; the connector goes on by itself. */
  readonly notificationsPending: number;
  readonly cart: unknown;
  readonly customer: unknown;
  readonly customData: unknown;
  /** The stored answer of an earlier request with the same order number. */
  readonly replayed: boolean;
  /** Terminal or HiPay are simulated: no money moved. */
  readonly simulated: boolean;
  /** First six and last four digits at the most. */
  readonly cardMasked?: string;
  readonly authorizationNumber?: string;
  readonly contractNumber?: string;
  readonly paymentApplication?: string;
  readonly receipts: readonly Receipt[];
}

/** The steps of a payment, in their order. */
export type PhaseName =
  | 'recording'
  | 'calling-terminal'
  | 'sending'
  | 'customer'
  | 'answer'
  | 'notifying'
  | 'finished';

/** Where a running payment is. */
export interface Phase {
  readonly orderId: string;
  readonly phase: PhaseName;
  /** In the till's language: a label, and what happens now. */
  readonly label: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly phaseSince: number;
}

/** The terminal's lamp. */
export type TerminalState =
  | 'not-chosen'
  | 'away'
  | 'opening'
  | 'unchecked'
  | 'ready'
  | 'silent'
  | 'not-ready'
  | 'in-use'
  | 'paying';

/** How the connector is, now and on every change. */
export interface Status {
  readonly terminal: {
    readonly state: TerminalState;
    /** Could take a payment now, as far as anybody knows. */
    readonly ready: boolean;
    /** When that was last seen, epoch milliseconds: the age of the last probe. */
    readonly seenAt: number;
    readonly description: string;
  };
  /** The connector's page: `away` where only the sidecar is there. */
  readonly page: 'open' | 'away';
  readonly notifications: { readonly pending: number; readonly parked: number; readonly oldestAt?: number };
  /** A payment runs, this till's or another's. */
  readonly busy: boolean;
  readonly environment: 'dev' | 'stage' | 'prod';
  /** Terminal or HiPay are simulated. */
  readonly simulated: boolean;
}

/** What calling a payment off came to. */
export interface Cancellation {
  /**
   * - `nothing-running`: there is no payment to call off.
   * - `press-red-key`: the terminal has the payment and only the red key ends it; the result comes as it always does.
   * - `too-late`: the terminal has answered.
   */
  readonly state: 'nothing-running' | 'press-red-key' | 'too-late';
  readonly orderId?: string;
  /** In the till's language. */
  readonly text: string;
}

/** Which connector this is. */
export interface Version {
  readonly program: string;
  /** Of the language between till and connector. */
  readonly protocol: number;
}

/** What a till may know of the configuration. */
export interface Configuration {
  /** The terminal's serial number, as configured. */
  readonly deviceId: string;
  readonly environment: 'dev' | 'stage' | 'prod';
  readonly currencies: readonly string[];
}

/** The languages of the texts. */
export type Language = 'en' | 'fr' | 'it' | 'pt';
