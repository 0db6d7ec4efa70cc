import {
  entriesByPayment,
  isDelivered,
  mayHaveArrived,
  type OutboxEntry,
  type PaymentCopy,
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
import { advance, withDecisions } from '../payment/resolution.ts';
import { eraseNotification, erasePayment } from './erasing.ts';
import type { RecordsFile } from './records-file.ts';

// The ledger: all copies of the journal together. None of them is the truth alone: each browser profile has a journal, the
// sidecar has a copy of them, and a backup may bring back an old one. Decision record 36 draws the lattice.

/**
 * How much an end of a payment proves. A copy that was closed by recovery knows less than an original that went on. Only
 * an original ends a session before the frame was accepted. The terminal's own answer is above both.
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
      // A newer program wrote more than this one can read, but "paid" stays true.
      if (asWritten !== undefined) return 7.5;
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
  const bare = ({ kind, outcome, at, byPerson }: RecordAlarm) => ({ kind, outcome, at, byPerson });
  if (a.at !== b.at) return a.at > b.at ? a : b;
  if (canonicalText(bare(a)) !== canonicalText(bare(b)))
    return canonicalText(bare(a)) > canonicalText(bare(b)) ? a : b;
  const seenAt = Math.max(a.seenAt ?? 0, b.seenAt ?? 0);
  return seenAt > 0 ? { ...a, seenAt } : a;
}

/** What two copies of a payment can differ in. Everything else is written once. */
const changing: readonly (keyof PaymentRecord)[] = [
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

/** The rest of both copies. An older program may have written one of them without the fields that it does not know. */
function joinFixedParts(a: PaymentRecord, b: PaymentRecord): PaymentRecord {
  const joined: Record<string, unknown> = { ...a };
  for (const [field, value] of Object.entries(b))
    joined[field] = field in joined ? greater(joined[field], value) : value;
  for (const field of changing) delete joined[field];
  return joined as PaymentRecord;
}

/** What is erased in one copy is erased in all. The first time counts. */
const erasedFirst = (a: { erasedAt?: number | undefined }, b: { erasedAt?: number | undefined }) =>
  a.erasedAt === undefined ? b.erasedAt : Math.min(a.erasedAt, b.erasedAt ?? a.erasedAt);

/**
 * Joins two copies of one payment. The join is commutative, associative and idempotent, and clocks do not decide: the
 * stronger evidence wins, and the decisions of persons are united.
 */
export function joinPayment(a: PaymentRecord, b: PaymentRecord): PaymentRecord {
  const erasedAt = erasedFirst(a, b);
  return erasedAt === undefined
    ? joinWhole(a, b)
    : erasePayment(joinWhole(erasePayment(a, erasedAt), erasePayment(b, erasedAt)), erasedAt);
}

function joinWhole(a: PaymentRecord, b: PaymentRecord): PaymentRecord {
  const stronger = strongerCopy(a, b);
  const alarm = joinAlarms(a.alarm, b.alarm);
  const answeredAt = Math.max(a.answeredAt ?? 0, b.answeredAt ?? 0);
  // A refused leave is written after the needed one.
  const leave = a.leave === 'refused' || b.leave === 'refused' ? 'refused' : (a.leave ?? b.leave);
  // A record that was made of the leave alone says nothing about the request, compared with the payment's own record.
  const [own = a, other = own] =
    a.onlyLeave === b.onlyLeave ? [a, b] : [a, b].filter((each) => !each.onlyLeave);
  const joined: PaymentRecord = {
    ...joinFixedParts(own, other),
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

/** Delivered knows most; then covered by its sibling; then the copy with more tries. */
function greaterNotification(a: OutboxEntry, b: OutboxEntry): OutboxEntry {
  const endOf = (entry: OutboxEntry) => (isDelivered(entry) ? 2 : entry.state === 'delivered' ? 1 : 0);
  if (endOf(a) !== endOf(b)) return endOf(a) > endOf(b) ? a : b;
  // The copy whose contract was found meanwhile.
  const waits = ({ missingContract }: OutboxEntry) => missingContract !== undefined;
  if (waits(a) !== waits(b)) return waits(a) ? b : a;
  if (a.attempts !== b.attempts) return a.attempts > b.attempts ? a : b;
  const without = ({ mayHaveArrived: _, ...rest }: OutboxEntry) => canonicalText(rest);
  const [textA, textB] = [without(a), without(b)];
  return textA === textB ? greater(a, b) : textA > textB ? a : b;
}

/**
 * Joins two copies of one notification. A delivered one never becomes pending again; otherwise the copy with more tries
 * knows more. If a try of one copy may have arrived, the notification may have.
 */
export function joinNotification(a: OutboxEntry, b: OutboxEntry): OutboxEntry {
  const erasedAt = erasedFirst(a, b);
  return erasedAt === undefined
    ? joinWholeNotification(a, b)
    : joinWholeNotification(eraseNotification(a, erasedAt), eraseNotification(b, erasedAt));
}

function joinWholeNotification(a: OutboxEntry, b: OutboxEntry): OutboxEntry {
  const known = greaterNotification(a, b);
  return (mayHaveArrived(a) || mayHaveArrived(b)) && !mayHaveArrived(known)
    ? { ...known, mayHaveArrived: true }
    : known;
}

/** What is known of one payment. A payment that runs, is unknown or contested is in doubt. */
export function statementOfPayment(record: PaymentRecord): ChargeStatement {
  if (isContested(record)) return 'unknown';
  if (isPaid(record.outcome)) return 'charged';
  const standing = standingDecisions(decisionsOf(record));
  if (record.state === 'closed' || standing.length > 0) return 'not-charged';
  return 'unknown';
}

/** What is known of an order. `payment` is the one to report. */
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
 * @param mayBeIncomplete true if a payment may exist that is not among them: then "not charged" is no proof
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
export function copiesOf({ payments, notifications }: RecordsFile): PaymentCopy[] {
  const entriesOf = entriesByPayment(notifications);
  return payments.map((record) => ({ record, entries: entriesOf.get(record.paymentId) ?? [] }));
}

/**
 * A copy of a payment that was under way may be older than its original, which went on. So here it is in doubt. Only the
 * running payment itself goes on.
 */
function withoutRunningState(record: PaymentRecord, at: number): PaymentRecord {
  if (record.state !== 'intended' && record.state !== 'sending' && record.state !== 'waiting') return record;
  return advance(record, 'unknown', at, {
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: `the copy was made while the payment was ${record.state}`,
  });
}

/** The notification may have been sent after the copy was made. Counting one try makes the next one a resend. */
const countAsTried = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'delivered'
    ? entry
    : { ...entry, attempts: Math.max(1, entry.attempts), mayHaveArrived: true };

/**
 * What a journal must write to have a copied payment too. Undefined: the copy adds nothing. `at` is epoch ms.
 */
export function joinCopy(
  copied: PaymentCopy,
  stored: { readonly record: PaymentRecord | undefined; readonly entries: readonly OutboxEntry[] },
  at: number,
): PaymentCopy | undefined {
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
