import type { FailureName } from './failure-name.ts';

export type { FailureName } from './failure-name.ts';

/** Who can resolve the failure. */
export type Mender = 'cashier' | 'shop' | 'till-vendor' | 'hipay' | 'us';

export interface Failure {
  /** HiPay's error code (1000-1009) or ours (from 1101), as tills receive it. */
  readonly code: string;
  readonly mender: Mender;
  /** True if the till may send the same payment again without a person. */
  readonly retry: boolean;
  /**
   * Whether the customer may have been charged. `yes` only if the terminal has said so; `unknown` if nothing proves it.
   */
  readonly charged: 'no' | 'yes' | 'unknown';
}

const failure = (code: string, mender: Mender, retry: boolean, charged: Failure['charged']): Failure => ({
  code,
  mender,
  retry,
  charged,
});

/**
 * Every way in which a payment, a request or a notification can fail: one closed list (failure-name.ts). The texts in
 * four languages, the REST statuses and the descriptions for tills are tables with one entry for each failure, so the
 * program does not compile until a new failure is in every table. Codes 1000 to 1009 are HiPay's, with HiPay's meaning.
 */
export const failures = {
  'unknown-error': failure('1000', 'us', false, 'no'),
  'payment-timeout': failure('1001', 'cashier', true, 'no'),
  unauthorized: failure('1002', 'shop', false, 'no'),
  'too-many-guesses': failure('1002', 'shop', true, 'no'),
  'hipay-credentials': failure('1002', 'shop', false, 'yes'),
  'hipay-unreachable': failure('1003', 'shop', false, 'yes'),
  'hipay-refused': failure('1000', 'hipay', false, 'yes'),
  'page-not-open': failure('1004', 'cashier', true, 'no'),
  'terminal-not-chosen': failure('1004', 'cashier', true, 'no'),
  'terminal-away': failure('1004', 'cashier', true, 'no'),
  'port-in-use': failure('1004', 'shop', true, 'no'),
  'terminal-silent': failure('1004', 'cashier', true, 'no'),
  'terminal-not-ready': failure('1004', 'cashier', true, 'no'),
  'terminal-garbled': failure('1004', 'shop', true, 'no'),
  'status-unreadable': failure('1005', 'shop', false, 'unknown'),
  declined: failure('1006', 'cashier', true, 'no'),
  cancelled: failure('1006', 'cashier', true, 'no'),
  'answer-unreadable': failure('1007', 'shop', false, 'unknown'),
  'request-refused-by-terminal': failure('1008', 'shop', false, 'no'),
  'contract-missing': failure('1009', 'shop', false, 'no'),
  'payment-running': failure('1101', 'cashier', true, 'no'),
  'outcome-unknown': failure('1102', 'cashier', false, 'unknown'),
  'order-id-reused': failure('1103', 'till-vendor', false, 'no'),
  'request-invalid': failure('1104', 'till-vendor', false, 'no'),
  'other-payment': failure('1105', 'cashier', false, 'unknown'),
  'cannot-record': failure('1106', 'shop', true, 'no'),
  'not-owner': failure('1101', 'cashier', true, 'no'),
  'till-not-allowed': failure('1107', 'shop', false, 'no'),
  'version-mismatch': failure('1108', 'till-vendor', false, 'no'),
  'local-network-blocked': failure('1109', 'shop', false, 'no'),
  'window-blocked': failure('1110', 'cashier', true, 'no'),
  'browser-unsupported': failure('1111', 'shop', false, 'no'),
} as const satisfies Record<FailureName, Failure>;

export const failureNames = Object.keys(failures) as [FailureName, ...FailureName[]];

/** The code that tills receive: HiPay's, or the connector's own from 1101. */
export const failureCode = (name: FailureName): string => failures[name].code;
