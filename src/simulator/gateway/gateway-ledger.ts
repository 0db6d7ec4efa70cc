import type { PassiveOrder } from './order-form.ts';

/** One order that the simulated gateway took, with valid credentials, and its result. */
export interface LedgerOrder {
  readonly orderid: string;
  readonly mid: string;
  readonly amount: string;
  readonly currency: string;
  readonly basket: readonly unknown[];
  readonly customData: Readonly<Record<string, unknown>>;
  readonly paymentProductParameters: Readonly<Record<string, unknown>>;
  /** All form fields, unchanged. */
  readonly fields: Readonly<Record<string, string>>;
  readonly transactionReference: string;
  /** Epoch ms. */
  readonly takenAt: number;
}

/**
 * Which two orders of an account are the same: those with equal numbers, or only those with equal number and MID. HiPay does
 * not document it.
 */
export type OrderKey = 'number' | 'number-and-mid';

/** The orders of the simulated gateway, with the number of calls. Accounts share no order numbers. */
export interface Ledger {
  /** Counts a call; returns its number for this order, from 1. */
  call(account: string, order: PassiveOrder): number;
  has(account: string, order: PassiveOrder): boolean;
  take(
    account: string,
    order: PassiveOrder,
    fields: Readonly<Record<string, string>>,
    takenAt: number,
  ): LedgerOrder;
  /** The listed orders of the account with this number, the oldest first. */
  find(account: string, orderid: string): readonly LedgerOrder[];
  orders(): readonly LedgerOrder[];
  calls(): number;
}

/** Creates an empty ledger. It remembers the key of every order, but lists only the newest `maxListed` orders. */
export function emptyLedger(
  orderKey: OrderKey = 'number-and-mid',
  maxListed = Number.POSITIVE_INFINITY,
): Ledger {
  const orders = new Map<string, LedgerOrder>();
  const byNumber = new Map<string, readonly LedgerOrder[]>();
  const keys = new Set<string>();
  const calls = new Map<string, number>();
  let count = 0;
  const keyWithMid = (account: string, { orderid, mid }: PassiveOrder) =>
    JSON.stringify([account, orderid, mid]);
  const keyOfNumber = (account: string, orderid: string) => JSON.stringify([account, orderid]);
  const key = (account: string, order: PassiveOrder) =>
    orderKey === 'number' ? keyOfNumber(account, order.orderid) : keyWithMid(account, order);
  const unlistOldest = () => {
    const [oldest] = orders.keys();
    if (oldest === undefined) return;
    const [account = '', orderid = ''] = JSON.parse(oldest) as string[];
    orders.delete(oldest);
    byNumber.delete(keyOfNumber(account, orderid));
  };
  return {
    call(account, order) {
      // Counted for each contract, so that a script reacts to the first call of each.
      const each = keyWithMid(account, order);
      const number = (calls.get(each) ?? 0) + 1;
      calls.set(each, number);
      return number;
    },
    has: (account, order) => keys.has(key(account, order)),
    take(account, order, fields, takenAt) {
      count += 1;
      // HiPay's references have twelve digits and begin with 800.
      const transactionReference = String(800_000_000_000 + count);
      const taken = { ...order, fields, transactionReference, takenAt };
      const number = keyOfNumber(account, order.orderid);
      keys.add(key(account, order));
      orders.set(keyWithMid(account, order), taken);
      byNumber.set(number, [...(byNumber.get(number) ?? []), taken]);
      if (orders.size > maxListed) unlistOldest();
      return taken;
    },
    find: (account, orderid) => byNumber.get(keyOfNumber(account, orderid)) ?? [],
    orders: () => [...orders.values()],
    calls: () => [...calls.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** HiPay's date format: `2023-12-12T14:49:45+0000`. */
const hipayDate = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}+0000`;

/**
 * Creates HiPay's JSON answer to an accepted order, with the types that HiPay's stage sends: every scalar is a string,
 * and a missing object is an empty string (hipay.md 3.6).
 */
export function orderAnswer(order: LedgerOrder): Record<string, unknown> {
  // Code 200000 is an authorised payment, 200100 a captured one (passive POS order).
  const captured = order.paymentProductParameters['code'] !== '200000';
  const date = hipayDate(order.takenAt);
  return {
    state: 'completed',
    reason: '',
    forwardUrl: '',
    test: 'true',
    mid: order.mid,
    attemptId: '1',
    authorizationCode: String(order.paymentProductParameters['authorization_code'] ?? ''),
    transactionReference: order.transactionReference,
    referenceToPay: '',
    dateCreated: date,
    dateUpdated: date,
    dateAuthorized: date,
    status: captured ? '118' : '116',
    message: captured ? 'Captured' : 'Authorized',
    authorizedAmount: order.amount,
    capturedAmount: captured ? order.amount : '0.00',
    refundedAmount: '0.00',
    creditedAmount: '0.00',
    decimals: String(order.amount.split('.')[1]?.length ?? 0),
    currency: order.currency,
    ipAddress: '0.0.0.0',
    ipCountry: '',
    deviceId: '',
    avsResult: '',
    eci: '10',
    paymentProduct: 'tpe',
    paymentMethod: '',
    threeDSecure: '',
    fraudScreening: { scoring: '0', result: 'ACCEPTED', review: '' },
    order: {
      id: order.orderid,
      dateCreated: date,
      attempts: '1',
      amount: order.amount,
      shipping: '0.00',
      tax: '0.00',
      decimals: String(order.amount.split('.')[1]?.length ?? 0),
      currency: order.currency,
      customerId: order.fields['cid'] ?? '',
      language: 'en_GB',
      email: order.fields['email'] ?? '',
    },
    debitAgreement: { id: '', status: '' },
  };
}

/**
 * Creates HiPay's JSON answer to the look-up of a number (consultation v3): one order with all its transactions, and the
 * custom data of the first one.
 */
export function lookUpAnswer(orders: readonly [LedgerOrder, ...LedgerOrder[]]): Record<string, unknown> {
  const [first] = orders;
  const decimals = first.amount.split('.')[1]?.length ?? 0;
  const currency = { code: first.currency };
  return {
    id: Number(first.transactionReference) - 799_000_000_000,
    merchant_order_id: first.orderid,
    attempts: orders.length,
    amount: first.amount,
    decimals,
    currency,
    date_created: hipayDate(first.takenAt),
    transactions: orders.map((order, index) => ({
      id: order.transactionReference,
      attemptid: index + 1,
      state: 'completed',
      status: order.paymentProductParameters['code'] === '200000' ? 116 : 118,
      eci: 10,
      amount: order.amount,
      captured_amount: order.amount,
      refunded_amount: '0.00',
      credited_amount: '0.00',
      currency,
      decimals,
      mid: order.mid,
      operations: [],
    })),
    terminal_information: null,
    custom_data: first.fields['custom_data'] ?? null,
    customer: {},
  };
}

/** The same as a list of transactions, in which each names its order. */
export function lookUpList(orders: readonly [LedgerOrder, ...LedgerOrder[]]): Record<string, unknown> {
  const transactions = orders.map((order) => {
    const {
      transactions: [transaction] = [],
      merchant_order_id,
      ...rest
    } = lookUpAnswer([order]) as {
      transactions?: readonly object[];
      merchant_order_id: string;
    };
    return { ...transaction, merchant_order_id, order: rest };
  });
  return { transactions };
}
