import type { Failure } from '../../core/till/till-api.ts';
import type { FailureName } from '../api.ts';

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
