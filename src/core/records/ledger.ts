import { joinAccounts } from '../hipay/entry-account.ts';
import {
  entriesByPayment,
  isDelivered,
  mayHaveArrived,
  type OutboxEntry,
  type PaymentWithNotifications,
} from '../hipay/outbox-entry.ts';
import type { ChargeStatement } from '../payment/charge-statement.ts';
import {
  decisionsOf,
  evidenceOf,
  isContested,
  standingDecisions,
  withoutOlderIds,
} from '../payment/decisions.ts';
import { isPaid } from '../payment/outcome.ts';
import type {
  PaymentRecord,
  RecordAlarm,
  RecordDecision,
  RecordEvidence,
} from '../payment/payment-record.ts';
import { movesMoney } from '../payment/payment-request.ts';
import { keepRefundLinks } from '../payment/refund-links.ts';
import { advance, withDecisions } from '../payment/resolution.ts';
import { eraseNotification, erasePayment } from './erasing.ts';
import type { RecordsFile } from './records-file.ts';

// The ledger: all copies of the journal together. No copy is complete by itself: each browser profile has a journal, the
// sidecar has a copy of all of them, and a backup may bring back an old copy. Decision record 36 shows their order.

/**
 * How much an end of a payment proves. An end that a restart has written proves less than an end that the running payment has
 * written, because only the running payment knows that the terminal did not accept the frame. The terminal's own answer
 * proves more than both.
 */
function strengthOf({ state, answer }: RecordEvidence, { history, asWritten }: PaymentRecord): number {
  const wasSent = history.some((step) => step.state === 'sending');
  switch (state) {
    case 'intended':
      return 0;
    case 'sending':
      return 2;
    case 'waiting':
      return 3;
    case 'unknown':
    case 'resolved':
      // The record of a newer program, which this version cannot read as a whole. Only "paid" proves more.
      if (asWritten !== undefined) return 7.5;
      // The terminal accepted the payment after it had refused it: this proves more than the refusal.
      if (answer?.late) return 7.2;
      if (answer) return 6;
      // A copy of a payment that was only intended proves less than an original that was closed unsent.
      return wasSent ? 4 : 0.5;
    case 'closed':
      if (answer) return 7;
      return wasSent ? 5 : 1;
    case 'answered':
      return 8;
    default:
      return state satisfies never;
  }
}

/** How much a copy proves about the end of its payment. */
export const evidenceStrength = (record: PaymentRecord): number => strengthOf(evidenceOf(record), record);

/** JSON with sorted keys: equal values give the same text, also from different programs. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const greater = <Value>(a: Value, b: Value): Value => (canonicalText(a) >= canonicalText(b) ? a : b);

/** The copy whose evidence counts. */
function strongerCopy(a: PaymentRecord, b: PaymentRecord): PaymentRecord {
  const [ofA, ofB] = [evidenceOf(a), evidenceOf(b)];
  const difference = strengthOf(ofA, a) - strengthOf(ofB, b);
  if (difference !== 0) return difference > 0 ? a : b;
  const [textA, textB] = [canonicalText([ofA, a.asWritten]), canonicalText([ofB, b.asWritten])];
  return textA >= textB ? a : b;
}

function joinHistories(a: PaymentRecord['history'], b: PaymentRecord['history']): PaymentRecord['history'] {
  const steps = new Map([...a, ...b].map((step) => [`${step.at} ${step.state}`, step]));
  return [...steps.values()].toSorted((x, y) => x.at - y.at || (x.state < y.state ? -1 : 1));
}

function joinDecisions(a: readonly RecordDecision[], b: readonly RecordDecision[]): RecordDecision[] {
  const byId = new Map<string, RecordDecision>();
  for (const decision of [...a, ...b]) {
    const same = byId.get(decision.id);
    byId.set(decision.id, same ? greater(same, decision) : decision);
  }
  const counted = withoutOlderIds(byId.keys());
  return [...byId.values()]
    .filter(({ id }) => counted.has(id))
    .toSorted((x, y) => x.at - y.at || (x.id < y.id ? -1 : 1));
}

/** The later alarm. A person who has seen it in one copy has seen it in all. */
function joinAlarms(a: RecordAlarm | undefined, b: RecordAlarm | undefined): RecordAlarm | undefined {
  if (!a || !b) return a ?? b;
  const withoutSeenAt = ({ kind, outcome, at, byPerson }: RecordAlarm) => ({ kind, outcome, at, byPerson });
  if (a.at !== b.at) return a.at > b.at ? a : b;
  if (canonicalText(withoutSeenAt(a)) !== canonicalText(withoutSeenAt(b)))
    return canonicalText(withoutSeenAt(a)) > canonicalText(withoutSeenAt(b)) ? a : b;
  const seenAt = Math.max(a.seenAt ?? 0, b.seenAt ?? 0);
  return seenAt > 0 ? { ...a, seenAt } : a;
}

