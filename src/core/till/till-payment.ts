import type { FailureName } from '../failures/failure-name.ts';

/**
 * How a payment ended.
 *
 * - `APPROVED`: paid.
 * - `PARTIALLY_APPROVED`: the bank granted less than requested; `amountMinor` was paid, the rest is still due.
 * - `DECLINED`: the terminal refused the payment. `CANCELLED`: a person cancelled it on the terminal, or took too long.
 * - `NOT_SENT`: this request sent no amount to the terminal; `charge` tells what is known of the order.
 * - `UNKNOWN`: the terminal may have charged the customer. A person must check its last ticket; do not charge again.
 * - `OTHER_PAYMENT`: the terminal answered for another amount, currency or register. A person must check.
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
 * What is known about the customer's money.
 *
 * - `not-charged`: it is proven that no payment of this order took money.
 * - `charged`: money has moved (for a refund: it was given back).
 * - `unknown`: the terminal may have moved money. A person must check; do not charge again, also not with a new number.
 * - `nothing-sent`: this request did nothing, and the order was not looked up. It says nothing about earlier requests with
 *   this number: repeat it with the same number.
 *
 * @example
 * const mayAskAgain = (charge: ChargeStatement) => charge === 'not-charged' || charge === 'nothing-sent';
 */
export type ChargeStatement = 'not-charged' | 'charged' | 'unknown' | 'nothing-sent';

/**
 * A ticket, card numbers masked.
 *
 * @example
 * const papers = result.receipts.filter((one: Receipt) => one.for !== 'merchant').map(({ content }) => content);
 */
export interface Receipt {
  /** The person who keeps it. */
  readonly for: 'customer' | 'merchant' | 'both';
  /** Plain text in a fixed pitch, or HTML. */
  readonly form: 'text' | 'html';
  /** The ticket itself. */
  readonly content: string;
}

/**
 * The result of a payment.
 *
 * @example
 * const done: PaymentResult = await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
 * if (done.paymentStatus === 'SUCCESS') console.log(`${done.amount} ${done.currency} paid`);
 * else if (done.failure?.mayBeCharged === 'unknown') console.log('do not charge again', done.failure.text);
 */
export interface PaymentResult {
  /** The till's order number, or the one that the connector created. */
  readonly orderId: string;
  /** How it ended. */
  readonly outcome: Outcome;
  /** What is known about the customer's money for this order. */
  readonly charge: ChargeStatement;
  /** `SUCCESS` only if `outcome` is `APPROVED` or `PARTIALLY_APPROVED`. */
  readonly paymentStatus: 'SUCCESS' | 'FAILURE';
  /** Why the payment failed, or why HiPay does not have a paid sale yet (`mayBeCharged: 'yes'`). */
  readonly failure?: Failure;
  /** The paid amount, or the requested one if nothing was paid. Minor units. */
  readonly amountMinor: number;
  /** The same amount in major units, with a point: `10.23`. */
  readonly amount: string;
  /** The requested amount, if another amount was paid. Minor units. */
  readonly askedMinor?: number;
  /** ISO 4217, three letters. */
  readonly currency: string;
  /** The operation of this payment. */
  readonly transactionType: TransactionType;
  /** True if the till required an online authorisation. */
  readonly forceAuthorization: boolean;
  /** HiPay has taken every notification of this payment. `false` never means that the sale failed. */
  readonly notificationHipaySent: boolean;
  /** Number of notifications that HiPay has taken: one per contract. */
  readonly numberOfNotificationSent: number;
  /** Number of notifications that HiPay has not taken. The connector sends them by itself, unless they wait for a person. */
  readonly notificationsPending: number;
  /** The cart of the request; `{}` from `payments.get` and `resumeLast`. */
  readonly cart: unknown;
  /** The customer of the request; `{}` from `payments.get` and `resumeLast`. */
  readonly customer: unknown;
  /** Your own fields of the request; `{}` from `payments.get` and `resumeLast`. */
  readonly customData: unknown;
  /** True if this is the stored answer of an earlier request with the same order number. */
  readonly replayed: boolean;
  /** True if the terminal or HiPay is simulated: no money moved. */
  readonly simulated: boolean;
  /** At most the first six and the last four digits. */
  readonly cardMasked?: string;
  /** The bank's authorisation number. */
  readonly authorizationNumber?: string;
  /** The shop's number at its bank, as the terminal reports it. */
  readonly contractNumber?: string;
  /** The application of the terminal that was used: on many terminals `001` contact, `00B` contactless. */
  readonly paymentApplication?: string;
  /** The sale of which this payment gives money back. */
  readonly refundOf?: string;
  /** Of a paid sale: its refunds that gave money back, or may have (`unknown`). */
  readonly refunds?: readonly Refund[];
  /** What can be given back of this sale, or of the sale of a refund that was refused. Minor units. */
  readonly refundableMinor?: number;
  /** The terminal's tickets; if it sent none and the payment was paid, a receipt that the connector wrote. */
  readonly receipts: readonly Receipt[];
}

/**
 * A refund of a sale.
 *
 * @example
 * const given = (result.refunds ?? []).filter((one: Refund) => one.charge === 'charged');
 */
export interface Refund {
  /** Its own order number. */
  readonly orderId: string;
  /** Minor units. */
  readonly amountMinor: number;
  /** `charged`: it gave the money back. `unknown`: it may have; a person must check. */
  readonly charge: 'charged' | 'unknown';
  /** True if its record is lost: `amountMinor` is the most that it can have given back. */
  readonly recordLost?: true | undefined;
}

