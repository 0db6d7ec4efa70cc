import type { AnswerOrigin, TerminalAnswer } from '../terminal/dialect.ts';
import { judgeAnswer } from './answer-judgement.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord, RecordState } from './payment-record.ts';

export type PaymentEffect =
  /** Writes the record durably, before the effects that follow. */
  | { readonly kind: 'write' }
  /** Writes the record and its notifications in one transaction. */
  | { readonly kind: 'write-with-notifications' }
  | { readonly kind: 'grant-permission' }
  | { readonly kind: 'acknowledge-answer' }
  /** Alarms the cashier: a result came after the payment had become unknown or resolved. */
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
  readonly by: string;
  readonly why: string;
}

/**
 * Applies a person's decision to an unknown payment; other states ignore it. Paid: HiPay is notified. Not paid: the
 * order may be charged again. The resolution keeps the reason why the payment was unknown.
 */
export function resolve(record: PaymentRecord, { paid, by, why }: Decision, at: number): PaymentStep {
  if (record.state !== 'unknown') return unchanged(record);
  const resolution = { paid, by, why, at, ...(record.detail && { doubt: record.detail }) };
  if (paid) {
    return {
      record: advance(record, 'resolved', at, { outcome: 'APPROVED', resolution }),
      effects: [{ kind: 'write-with-notifications' }],
    };
  }
  const detail = `resolved as not paid by ${by}: ${why}`;
  const change = { outcome: 'DECLINED', failure: 'declined', detail, resolution } as const;
  return { record: advance(record, 'resolved', at, change), effects: [{ kind: 'write' }] };
}

/**
 * Handles a terminal's answer that comes after a person's decision. The decision stays, because the till may have acted
 * on it. The answer is stored beside it, and a contradiction raises an alarm.
 */
export function answerAfterResolution(
  record: PaymentRecord,
  answer: TerminalAnswer,
  origin: AnswerOrigin,
  at: number,
): PaymentStep {
  const acknowledge = { kind: 'acknowledge-answer' } as const;
  const { state, change } = judgeAnswer(record, answer, origin);
  const repeated = record.lateAnswer?.status === answer.status;
  if (state === 'unknown' || !change.outcome || repeated) return { record, effects: [acknowledge] };
  const { verdict: _, ...fields } = answer;
  const withAnswer = { ...record, lateAnswer: { ...fields, receivedAt: at, late: true }, updatedAt: at };
  const agrees = record.resolution?.paid === isPaid(change.outcome);
  if (agrees) return { record: withAnswer, effects: [{ kind: 'write' }, acknowledge] };
  return {
    record: { ...withAnswer, alarm: { kind: 'contradiction', outcome: change.outcome, at } },
    effects: [{ kind: 'write' }, acknowledge, { kind: 'alarm-late-answer' }],
  };
}

/**
 * True if a payment was resolved as not paid, but the terminal then said that it was paid. The order may not be charged
 * again until a person has seen the alarm.
 */
export const isContested = ({ state, resolution, alarm }: PaymentRecord): boolean =>
  state === 'resolved' &&
  resolution?.paid === false &&
  alarm?.kind === 'contradiction' &&
  alarm.seenAt === undefined;
