import type { FailureName } from '../failures/failure-name.ts';

/**
 * How a payment ended.
 *
 * - `APPROVED`: paid.
 * - `PARTIALLY_APPROVED`: the bank granted less than was asked; `amountMinor` was paid, the rest is still due.
 * - `DECLINED`, `CANCELLED`: the terminal said no; the customer was not charged.
 * - `NOT_SENT`: the terminal never got the amount; the customer was not charged.
 * - `UNKNOWN`: the terminal may have charged. Somebody has to look at its last ticket; do not charge again.
 * - `OTHER_PAYMENT`: the terminal answered for another amount, currency or register. Somebody has to look.
 *
 * @example
 * const mayTryAgain: Outcome[] = ['DECLINED', 'CANCELLED', 'NOT_SENT'];
 */
export type Outcome =
  | 'APPROVED'
  | 'PARTIALLY_APPROVED'
  | 'DECLINED'
  | 'CANCELLED'
  | 'NOT_SENT'
  | 'UNKNOWN'
  | 'OTHER_PAYMENT';

/**
 * A ticket, card numbers masked.
 *
 * @example
 * const papers = result.receipts.filter((one: Receipt) => one.for !== 'merchant').map(({ content }) => content);
 */
export interface Receipt {
  /** Who keeps it. */
  readonly for: 'customer' | 'merchant' | 'both';
  /** Plain text in a fixed pitch, or HTML. */
  readonly form: 'text' | 'html';
  /** The ticket itself. */
  readonly content: string;
}

/**
 * What came of a payment.
 *
 * @example
 * const done: PaymentResult = await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
 * if (done.paymentStatus === 'SUCCESS') console.log(`${done.amount} ${done.currency} paid`);
 * else if (done.failure?.mayBeCharged === 'unknown') console.log('do not charge again', done.failure.text);
 */
export interface PaymentResult {
  /** The till's number, or the one that was made. */
  readonly orderId: string;
  /** How it ended. */
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
  /** ISO 4217, three letters. */
  readonly currency: string;
  /** What the terminal was asked to do. */
  readonly transactionType: TransactionType;
  /** The terminal was told to authorise online. */
  readonly forceAuthorization: boolean;
  /** HiPay has taken every notification of this payment. `false` never means that the sale failed. */
  readonly notificationHipaySent: boolean;
  /** How many HiPay has taken: one a contract. */
  readonly numberOfNotificationSent: number;
  /** Still to be sent; the connector goes on by itself. */
  readonly notificationsPending: number;
  /** The basket as it was asked with; `{}` from `payments.get` and `resumeLast`. */
  readonly cart: unknown;
  /** The customer as asked with; `{}` from `payments.get` and `resumeLast`. */
  readonly customer: unknown;
  /** Your own fields as asked with; `{}` from `payments.get` and `resumeLast`. */
  readonly customData: unknown;
  /** The stored answer of an earlier request with the same order number. */
  readonly replayed: boolean;
  /** Terminal or HiPay are simulated: no money moved. */
  readonly simulated: boolean;
  /** First six and last four digits at the most. */
  readonly cardMasked?: string;
  /** The bank's number for its yes. */
  readonly authorizationNumber?: string;
  /** The shop's number at its bank, as the terminal says it. */
  readonly contractNumber?: string;
  /** Which application of the terminal took it: `001` contact, `00B` contactless on many. */
  readonly paymentApplication?: string;
  /** The tickets; empty where nothing was paid. */
  readonly receipts: readonly Receipt[];
}

/**
 * What the terminal is asked to do. `Credit` gives money back, `Cancel` takes the last payment back, `Authorization`
 * reserves. `Duplicate` moves no money: the terminal tells of its last payment again.
 *
 * @example
 * await connector.pay({ amountMinor: 1023, transactionType: 'Credit' satisfies TransactionType });
 */
export type TransactionType = 'Debit' | 'Credit' | 'Cancel' | 'Duplicate' | 'Authorization';

/**
 * The customer, as HiPay is told.
 *
 * @example
 * const customer: Customer = { id: 4711, lastName: 'Durand' };
 */
export interface Customer {
  /** The shop's own number of this customer. */
  readonly id?: string | number;
  /** Given name. */
  readonly firstName?: string;
  /** Family name. */
  readonly lastName?: string;
  /** Where HiPay may send a receipt. */
  readonly email?: string;
}

