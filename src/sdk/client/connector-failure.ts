import type { Failure } from '../../core/till/till-api.ts';
import type { FailureName } from '../api.ts';
import { type OwnFailure, ownFailures } from './own-failures.ts';
import type { Words } from './words/words.ts';

/**
 * Why a call has no result. One of the closed list of failures, with what it means for the customer's money.
 *
 * @example
 * try { await connector.pay(order) }
 * catch (error) { if (error instanceof ConnectorFailure && error.mayBeCharged === 'unknown') askLater() }
 */
export class ConnectorFailure extends Error implements Failure {
  override readonly name: FailureName;
  readonly code: string;
  readonly mayBeCharged: Failure['mayBeCharged'];
  readonly retry: boolean;
  /** In the till's language: what happened, was the customer charged, what to do now. */
  readonly text: string;
  readonly detail?: string;

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
