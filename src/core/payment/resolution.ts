import type { AnswerOrigin, TerminalAnswer } from '../terminal/dialect.ts';
import { judgeAnswer } from './answer-judgement.ts';
import { detailOfNotPaid } from './decision-detail.ts';
import {
  decisionsOf,
  evidenceOf,
  hasTerminalResult,
  isContested,
  standingDecisions,
  terminalAnswerSeen,
} from './decisions.ts';
import { isPaid } from './outcome.ts';
import type {
  PaymentRecord,
  RecordAlarm,
  RecordDecision,
  RecordEvidence,
  RecordState,
} from './payment-record.ts';

export type PaymentEffect =
  /** Writes the record durably, before the effects that follow. */
  | { readonly kind: 'write' }
  /** Writes the record and its notifications in one transaction. */
  | { readonly kind: 'write-with-notifications' }
  | { readonly kind: 'grant-permission' }
  | { readonly kind: 'acknowledge-answer' }
  /** Alarms the cashier: a result or a person's correction came after the payment had become unknown or resolved. */
  | { readonly kind: 'alarm-late-answer' };

export interface PaymentStep {
  readonly record: PaymentRecord;
  readonly effects: readonly PaymentEffect[];
}

type Change = Partial<
  Pick<PaymentRecord, 'outcome' | 'failure' | 'detail' | 'answer' | 'resolution' | 'alarm'>
>;

/**
 * Returns the record in its next state, with the step in its history. Outcome, failure and detail of the earlier state
 * are removed.
 */
export function advance(
  record: PaymentRecord,
  state: RecordState,
  at: number,
  change: Change = {},
): PaymentRecord {
  const { outcome: _o, failure: _f, detail: _d, ...kept } = record;
  return { ...kept, ...change, state, updatedAt: at, history: [...record.history, { state, at }] };
}

export const unchanged = (record: PaymentRecord): PaymentStep => ({ record, effects: [] });
export const withWrite = (record: PaymentRecord): PaymentStep => ({ record, effects: [{ kind: 'write' }] });

export interface Decision {
  readonly paid: boolean;
  /** The paid amount, minor units, if it is not the requested one. */
  readonly amountMinor?: number | undefined;
  readonly by: string;
  readonly why: string;
}

const contestedDetail = 'the decisions and the terminal contradict each other: a person must decide again';

/**
 * The fields of a payment with an uncontested decision. `doubt` says why the payment was in doubt before. If less than
 * `askedMinor` was paid, the till learns that the rest is still due.
 */
function resolvedFields(decision: RecordDecision, evidence: RecordEvidence, askedMinor: number) {
  const { detail, answer } = evidence;
  const { by, why, at, amountMinor: paidMinor = askedMinor } = decision;
  const paid = decision.verdict !== 'not-paid';
  return {
    state: 'resolved' as const,
    resolution: { paid, by, why, at, ...(detail !== undefined && { doubt: detail }) },
    ...(paid
      ? { outcome: paidMinor < askedMinor ? ('PARTIALLY_APPROVED' as const) : ('APPROVED' as const) }
      : {
          outcome: 'DECLINED' as const,
          failure: 'declined' as const,
          detail: detailOfNotPaid(decision),
        }),
    ...(answer && (hasTerminalResult(evidence) ? { lateAnswer: answer } : { answer })),
  };
}

/**
 * Combines the decisions of persons with the evidence: how the payment ended before them, by the terminal's answer or in
 * doubt. A contested payment is unknown again. `record` has the evidence in its own fields or in `evidence`.
 */
export function withDecisions(record: PaymentRecord, decisions: readonly RecordDecision[]): PaymentRecord {
  const {
    state: _s,
    outcome: _o,
    failure: _f,
    detail: _d,
    answer: _a,
    resolution: _r,
    lateAnswer: _l,
    decisions: _all,
    evidence: _e,
    ...kept
  } = record;
  const evidence = evidenceOf(record);
  const latest = standingDecisions(decisions).at(-1);
  if (!latest) return { ...kept, ...evidence };
  const combined = { ...kept, decisions, evidence };
  if (!isContested({ ...combined, state: 'resolved' }))
    return { ...combined, ...resolvedFields(latest, evidence, record.request.amountMinor) };
  return {
    ...combined,
    state: 'unknown',
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: contestedDetail,
    ...(evidence.answer && { answer: evidence.answer }),
  };
}