/**
 * One item of the basket, in HiPay's words. Amounts are in the currency's major unit, as on HiPay's page.
 *
 * @example
 * const coffee: CartItem = { type: 'good', name: 'Coffee', quantity: 2, unit_price: 2.5, total_amount: 5 };
 */
export interface CartItem {
  /** A product, a cost such as delivery, or a reduction. */
  readonly type: 'good' | 'fee' | 'discount';
  /** What it is called on a bill. */
  readonly name: string;
  /** How many of it. */
  readonly quantity: number;
  /** For one of it, in major units: 2.5 is 2.50 EUR. */
  readonly unit_price: number;
  /** For all of it, in major units; below zero for a discount. */
  readonly total_amount: number;
  /** Per cent: 20 is 20 %. */
  readonly tax_rate?: number;
  /** In major units. */
  readonly discount?: number;
  /** The shop's own number of this product. */
  readonly product_reference?: string;
  /** The number under its bar code. */
  readonly european_article_numbering?: string | number;
}

/**
 * A payment, as a till asks for it. Give `amountMinor` or `amount`; both must say the same. What is not valid makes `pay`
 * reject with `request-invalid`, and its `detail` names the field.
 *
 * @example
 * const order: PaymentRequest = { amountMinor: 1023, currency: 'EUR', orderId: 'Order_12345' };
 */
export interface PaymentRequest {
  /** An integer in the currency's minor units: 1023 is 10.23 EUR, or 1023 JPY. */
  readonly amountMinor?: number;
  /** In major units, as the REST call has it: `"10,23"`, `"10.23"`, 10.23. */
  readonly amount?: string | number;
  /** ISO 4217, three letters; EUR where it is left out. */
  readonly currency?: string;
  /** Your own number, 1 to 32 characters: the same order twice is charged once. Left out, one is made. */
  readonly orderId?: string;
  /** `Debit` where it is left out. */
  readonly transactionType?: TransactionType;
  /** `card` where it is left out. */
  readonly paymentMeans?: 'card' | 'cheque';
  /** Ask the terminal to authorise online, whatever the amount. */
  readonly forceAuthorization?: boolean;
  /** The basket. One that HiPay would not take is left out of the notification; the payment goes on. */
  readonly cart?: CartItem | readonly CartItem[];
  /** Who pays. */
  readonly customer?: Customer;
  /** Your own fields for HiPay, which takes truth values, numbers and texts. */
  readonly customData?: Readonly<Record<string, boolean | number | string>>;
}

/**
 * The same in the spellings of the REST call, for tills that have such a body already.
 *
 * @example
 * const body: RestPaymentRequest = { amount: '10,23', order_id: 'Order_12345', transaction_type: 'Debit' };
 */
export interface RestPaymentRequest {
  /** In major units: `"10,23"`, `"10.23"`, 10.23. */
  readonly amount: string | number;
  /** ISO 4217, three letters; EUR where it is left out. */
  readonly currency?: string;
  /** Your own number, 1 to 32 characters. */
  readonly order_id?: string;
  /** As `transactionType`. */
  readonly transaction_type?: string;
  /** HiPay's own sample spells it so. */
  readonly transation_type?: string;
  /** As `forceAuthorization`. */
  readonly force_authorization?: boolean;
  /** An object, a list, or `{ items }`. */
  readonly cart?: unknown;
  /** In either casing. */
  readonly customer?: unknown;
  /** As `customData`. */
  readonly custom_data?: unknown;
}

/**
 * A failure, from the closed list that the REST surface and the screens use too.
 *
 * @example
 * const tell = ({ text, code, mayBeCharged }: Failure) =>
 *   console.log(`${text} (${code})`, mayBeCharged === 'no' ? 'may be tried again' : 'do not charge again');
 */
export interface Failure {
  /** Which one. */
  readonly name: FailureName;
  /** HiPay's error code (1000 to 1009) or ours (from 1101 on). */
  readonly code: string;
  /** May the customer have been charged? `unknown`: never charge again before somebody has looked. */
  readonly mayBeCharged: 'no' | 'yes' | 'unknown';
  /** May the till send the same payment again by itself? */
  readonly retry: boolean;
  /** In the till's language: what happened, was the customer charged, what to do now. */
  readonly text: string;
  /** What exactly went wrong, in English, for a log. */
  readonly detail?: string;
}
