import { isAdviceRight } from '../../core/payment/charge.ts';
import { isPaid, type Outcome } from '../../core/payment/outcome.ts';
import { isUnexplainedRefusal } from '../../core/payment/refusal.ts';
import type { Advice } from '../../core/till/till-texts.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { fill } from '../format.ts';
import { directionOf, resolverWords } from './operations.ts';
import { outcomeLabel } from './outcome-label.ts';
import type { PaymentResult } from './payment-result.ts';

export interface Explanation extends Advice {
  readonly label: string;
  /** The question about the customer's money; `charged` is its answer. */
  readonly chargedTitle: string;
  readonly charged: string;
}

/**
 * What happened, what is known about the money, and what to do now. Uses the failure's text only if its advice agrees with
 * the charge statement: after an unknown outcome, the text must not say "start again". `isOverNetwork`: the terminal has no cable.
 */
export function explainResult(result: PaymentResult, texts: Texts, isOverNetwork = false): Explanation {
  const money = explainCharge(result, texts);
  if (result.resolution) return { ...money, ...explainResolution(result, result.resolution, texts) };
  const label = result.terminalSays?.money ? texts.resolver.otherAmount : outcomeLabel(result, texts);
  return { label, ...money, ...adviceFor(result, texts, isOverNetwork) };
}

/** The sentence about money, by operation, outcome and charge statement. */
export function explainCharge(
  { charge, transactionType, outcome }: Pick<PaymentResult, 'charge' | 'transactionType' | 'outcome'>,
  { words, charged, operations }: Texts,
) {
  const sale = [words.chargedTitle, charged['not-charged'], charged.charged, charged.unknown] as const;
  const sentences = {
    Debit: sale,
    Duplicate: sale,
    Credit: [operations.givenTitle, operations.givenNo, operations.givenYes, operations.givenUnknown],
    Cancel: [operations.takenTitle, operations.takenNo, operations.takenYes, operations.takenUnknown],
    Authorization: [
      operations.reservedTitle,
      operations.reservedNo,
      operations.reservedYes,
      operations.reservedUnknown,
    ],
  } as const;
  const [title, no, yes, unknown] = sentences[transactionType];
  const byStatement = {
    'not-charged': no,
    charged: outcome === 'PARTIALLY_APPROVED' ? operations.partYes : yes,
    unknown,
    'nothing-sent': charged['nothing-sent'],
  };
  return { chargedTitle: title, charged: byStatement[charge] };
}

export function adviceFor(
  result: Pick<PaymentResult, 'failure' | 'outcome' | 'charge' | 'transactionType'> &
    Partial<Pick<PaymentResult, 'detail'>>,
  texts: Texts,
  isOverNetwork = false,
): Advice {
  const { failure, outcome, charge } = result;
  const failures = isOverNetwork
    ? { ...texts.failures, 'terminal-away': texts.overNetwork.notSent }
    : texts.failures;
  // A paid sale is explained by its outcome, also if HiPay is not notified yet.
  const usesFailureText = failure !== undefined && !isPaid(outcome) && isAdviceRight(failure, charge);
  const direction = directionOf(result.transactionType);
  if (direction === 'back') {
    const back = backAdvice(outcome, texts);
    if (isUnexplainedRefusal(result)) return { ...back, what: texts.unexplained.whatBack };
    // The failure names the right cause also for a refund, but its advice is about taking a payment.
    return usesFailureText && outcome === 'NOT_SENT' ? { ...back, what: failures[failure].what } : back;
  }
  if (direction === 'reserved' && outcome === 'APPROVED') {
    return { what: texts.operations.approvedHold, todo: texts.operations.approvedHoldTodo };
  }
  if (isUnexplainedRefusal(result)) return texts.unexplained;
  return usesFailureText ? failures[failure] : texts.outcomes[outcome];
}

function backAdvice(outcome: Outcome, { operations }: Texts): Advice {
  const advice: Readonly<Record<Outcome, Advice>> = {
    APPROVED: { what: operations.approvedBack, todo: operations.approvedBackTodo },
    PARTIALLY_APPROVED: { what: operations.approvedBack, todo: operations.approvedBackTodo },
    DECLINED: { what: operations.declinedBack, todo: operations.declinedBackTodo },
    CANCELLED: { what: operations.cancelledBack, todo: operations.cancelledBackTodo },
    NOT_SENT: { what: operations.notSentBack, todo: operations.notSentBackTodo },
    UNKNOWN: { what: operations.unknownBack, todo: operations.unknownBackTodo },
    OTHER_PAYMENT: { what: operations.otherBack, todo: operations.unknownBackTodo },
  };
  return advice[outcome];
}

function explainResolution(
  { transactionType }: PaymentResult,
  { paid, by }: NonNullable<PaymentResult['resolution']>,
  texts: Texts,
) {
  const words = resolverWords(texts, transactionType);
  const handOver =
    directionOf(transactionType) === 'back'
      ? texts.operations.approvedBackTodo
      : texts.outcomes.APPROVED.todo;
  return {
    label: paid ? words.paidLabel : words.notPaidLabel,
    what: fill(paid ? words.resolvedPaid : words.resolvedNotPaid, { by }),
    todo: paid ? handOver : words.payAgain,
  };
}
