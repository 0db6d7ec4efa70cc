import { connectorCalls } from '../../core/connector-api/connector-api.ts';
import type { TransactionType } from '../../core/payment/payment-request.ts';
import { readAmount } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { directionOf } from '../model/operations.ts';
import type { DoubtfulPayment } from '../model/payment-events.ts';

// The check of a payment in doubt: a person reads the terminal's last ticket and decides whether the payment was paid.

/** The texts of the check. A refund or cancellation has its own texts. */
export const checkTexts = (type: TransactionType) =>
  lazyTexts('resolve')[directionOf(type) === 'back' ? 'checkBack' : 'check'];

/** The terminal's answer about its last ticket. */
export interface Evidence {
  /** The proposed reason, which goes into the record. */
  readonly why: string;
  /** A text that suggests a decision to the person. */
  readonly suggestion?: string;
}

/** What the ticket says. */
export type TicketAnswer = 'paid' | 'not-paid' | 'other';

/** The fields of the confirmation. */
export interface CheckDraft {
  readonly answer: TicketAnswer;
  /** The amount on the ticket, as the person types it. Used only if `answer` is `other`. */
  readonly amount: string;
  readonly by: string;
  readonly why: string;
  /** The person has seen that the terminal is at its start screen. */
  readonly isIdle: boolean;
}

/** Longest time between the end of the customer's time and the terminal's start screen, ms. */
const maxReturnMs = 20_000;

/**
 * True while the customer of this payment may still be paying: its page was reloaded or lost, and the terminal goes on. No
 * ticket says anything then. `customerMs`: the time that a customer has.
 */
export const mayStillPay = ({ at, corrects }: DoubtfulPayment, customerMs: number, now: number): boolean =>
  corrects === undefined && now >= at && now - at < customerMs + maxReturnMs;

/** The draft after the person's answer. Its reason comes from the evidence if there is one, else from the answer. */
export function draftOf(
  answer: TicketAnswer,
  payment: DoubtfulPayment,
  by: string,
  evidence?: Evidence,
): CheckDraft {
  const texts = checkTexts(payment.transactionType);
  const reasons = { paid: texts.whyPaidTicket, 'not-paid': texts.whyNotPaid, other: texts.whyOther };
  return { answer, amount: '', by, why: evidence?.why ?? reasons[answer], isIdle: false };
}

export type CheckReading =
  | { readonly ok: true; readonly decision: CheckDecision }
  | { readonly ok: false; readonly problems: CheckProblems };

export interface CheckDecision {
  readonly paid: boolean;
  readonly amountMinor?: number;
  readonly by: string;
  readonly why: string;
}

type AmountProblem = Extract<ReturnType<typeof readAmount>, { ok: false }>['problem'];

export interface CheckProblems {
  readonly amount?: AmountProblem | 'same' | undefined;
  readonly by?: true | undefined;
  readonly why?: true | undefined;
  readonly isIdle?: true | undefined;
}

/**
 * Reads the decision from the draft, or says which fields are missing or wrong.
 *
 * @param isEarly true while the customer may still be paying: "not paid" is then decided only at an idle terminal
 */
export function readCheck(draft: CheckDraft, payment: DoubtfulPayment, isEarly: boolean): CheckReading {
  const { shape } = connectorCalls.resolvePayment.params;
  const by = shape.by.safeParse(draft.by);
  const why = shape.why.safeParse(draft.why);
  const amount = draft.answer === 'other' ? readOtherAmount(draft.amount, payment) : {};
  const mustLook = isEarly && draft.answer === 'not-paid' && !draft.isIdle;
  if (!by.success || !why.success || amount.problem !== undefined || mustLook)
    return {
      ok: false,
      problems: {
        amount: amount.problem,
        by: by.success ? undefined : true,
        why: why.success ? undefined : true,
        isIdle: mustLook || undefined,
      },
    };
  const { amountMinor } = amount;
  return {
    ok: true,
    decision: {
      paid: draft.answer !== 'not-paid',
      ...(amountMinor !== undefined && { amountMinor }),
      by: by.data,
      why: why.data,
    },
  };
}

function readOtherAmount(
  text: string,
  { amountMinor, currency }: DoubtfulPayment,
): { readonly amountMinor?: number; readonly problem?: CheckProblems['amount'] } {
  const read = readAmount(text, currency);
  if (!read.ok) return { problem: read.problem };
  return read.amountMinor === amountMinor ? { problem: 'same' } : { amountMinor: read.amountMinor };
}
