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