/**
 * The operation of a payment. `Credit` gives money back, `Cancel` takes back an earlier payment of the same amount,
 * `Authorization` reserves an amount. `Duplicate` moves no money: the terminal reports its last payment again.
 *
 * @example
 * await connector.pay({ amountMinor: 1023, transactionType: 'Credit' satisfies TransactionType });
 */
export type TransactionType = 'Debit' | 'Credit' | 'Cancel' | 'Duplicate' | 'Authorization';

/**
 * The customer's data for HiPay.
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
  /** The address to which HiPay may send a receipt. */
  readonly email?: string;
}

/**
 * One item of the cart, in HiPay's words. Amounts are in the currency's major unit, as on HiPay's page.
 *
 * @example
 * const coffee: CartItem = { type: 'good', name: 'Coffee', quantity: 2, unit_price: 2.5, total_amount: 5 };
 */
export interface CartItem {
  /** A product, a cost such as delivery, or a reduction. */
  readonly type: 'good' | 'fee' | 'discount';
  /** Its name on a bill. */
  readonly name: string;
  /** The quantity. */
  readonly quantity: number;
  /** Price of one unit, in major units of the currency: 2.5 is 2.50 EUR. */
  readonly unit_price: number;
  /** Price of the whole quantity, in major units; below zero for a discount. */
  readonly total_amount: number;
  /** Per cent: 20 is 20 %. */
  readonly tax_rate?: number;
  /** In major units. */
  readonly discount?: number;
  /** The shop's own number of this product. */
  readonly product_reference?: string;
  /** Its EAN, the number under the bar code. */
  readonly european_article_numbering?: string | number;
}

/**
 * A till's request for a payment. Give `amountMinor` or `amount`; if both are given, they must be equal. An invalid
 * request makes `pay` reject with `request-invalid`; its `detail` names the field.
 *
 * @example
 * const order: PaymentRequest = { amountMinor: 1023, currency: 'EUR', orderId: 'Order_12345' };
 */
export interface PaymentRequest {
  /** An integer in the currency's minor units: 1023 is 10.23 EUR, or 1023 JPY. */
  readonly amountMinor?: number;
  /** In major units, as in the REST call: `"10,23"`, `"10.23"`, 10.23. */
  readonly amount?: string | number;
  /** ISO 4217, three letters; EUR if absent. */
  readonly currency?: string;
  /**
   * Your own number, 1 to 32 characters. If the same order is sent twice, it is charged once. If absent, the connector
   * creates one.
   */
  readonly orderId?: string;
  /** `Debit` if absent. */
  readonly transactionType?: TransactionType;
  /**
   * Only with `Credit` and `Cancel`: the order number of the sale whose money goes back. All refunds of a sale together are
   * never more than it. Without it nothing is compared.
   */
  readonly refundOf?: string;
  /** `card` if absent. */
  readonly paymentMeans?: 'card' | 'cheque';
  /** True: the terminal must authorise online, for any amount. */
  readonly forceAuthorization?: boolean;
  /** The cart. A cart that HiPay would not accept is left out of the notification; the payment goes on. */
  readonly cart?: CartItem | readonly CartItem[];
  /** The customer who pays. */
  readonly customer?: Customer;
  /** Your own fields for HiPay. It accepts booleans, numbers and texts. */
  readonly customData?: Readonly<Record<string, boolean | number | string>>;
}

/**
 * The same request with the field names of the REST call, for tills that already create such a body.
 *
 * @example
 * const body: RestPaymentRequest = { amount: '10,23', order_id: 'Order_12345', transaction_type: 'Debit' };
 */
export interface RestPaymentRequest {
  /** In major units: `"10,23"`, `"10.23"`, 10.23. */
  readonly amount: string | number;
  /** ISO 4217, three letters; EUR if absent. */
  readonly currency?: string;
  /** Your own number, 1 to 32 characters. */
  readonly order_id?: string;
  /** As `transactionType`. */
  readonly transaction_type?: string;
  /** As `refundOf`. */
  readonly refund_of?: string;
  /** The spelling of HiPay's own sample. */
  readonly transation_type?: string;
  /** As `forceAuthorization`. */
  readonly force_authorization?: boolean;
  /** An object, a list, or `{ items }`. */
  readonly cart?: unknown;
  /** An object. Its field names may be lower case or camel case: `firstname`, `firstName`. */
  readonly customer?: unknown;
  /** As `customData`. */
  readonly custom_data?: unknown;
}

/**
 * A failure, from the closed list that the REST interface and the screens use too.
 *
 * @example
 * const tell = ({ text, code, mayBeCharged }: Failure) =>
 * console.log(`${text} (${code})`, mayBeCharged === 'no' ? 'may be tried again' : 'do not charge again');
 */
export interface Failure {
  /** Its name. */
  readonly name: FailureName;
  /** HiPay's error code (1000 to 1009), or the connector's own (from 1101). */
  readonly code: string;
  /** What is known about the customer's money. */
  readonly charge: ChargeStatement;
  /** The same as `charge` in three words; `nothing-sent` is `no`. `unknown`: do not charge before a person has checked. */
  readonly mayBeCharged: 'no' | 'yes' | 'unknown';
  /** True if the till may send the same payment again without a person. */
  readonly retry: boolean;
  /** In the till's language: what happened, what is known about the money, what to do now. */
  readonly text: string;
  /** Technical cause in English, for a log. */
  readonly detail?: string;
}