/** The fields in which two copies of a payment can differ. Every other field is written only once. */
const variableFields: readonly (keyof PaymentRecord)[] = [
  'state',
  'outcome',
  'failure',
  'detail',
  'answer',
  'resolution',
  'lateAnswer',
  'alarm',
  'decisions',
  'evidence',
  'history',
  'updatedAt',
  'answeredAt',
  'leave',
  'asWritten',
  'onlyLeave',
  'erasedAt',
];

/** The other fields of both copies. An older program may have written a copy without the fields that it does not know. */
function joinFixedParts(a: PaymentRecord, b: PaymentRecord): PaymentRecord {
  const joined: Record<string, unknown> = { ...a };
  for (const [field, value] of Object.entries(b))
    joined[field] = field in joined ? greater(joined[field], value) : value;
  for (const field of variableFields) delete joined[field];
  return joined as PaymentRecord;
}

/** When the customer's data were first erased. Data that are erased in one copy are erased in the joined copy. */
const firstErasedAt = (a: { erasedAt?: number | undefined }, b: { erasedAt?: number | undefined }) =>
  a.erasedAt === undefined ? b.erasedAt : Math.min(a.erasedAt, b.erasedAt ?? a.erasedAt);

/**
 * Joins two copies of one payment. The join is commutative, associative and idempotent, and clocks do not decide: the
 * stronger evidence wins, and the decisions of persons are united.
 */
export function joinPayment(a: PaymentRecord, b: PaymentRecord): PaymentRecord {
  const erasedAt = firstErasedAt(a, b);
  return erasedAt === undefined
    ? joinWhole(a, b)
    : erasePayment(joinWhole(erasePayment(a, erasedAt), erasePayment(b, erasedAt)), erasedAt);
}

function joinWhole(a: PaymentRecord, b: PaymentRecord): PaymentRecord {
  const stronger = strongerCopy(a, b);
  const alarm = joinAlarms(a.alarm, b.alarm);
  const answeredAt = Math.max(a.answeredAt ?? 0, b.answeredAt ?? 0);
  // `refused` is written after `needed`, so it is the newer value.
  const leave = a.leave === 'refused' || b.leave === 'refused' ? 'refused' : (a.leave ?? b.leave);
  // A record that the sidecar made from the permit does not know the request: the payment's own record counts.
  const [own = a, other = own] =
    a.onlyLeave === b.onlyLeave ? [a, b] : [a, b].filter((each) => !each.onlyLeave);
  const joined: PaymentRecord = {
    ...keepRefundLinks(keepRefundLinks(joinFixedParts(own, other), a), b),
    ...(own.onlyLeave && { onlyLeave: true as const }),
    ...evidenceOf(stronger),
    ...(stronger.asWritten !== undefined && { asWritten: stronger.asWritten }),
    ...(alarm && { alarm }),
    ...(answeredAt > 0 && { answeredAt }),
    ...(leave && { leave }),
    updatedAt: Math.max(a.updatedAt, b.updatedAt),
    history: joinHistories(own.history, other.history),
  };
  return withDecisions(joined, joinDecisions(decisionsOf(a), decisionsOf(b)));
}

/** Joins two sets of payments by their ids. */
export function joinPayments(
  a: readonly PaymentRecord[],
  b: readonly PaymentRecord[],
): readonly PaymentRecord[] {
  const byId = new Map(a.map((record) => [record.paymentId, record]));
  for (const record of b) {
    const same = byId.get(record.paymentId);
    byId.set(record.paymentId, same ? joinPayment(same, record) : record);
  }
  return [...byId.values()];
}

/**
 * The copy of a notification that knows more: first the delivered one, then the one that is covered by its sibling, then the
 * one whose contract is known, then the one with more tries.
 */
function greaterNotification(a: OutboxEntry, b: OutboxEntry): OutboxEntry {
  const endOf = (entry: OutboxEntry) => (isDelivered(entry) ? 2 : entry.state === 'delivered' ? 1 : 0);
  if (endOf(a) !== endOf(b)) return endOf(a) > endOf(b) ? a : b;
  // In one copy, the shop may have configured the missing contract meanwhile.
  const lacksContract = ({ missingContract }: OutboxEntry) => missingContract !== undefined;
  if (lacksContract(a) !== lacksContract(b)) return lacksContract(a) ? b : a;
  if (a.attempts !== b.attempts) return a.attempts > b.attempts ? a : b;
  const textWithoutArrival = ({ mayHaveArrived: _, sentTo: _s, ...rest }: OutboxEntry) => canonicalText(rest);
  const [textA, textB] = [textWithoutArrival(a), textWithoutArrival(b)];
  return textA === textB ? greater(a, b) : textA > textB ? a : b;
}

