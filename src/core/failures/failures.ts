import type { FailureName } from './failure-name.ts';

export type { FailureName } from './failure-name.ts';

/** Who can resolve the failure. */
export type Resolver = 'cashier' | 'shop' | 'till-vendor' | 'hipay' | 'us';

export interface Failure {
  /** HiPay's error code (1000-1009) or ours (from 1101), as tills receive it. */
  readonly code: string;
  readonly mender: Resolver;
  /** True if the cause may end without a change of the request. Only `mayRetry` allows another try. */
  readonly retry: boolean;
}

const failure = (code: string, mender: Resolver, retry: boolean): Failure => ({ code, mender, retry });

/**
 * Every way in which a payment, a request or a notification can fail: one closed list (failure-name.ts). The texts in
 * four languages, the REST statuses and the descriptions for tills are tables with one entry for each failure, so the
 * program does not compile until a new failure is in every table. Codes 1000 to 1009 are HiPay's, with HiPay's meaning.
 * A failure says nothing about money: that is the charge statement (core/payment/charge-statement.ts).
 */
export const failures = {
  'unknown-error': failure('1000', 'us', false),
  'payment-timeout': failure('1001', 'cashier', true),
  unauthorized: failure('1002', 'shop', false),
  'too-many-guesses': failure('1002', 'shop', true),
  'hipay-credentials': failure('1002', 'shop', false),
  'hipay-unreachable': failure('1003', 'shop', false),
  'hipay-refused': failure('1000', 'hipay', false),
  'page-not-open': failure('1004', 'cashier', true),
  'terminal-not-chosen': failure('1004', 'cashier', true),
  'terminal-away': failure('1004', 'cashier', true),
  'port-in-use': failure('1004', 'shop', true),
  'terminal-silent': failure('1004', 'cashier', true),
  'terminal-not-ready': failure('1004', 'cashier', true),
  'terminal-garbled': failure('1004', 'shop', true),
  'status-unreadable': failure('1005', 'shop', false),
  declined: failure('1006', 'cashier', true),
  cancelled: failure('1006', 'cashier', true),
  'answer-unreadable': failure('1007', 'shop', false),
  'request-refused-by-terminal': failure('1008', 'shop', false),
  'contract-missing': failure('1009', 'shop', false),
  'payment-running': failure('1101', 'cashier', true),
  'outcome-unknown': failure('1102', 'cashier', false),
  'order-id-reused': failure('1103', 'till-vendor', false),
  'request-invalid': failure('1104', 'till-vendor', false),
  'other-payment': failure('1105', 'cashier', false),
  'cannot-record': failure('1106', 'shop', true),
  'not-owner': failure('1101', 'cashier', true),
  'till-not-allowed': failure('1107', 'shop', false),
  'version-mismatch': failure('1108', 'till-vendor', false),
  'local-network-blocked': failure('1109', 'shop', false),
  'window-blocked': failure('1110', 'cashier', true),
  'browser-unsupported': failure('1111', 'shop', false),
  'till-left': failure('1112', 'cashier', true),
  'same-amount-in-doubt': failure('1113', 'cashier', false),
  'refund-in-doubt': failure('1102', 'cashier', false),
  'connector-stopping': failure('1114', 'cashier', true),
} as const satisfies Record<FailureName, Failure>;

export const failureNames = Object.keys(failures) as [FailureName, ...FailureName[]];

/** The code that tills receive: HiPay's, or the connector's own from 1101. */
export const failureCode = (name: FailureName): string => failures[name].code;

const doubtNames: ReadonlySet<FailureName> = new Set([
  'status-unreadable',
  'answer-unreadable',
  'outcome-unknown',
  'other-payment',
]);

/** True if this failure (1005, 1007, 1102, 1105) says to a till that the outcome of its own order is in doubt. */
export const meansDoubt = (name: FailureName): boolean => doubtNames.has(name);
