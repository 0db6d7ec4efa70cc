import type { Failure } from './till-failure.ts';
import type { TransactionType } from './till-payment-request.ts';

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
