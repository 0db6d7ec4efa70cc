import { type FailureName, failures, meansDoubt } from '../failures/failures.ts';
import type { ChargeStatement } from './charge-statement.ts';
import { type Charge, type MoneyTexts, moneyText } from './money-text.ts';
import { isPaid, type Outcome } from './outcome.ts';
import type { PaymentAnswer } from './payment-answer.ts';

/** Failures whose advice is right although the payment took money. */
const adviceRightAfterCharge: ReadonlySet<FailureName> = new Set([
  'hipay-credentials',
  'hipay-unreachable',
  'hipay-refused',
  'order-id-reused',
]);

/** True if the failure's advice fits this charge statement: "try again" is wrong once money may have moved. */
export function isAdviceRight(name: FailureName, charge: ChargeStatement): boolean {
  if (charge === 'unknown') return meansDoubt(name);
  if (charge === 'charged') return adviceRightAfterCharge.has(name);
  return !meansDoubt(name) && !adviceRightAfterCharge.has(name);
}

/** What happened and what to do now. Neither says anything about money. */
export interface Advice {
  readonly what: string;
  readonly todo: string;
}

/** What happened, what is known about the money, what to do now. */
export function adviceText(
  name: FailureName,
  charge: Charge,
  { what, todo }: Advice,
  money: MoneyTexts,
): string {
  const sentences = [what, moneyText(charge, money)];
  return (isAdviceRight(name, charge.charge) ? [...sentences, todo] : sentences).join(' ');
}

/** True if the till may send the same payment again without a person. */
export const mayRetry = (name: FailureName, charge: ChargeStatement): boolean =>
  failures[name].retry && (charge === 'not-charged' || charge === 'nothing-sent');

type Answered = Pick<PaymentAnswer, 'outcome' | 'failure' | 'charge'>;

const isDoubtful = (outcome: Outcome): boolean => outcome === 'UNKNOWN' || outcome === 'OTHER_PAYMENT';

/** The outcome for tills and screens: while the order is in doubt, it is UNKNOWN, even if this request did nothing. */
export const outcomeOf = ({ outcome, charge }: Answered): Outcome =>
  charge === 'unknown' && !isDoubtful(outcome) ? 'UNKNOWN' : outcome;

/**
 * The failure of an answer that is not a success. Its code means "in doubt" if and only if the order is in doubt, because
 * tills may know nothing but the code.
 */
export function failureOf(answer: Answered): FailureName | undefined {
  const outcome = outcomeOf(answer);
  const { failure } = answer;
  if (isPaid(outcome)) return undefined;
  if (isDoubtful(outcome)) {
    if (failure && meansDoubt(failure)) return failure;
    return outcome === 'OTHER_PAYMENT' ? 'other-payment' : 'outcome-unknown';
  }
  if (failure && !meansDoubt(failure)) return failure;
  if (outcome === 'DECLINED') return 'declined';
  return outcome === 'CANCELLED' ? 'cancelled' : 'unknown-error';
}
