import { failures } from '../../core/failures.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { Advice } from '../../core/texts/failure-texts.ts';
import { fill } from '../texts/fill.ts';
import type { Texts } from '../texts/texts.ts';
import { directionOf, resolverWords } from './money-direction.ts';
import { chargedBy, type PaymentResult } from './payment-result.ts';

export interface Explanation extends Advice {
  readonly label: string;
  /** The question about the money, and its answer. */
  readonly chargedTitle: string;
  readonly charged: string;
}

/**
 * What happened, did money move, what to do now. The failure's own words are used only where they agree with the outcome
 * about money: after an unknown outcome nobody may read "take the payment again".
 */
export function explainResult(result: PaymentResult, texts: Texts): Explanation {
  const money = moneyWords(result, texts);
  if (result.resolution) return { ...money, ...explainResolution(result, result.resolution, texts) };
  return { label: texts.outcomes[result.outcome].label, ...money, ...adviceFor(result, texts) };
}

function moneyWords({ outcome, transactionType }: PaymentResult, { words, charged, operations }: Texts) {
  const moved = chargedBy[outcome];
  const direction = directionOf(transactionType);
  if (direction === 'back') {
    const said = { no: operations.givenNo, yes: operations.givenYes, unknown: operations.givenUnknown };
    return { chargedTitle: operations.givenTitle, charged: said[moved] };
  }
  if (direction === 'held') {
    const said = { no: operations.heldNo, yes: operations.heldYes, unknown: operations.heldUnknown };
    return { chargedTitle: operations.heldTitle, charged: said[moved] };
  }
  return { chargedTitle: words.chargedTitle, charged: charged[moved] };
}

export function adviceFor(
  result: Pick<PaymentResult, 'failure' | 'outcome' | 'transactionType'>,
  texts: Texts,
): Advice {
  const { failure, outcome } = result;
  const moved = chargedBy[outcome];
  const agrees = failure !== undefined && failures[failure].charged === moved && moved !== 'yes';
  const direction = directionOf(result.transactionType);
  if (direction === 'back') {
    const back = backAdvice(outcome, texts);
    // What went wrong is the same; what to do about it must not speak of taking money.
    return agrees && outcome === 'NOT_SENT' ? { ...back, what: texts.failures[failure].what } : back;
  }
  if (direction === 'held' && outcome === 'APPROVED') {
    return { what: texts.operations.approvedHold, todo: texts.operations.approvedHoldTodo };
  }
  return agrees ? texts.failures[failure] : texts.outcomes[outcome];
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
