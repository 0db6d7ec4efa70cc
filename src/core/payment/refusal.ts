import type { FailureName } from '../failures/failure-name.ts';
import type { Outcome } from './outcome.ts';

/** The reasons by which Caisse AP says that there is none, or that only the bank knows it. */
const emptyReason = /^(unknown|not listed) \(AF=/;

/**
 * True if a payment was declined and no reason is known. The bank's refusal and a stop on the terminal then look the
 * same. Concert V2 never gives a reason.
 */
export const isUnexplainedRefusal = ({
  outcome,
  failure = 'declined',
  detail,
}: {
  readonly outcome?: Outcome | undefined;
  readonly failure?: FailureName | undefined;
  readonly detail?: string | undefined;
}): boolean => outcome === 'DECLINED' && failure === 'declined' && (!detail || emptyReason.test(detail));