/**
 * Joins two copies of one notification. A delivered notification never becomes pending again. If a try of one copy may have
 * arrived, the joined notification may have arrived, in the accounts of all such tries.
 */
export function joinNotification(a: OutboxEntry, b: OutboxEntry): OutboxEntry {
  const erasedAt = firstErasedAt(a, b);
  return erasedAt === undefined
    ? joinWholeNotification(a, b)
    : joinWholeNotification(eraseNotification(a, erasedAt), eraseNotification(b, erasedAt));
}

function joinWholeNotification(a: OutboxEntry, b: OutboxEntry): OutboxEntry {
  const { sentTo: _, ...known } = greaterNotification(a, b);
  const arrived = [a, b].filter(mayHaveArrived);
  const sentTo = arrived.reduce<readonly string[]>((all, each) => joinAccounts(all, each.sentTo), []);
  return {
    ...known,
    ...(sentTo.length > 0 && { sentTo }),
    ...(arrived.length > 0 && !mayHaveArrived(known) && { mayHaveArrived: true }),
  };
}

/** What is known of one payment. A payment that runs, is unknown or contested is in doubt. */
export function statementOfPayment(record: PaymentRecord): ChargeStatement {
  if (isContested(record)) return 'unknown';
  if (isPaid(record.outcome)) return 'charged';
  const standing = standingDecisions(decisionsOf(record));
  if (record.state === 'closed' || standing.length > 0) return 'not-charged';
  return 'unknown';
}

/** What is known of an order. `payment` is the payment to report. */
export type OrderVerdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'paid' | 'in-doubt' | 'not-paid'; readonly payment: PaymentRecord };

const verdictKinds = { charged: 'paid', unknown: 'in-doubt', 'not-charged': 'not-paid' } as const;

/**
 * The only place that says what is known of an order: paid, else in doubt, else the newest payment that took no money. A
 * duplicate is ignored: it may report another payment, and it moves no money.
 */
export function orderVerdict(payments: readonly PaymentRecord[]): OrderVerdict {
  const newestFirst = payments
    .filter(({ request }) => movesMoney(request.transactionType))
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.paymentId < b.paymentId ? 1 : -1));
  for (const statement of ['charged', 'unknown', 'not-charged'] as const) {
    const payment = newestFirst.find((record) => statementOfPayment(record) === statement);
    if (payment) return { kind: verdictKinds[statement], payment };
  }
  return { kind: 'none' };
}

/**
 * The charge statement of an order by all its known payments.
 *
 * @param mayBeIncomplete true if a payment of the order may be missing: then "not charged" is not proven
 */
export function statementOfOrder(
  payments: readonly PaymentRecord[],
  mayBeIncomplete: boolean,
): ChargeStatement {
  const verdict = orderVerdict(payments);
  if (verdict.kind === 'paid') return 'charged';
  return verdict.kind === 'in-doubt' || mayBeIncomplete ? 'unknown' : 'not-charged';
}

/** The payments of a copy, each with its notifications. */
export function copiesOf({ payments, notifications }: RecordsFile): PaymentWithNotifications[] {
  const entriesOf = entriesByPayment(notifications);
  return payments.map((record) => ({ record, entries: entriesOf.get(record.paymentId) ?? [] }));
}

/**
 * The original of a copied payment may have gone on after the copy was made. So a copy of a running payment is in doubt
 * here.
 */
function withoutRunningState(record: PaymentRecord, at: number): PaymentRecord {
  if (record.state !== 'intended' && record.state !== 'sending' && record.state !== 'waiting') return record;
  return advance(record, 'unknown', at, {
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: `the copy was made while the payment was ${record.state}`,
  });
}

/** The notification may have been sent after the copy was made. With one try counted, the next try is a resend. */
const countAsTried = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'delivered'
    ? entry
    : { ...entry, attempts: Math.max(1, entry.attempts), mayHaveArrived: true };

/**
 * What a journal must write to add a copied payment; undefined if the copy adds nothing. `at` is epoch ms.
 */
export function joinCopy(
  copied: PaymentWithNotifications,
  stored: { readonly record: PaymentRecord | undefined; readonly entries: readonly OutboxEntry[] },
  at: number,
): PaymentWithNotifications | undefined {
  const entries = copied.entries.flatMap((entry) => {
    const known = stored.entries.find(({ entryId }) => entryId === entry.entryId);
    if (!known) return [countAsTried(entry)];
    const joined = joinNotification(known, entry);
    return canonicalText(joined) === canonicalText(known) ? [] : [countAsTried(joined)];
  });
  const record = stored.record
    ? joinPayment(stored.record, copied.record)
    : withoutRunningState(copied.record, at);
  const isSame = stored.record !== undefined && canonicalText(record) === canonicalText(stored.record);
  return isSame && entries.length === 0 ? undefined : { record, entries };
}
