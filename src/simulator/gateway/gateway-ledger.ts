import type { PassiveOrder } from './order-form.ts';

/** One call that reached the simulated gateway with valid credentials, and its result. */
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
 * The orders of the simulated gateway, with the number of calls. Two orders are the same if number and MID are equal.
 */
export interface Ledger {
  /** Counts a call; returns its number for this order, from 1. */
  call(order: PassiveOrder): number;
  has(order: PassiveOrder): boolean;
  take(order: PassiveOrder, fields: Readonly<Record<string, string>>, takenAt: number): LedgerOrder;
  orders(): readonly LedgerOrder[];
  calls(): number;
}

/** Creates an empty ledger. It remembers the key of every order, but lists only the newest `maxListed` orders. */
export function emptyLedger(maxListed = Number.POSITIVE_INFINITY): Ledger {
  const orders = new Map<string, LedgerOrder>();
  const keys = new Set<string>();
  const calls = new Map<string, number>();
  const key = ({ orderid, mid }: PassiveOrder) => JSON.stringify([orderid, mid]);
  return {
    call(order) {
      const count = (calls.get(key(order)) ?? 0) + 1;
      calls.set(key(order), count);
      return count;
    },
    has: (order) => keys.has(key(order)),
    take(order, fields, takenAt) {
      // HiPay's references have twelve digits and begin with 800.
      const transactionReference = String(800_000_000_001 + keys.size);
      const taken = { ...order, fields, transactionReference, takenAt };
      keys.add(key(order));
      orders.set(key(order), taken);
      const [oldest] = orders.keys();
      if (orders.size > maxListed && oldest !== undefined) orders.delete(oldest);
      return taken;
    },
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
