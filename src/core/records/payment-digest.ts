import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import { decisionsOf, withoutOlderIds } from '../payment/decisions.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import { linkedRefunds } from '../payment/refund-links.ts';
import { evidenceStrength, statementOfPayment } from './ledger.ts';

/** Payments that began longer ago are compared only if they are in doubt, or HiPay has not been notified. */
export const reconciledMs = 30 * 24 * 3_600_000;

/**
 * A short form of a copy of a payment: only the values in which two copies can differ. `joinHeads` gives the head of the
 * joined copies. Times are epoch ms, 0 if absent.
 */
export interface PaymentHead {
  readonly strength: number;
  readonly updatedAt: number;
  /** Ids of the decisions of persons, sorted. */
  readonly decisions: readonly string[];
  readonly answeredAt: number;
  readonly leave: NonNullable<PaymentRecord['leave']> | '';
  readonly alarmAt: number;
  readonly alarmSeenAt: number;
  /** True if the payment runs, is unknown or is contested. */
  readonly inDoubt: boolean;
  readonly isUnderWay: boolean;
  /** True if the customer's data are erased. */
  readonly isErased: boolean;
  /** Order numbers of the refunds that the record names, sorted. */
  readonly refunds: readonly string[];
}

/** A short form of a copy of a notification: only the values in which two copies can differ. */
export interface EntryHead {
  readonly state: OutboxEntry['state'];
  readonly attempts: number;
}

export function headOf(record: PaymentRecord): PaymentHead {
  const { state, updatedAt, answeredAt = 0, leave = '', alarm, erasedAt } = record;
  return {
    strength: evidenceStrength(record),
    updatedAt,
    decisions: decisionsOf(record)
      .map(({ id }) => id)
      .toSorted(),
    answeredAt,
    leave,
    alarmAt: alarm?.at ?? 0,
    alarmSeenAt: alarm?.seenAt ?? 0,
    inDoubt: statementOfPayment(record) === 'unknown',
    isUnderWay: state === 'intended' || state === 'sending' || state === 'waiting',
    isErased: erasedAt !== undefined,
    refunds: linkedRefunds([record]),
  };
}

/** Joins the heads of two copies. If neither copy knows more, `b` decides whether the payment is in doubt. */
export function joinHeads(a: PaymentHead, b: PaymentHead): PaymentHead {
  const stronger = knowsMore(a, b) ? a : b;
  const decisions =
    a.decisions.length + b.decisions.length === 0
      ? a.decisions
      : [...withoutOlderIds([...a.decisions, ...b.decisions])].toSorted();
  const [earlier, later] = a.alarmAt <= b.alarmAt ? [a, b] : [b, a];
  return {
    strength: stronger.strength,
    updatedAt: Math.max(a.updatedAt, b.updatedAt),
    decisions,
    answeredAt: Math.max(a.answeredAt, b.answeredAt),
    leave: a.leave === 'refused' || b.leave === 'refused' ? 'refused' : a.leave || b.leave,
    alarmAt: later.alarmAt,
    alarmSeenAt:
      earlier.alarmAt === later.alarmAt ? Math.max(a.alarmSeenAt, b.alarmSeenAt) : later.alarmSeenAt,
    // Decisions that are not in the stronger copy may contradict it.
    inDoubt: decisions.length > stronger.decisions.length || stronger.inDoubt,
    isUnderWay: stronger.isUnderWay,
    isErased: a.isErased || b.isErased,
    refunds:
      a.refunds.length + b.refunds.length === 0
        ? a.refunds
        : [...new Set([...a.refunds, ...b.refunds])].toSorted(),
  };
}

function knowsMore(a: PaymentHead, b: PaymentHead): boolean {
  if (a.strength !== b.strength) return a.strength > b.strength;
  if (a.decisions.length !== b.decisions.length) return a.decisions.length > b.decisions.length;
  return a.updatedAt > b.updatedAt;
}

export function joinEntryHeads(a: EntryHead, b: EntryHead): EntryHead {
  if ((a.state === 'delivered') !== (b.state === 'delivered')) return a.state === 'delivered' ? a : b;
  return a.attempts > b.attempts ? a : b;
}

/** Two journals with equal digests of a payment know the same about the payment and its notifications. */
export function digestOfHeads(head: PaymentHead, entries: Iterable<readonly [string, EntryHead]>): string {
  const { strength, updatedAt, decisions, answeredAt, leave, alarmAt, alarmSeenAt, isErased, refunds } = head;
  const notifications = [...entries].map(
    ([id, { state, attempts }]) => `${id} ${state === 'delivered' ? state : attempts}`,
  );
  const parts = [strength, updatedAt, decisions.join(' '), answeredAt, leave, alarmAt, alarmSeenAt];
  // An older program has the same digest as long as nothing is erased or refunded.
  const added = [...(isErased ? ['erased'] : []), ...refunds.map((orderId) => `refund ${orderId}`)];
  return [...parts, ...added, ...notifications.toSorted()].join('|');
}

export const digestOf = (record: PaymentRecord, entries: readonly OutboxEntry[]): string =>
  digestOfHeads(
    headOf(record),
    entries.map((entry) => [entry.entryId, entry] as const),
  );
