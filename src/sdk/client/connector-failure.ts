import type { Failure } from '../../core/till/till-api.ts';
import type { FailureName } from '../api.ts';
import type { Words } from './words/words.ts';

/**
 * The failures that a till's page finds by itself. The connector brings the texts of all others; those of these are in
 * words/, because it is not there to bring them. A test holds the table against core/failures.ts.
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
 * Why a call has no result. One of the closed list of failures, with what it means for the customer's money.
 *
 * @example
 * try {
 *   await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
 * } catch (error) {
 *   if (error instanceof ConnectorFailure && error.mayBeCharged === 'unknown') console.log('do not charge again', error.text);
 * }
 */
export class ConnectorFailure extends Error implements Failure {
  /** Which one. */
  override readonly name: FailureName;
  /** HiPay's error code (1000 to 1009) or ours (from 1101 on). */
  readonly code: string;
  /** May the customer have been charged? `unknown`: never charge again before somebody has looked. */
  readonly mayBeCharged: Failure['mayBeCharged'];
  /** May the till send the same payment again by itself? */
  readonly retry: boolean;
  /** In the till's language: what happened, was the customer charged, what to do now. */
  readonly text: string;
  /** What exactly went wrong, in English, for a log. */
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

/** A failure that this end finds by itself, where no connector is there to say it. */
export function ownFailure(name: OwnFailure, words: Words, detail?: string): ConnectorFailure {
  return new ConnectorFailure({
    name,
    ...ownFailures[name],
    text: words.failures[name],
    ...(detail && { detail }),
  });
}
