import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { isDelivered, type OutboxEntry } from '../hipay/outbox-entry.ts';
import { correctedBy, decisionsOf, evidenceOf } from '../payment/decisions.ts';
import { outcome } from '../payment/outcome.ts';
import type { PaymentRecord, RecordState } from '../payment/payment-record.ts';
import type { RecordedFrame } from '../recorder/recorded-frames.ts';
import { contractKind } from '../settings/setting-defs.ts';
import { paymentRow } from './snapshot.ts';

/**
 * A step of a payment, with its time (epoch ms). `kept`: the answer is on disk. `acknowledged`: the connector has sent its
 * ACK of the answer. `tried`: a notification to HiPay failed. `told`: HiPay accepted the notification. `covered`: HiPay has
 * the payment under its other contract. `next-try` is in the future.
 */
export const timelineStep = z.object({
  kind: z.enum([
    'recorded',
    'sending',
    'accepted',
    'answered',
    'kept',
    'acknowledged',
    'unknown',
    'closed',
    'resolved',
    'late-answer',
    'alarm',
    'alarm-seen',
    'queued',
    'tried',
    'told',
    'covered',
    'next-try',
    'parked',
    'frame',
  ]),
  at: z.number(),
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  /** HTTP status, if HiPay's address answered with an error. */
  status: z.optional(z.int()),
  /** A text of the terminal, of HiPay or of a person. */
  detail: z.optional(z.string()),
  contract: z.optional(contractKind),
  /** Number of the try, from 1. Present for `tried`, `told`, `covered` and `next-try`. */
  attempt: z.optional(z.int()),
  by: z.optional(z.string()),
  paid: z.optional(z.boolean()),
  direction: z.optional(z.enum(['sent', 'received', 'line'])),
});
export type TimelineStep = z.infer<typeof timelineStep>;

export const paymentStory = z.object({
  row: paymentRow,
  /** Oldest first. */
  steps: z.array(timelineStep),
  /** True if the customer was charged for this order by another payment too. */
  chargedTwice: z.optional(z.boolean()),
});
export type PaymentStory = z.infer<typeof paymentStory>;

const kindOfState: Readonly<Record<RecordState, TimelineStep['kind']>> = {
  intended: 'recorded',
  sending: 'sending',
  waiting: 'accepted',
  answered: 'kept',
  unknown: 'unknown',
  resolved: 'resolved',
  closed: 'closed',
};

/** All steps, oldest first. Steps of the same millisecond keep the order in which this function lists them. */
export function timelineOf(
  record: PaymentRecord,
  entries: readonly OutboxEntry[],
  frames: readonly RecordedFrame[],
): TimelineStep[] {
  const steps = [
    ...answerSteps(record),
    ...stateSteps(record),
    ...acknowledgementSteps(record, frames),
    ...alarmSteps(record),
    ...entries.flatMap(notificationSteps),
    ...frames.map(({ text, ...frame }): TimelineStep => ({ kind: 'frame', ...frame, detail: text })),
  ];
  return steps.sort((a, b) => a.at - b.at);
}

function stateSteps(record: PaymentRecord): TimelineStep[] {
  const { history, outcome, failure, detail } = record;
  const decisions = decisionsOf(record);
  return history.map(({ state, at }, index): TimelineStep => {
    const kind = kindOfState[state];
    const decision = decisions.find((each) => each.at === at) ?? decisions.at(-1);
    if (state === 'resolved' && decision) {
      const { verdict, by, why } = decision;
      return { kind, at, paid: verdict !== 'not-paid', by, detail: why };
    }
    // Why the payment was in doubt. A decision replaces `detail`.
    const doubt = state === 'unknown' ? evidenceOf(record).detail : undefined;
    const isLastStep = state === 'closed' && index === history.length - 1;
    return {
      kind,
      at,
      ...(doubt && { detail: doubt }),
      ...(isLastStep && outcome && { outcome }),
      ...(isLastStep && failure && { failure }),
      ...(isLastStep && detail && { detail }),
    };
  });
}

function answerSteps({ answer, lateAnswer, outcome, failure }: PaymentRecord): TimelineStep[] {
  const steps: TimelineStep[] = [];
  if (answer) {
    const kind = answer.late ? 'late-answer' : 'answered';
    steps.push({
      kind,
      at: answer.receivedAt,
      ...(outcome && { outcome }),
      ...(failure && { failure }),
      ...(answer.reason && { detail: answer.reason }),
    });
  }
  if (lateAnswer)
    steps.push({
      kind: 'late-answer',
      at: lateAnswer.receivedAt,
      ...(lateAnswer.reason && { detail: lateAnswer.reason }),
    });
  return steps;
}

/**
 * The first ACK sent after the answer was on disk. The record does not store it, so it is read from the recorded
 * frames.
 */
function acknowledgementSteps({ history }: PaymentRecord, frames: readonly RecordedFrame[]): TimelineStep[] {
  const writtenAt = history.find(({ state }) => state === 'answered')?.at;
  if (writtenAt === undefined) return [];
  const ack = frames.find(
    ({ at, direction, text }) => at >= writtenAt && direction === 'sent' && text === 'ACK',
  );
  return ack ? [{ kind: 'acknowledged', at: ack.at }] : [];
}

function alarmSteps(record: PaymentRecord): TimelineStep[] {
  if (!record.alarm) return [];
  const { at, seenAt, outcome } = record.alarm;
  const by = correctedBy(record);
  const raised: TimelineStep = { kind: 'alarm', at, outcome, ...(by !== undefined && { by }) };
  return seenAt === undefined ? [raised] : [raised, { kind: 'alarm-seen', at: seenAt }];
}

function notificationSteps(entry: OutboxEntry): TimelineStep[] {
  const { contract, attempts, createdAt, state } = entry;
  const tries = entry.tries ?? [];
  const steps: TimelineStep[] = [{ kind: 'queued', at: createdAt, contract }];
  for (const [index, { at, failure, status }] of tries.entries()) {
    const attempt = attempts - tries.length + index + 1;
    const hasSucceeded = state === 'delivered' && index === tries.length - 1;
    const why = { ...(failure && { failure }), ...(status !== undefined && { status }) };
    if (!hasSucceeded) steps.push({ kind: 'tried', at, contract, attempt, ...why });
  }
  return [...steps, ...currentStep(entry)];
}

/** The present state of the notification. */
function currentStep(entry: OutboxEntry): TimelineStep[] {
  const { contract, attempts, lastFailure, lastDetail, lastStatus } = entry;
  const why = {
    ...(lastFailure && { failure: lastFailure }),
    ...(lastStatus !== undefined && { status: lastStatus }),
    ...(lastDetail && { detail: lastDetail }),
  };
  switch (entry.state) {
    case 'delivered': {
      const at = entry.deliveredAt ?? entry.createdAt;
      if (!isDelivered(entry)) return [{ kind: 'covered', at, contract, attempt: attempts }];
      const { transactionReference } = entry;
      return [
        {
          kind: 'told',
          at,
          contract,
          attempt: attempts,
          ...(transactionReference && { detail: transactionReference }),
        },
      ];
    }
    case 'parked':
      return [{ kind: 'parked', at: entry.lastAttemptAt ?? entry.createdAt, contract, ...why }];
    case 'pending':
      return [{ kind: 'next-try', at: entry.nextAttemptAt, contract, attempt: attempts + 1, ...why }];
    default:
      return entry.state satisfies never;
  }
}