const withHistoryStep = (record: PaymentRecord, at: number): PaymentRecord => ({
  ...record,
  updatedAt: at,
  history: [...record.history, { state: record.state, at }],
});

/**
 * True if notifications of this payment have been written: the terminal's answer ended it as paid, or a person decided that
 * it was paid. An answer that only contradicts a person's "not paid" wrote no notifications, because it ended nothing.
 */
const wasNotified = (record: PaymentRecord): boolean =>
  (isPaid(evidenceOf(record).outcome) && record.history.some(({ state }) => state === 'answered')) ||
  decisionsOf(record).some(({ verdict }) => verdict !== 'not-paid');

/**
 * Applies a person's decision to a payment in doubt, or corrects an earlier decision. It supersedes all decisions that
 * the person saw. Paid: HiPay is notified. Not paid: the order may be charged again. A correction raises an alarm,
 * because a till or HiPay may have acted on the earlier decision.
 */
export function resolve(record: PaymentRecord, decision: Decision, at: number): PaymentStep {
  if (record.state !== 'unknown' && record.state !== 'resolved') return unchanged(record);
  const { paid, by, why } = decision;
  const amountMinor =
    paid && decision.amountMinor !== record.request.amountMinor ? decision.amountMinor : undefined;
  const paidVerdict = amountMinor === undefined ? 'paid' : 'paid-other-amount';
  const verdict = paid ? paidVerdict : 'not-paid';
  const earlier = decisionsOf(record);
  const standing = standingDecisions(earlier).at(-1);
  if (standing?.verdict === verdict && standing.amountMinor === amountMinor && !isContested(record))
    return unchanged(record);
  const added: RecordDecision = {
    id: `${at} ${by} ${verdict} ${earlier.length}`,
    verdict,
    ...(amountMinor !== undefined && { amountMinor }),
    by,
    why,
    at,
    supersedes: [
      ...earlier.map(({ id }) => id),
      ...(hasTerminalResult(evidenceOf(record)) ? [terminalAnswerSeen] : []),
    ],
  };
  const next = withHistoryStep(withDecisions(record, [...earlier, added]), at);
  const alarm: RecordAlarm | undefined = standing && {
    kind: 'late-answer',
    outcome: paid ? 'APPROVED' : 'DECLINED',
    at,
    byPerson: true,
  };
  return {
    record: alarm ? { ...next, alarm } : next,
    effects: [
      { kind: paid && !wasNotified(record) ? 'write-with-notifications' : 'write' },
      ...(alarm ? [{ kind: 'alarm-late-answer' } as const] : []),
    ],
  };
}

/**
 * Handles a terminal's answer that comes after a person's decision. The decision stays, because the till may have acted
 * on it, and the answer is stored beside it. If the answer contradicts the decision, the payment is in doubt again, with an
 * alarm.
 */
export function answerAfterResolution(
  record: PaymentRecord,
  answer: TerminalAnswer,
  origin: AnswerOrigin,
  at: number,
): PaymentStep {
  const acknowledge = { kind: 'acknowledge-answer' } as const;
  const { state, change } = judgeAnswer(record, answer, origin);
  const before = evidenceOf(record);
  const hasResult = before.state !== 'unknown';
  if (state === 'unknown' || !change.outcome || hasResult) return { record, effects: [acknowledge] };
  const { verdict: _, ...fields } = answer;
  const evidence = { state, ...change, answer: { ...fields, receivedAt: at, late: true } };
  const next = withDecisions({ ...record, evidence }, decisionsOf(record));
  if (next.state === 'resolved')
    return { record: { ...next, updatedAt: at }, effects: [{ kind: 'write' }, acknowledge] };
  return {
    record: { ...withHistoryStep(next, at), alarm: { kind: 'contradiction', outcome: change.outcome, at } },
    effects: [{ kind: 'write' }, acknowledge, { kind: 'alarm-late-answer' }],
  };
}
