import type { Failure } from '../../core/till/till-api.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import type { FailureName } from '../api.ts';

/**
 * The failures that a till's page detects itself. The SDK contains their texts, because the page reaches no connector
 * that could send them. A test compares the table with core/failures/failures.ts.
 */
export const ownFailures = {
  'page-not-open': { code: '1004', mayBeCharged: 'no', retry: true },
  'outcome-unknown': { code: '1102', mayBeCharged: 'unknown', retry: false },
  'till-not-allowed': { code: '1107', mayBeCharged: 'no', retry: false },
  'local-network-blocked': { code: '1109', mayBeCharged: 'no', retry: false },
  'window-blocked': { code: '1110', mayBeCharged: 'no', retry: true },
  'browser-unsupported': { code: '1111', mayBeCharged: 'no', retry: false },
} as const satisfies Partial<Record<FailureName, Pick<Failure, 'code' | 'mayBeCharged' | 'retry'>>>;

export type OwnFailure = keyof typeof ownFailures;

/**
 * The error of a call that has no result: one of a fixed list of failures. It tells whether the customer may have been
 * charged.
 *
 * @example
 * try {
 *   await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
 * } catch (error) {
 *   if (error instanceof ConnectorFailure && error.mayBeCharged === 'unknown') console.log('do not charge again', error.text);
 * }
 */
export class ConnectorFailure extends Error implements Failure {
  /** Name of the failure. */
  override readonly name: FailureName;
  /** HiPay's error code (1000 to 1009) or ours (from 1101 on). */
  readonly code: string;
  /** Whether the customer may have been charged. `unknown`: never charge again before a person has checked. */
  readonly mayBeCharged: Failure['mayBeCharged'];
  /** Whether the till may send the same payment again by itself. */
  readonly retry: boolean;
  /** Text in the till's language: what happened, whether the customer was charged, what to do now. */
  readonly text: string;
  /** Technical cause in English, for a log. */
  readonly detail?: string;

  /** Made by the SDK; a till's own tests may make one too. */
  constructor(failure: Failure) {
    super(failure.detail ? `${failure.text} [${failure.detail}]` : failure.text);
    this.name = failure.name;
    this.code = failure.code;
    this.mayBeCharged = failure.mayBeCharged;
    this.retry = failure.retry;
    this.text = failure.text;
    if (failure.detail !== undefined) this.detail = failure.detail;
  }
}

/** Makes a failure that this page detects itself, because no connector is reached. */
export function ownFailure(name: OwnFailure, words: TillClientTexts, detail?: string): ConnectorFailure {
  return new ConnectorFailure({
    name,
    ...ownFailures[name],
    text: words.failures[name],
    ...(detail && { detail }),
  });
}
