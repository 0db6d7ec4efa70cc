import type { OutboxEntry } from '../core/outbox/outbox-entry.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Journal } from '../core/ports/journal.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import { alarmRowOf, notificationRowOf, paymentRowsOf } from '../core/relay/rows.ts';
import type { PaymentRow, Snapshot } from '../core/relay/snapshot.ts';

export interface ListsOutside {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

export type Lists = Pick<Snapshot, 'payments' | 'notifications' | 'alarms' | 'outbox'>;

const rowsShown = 200;
const notificationsShown = 100;
const hoursShown = 24;
/** Contact and contactless: notifications a payment. */
const contractsAtMost = 2;

const shownSince = (clock: Clock): number => clock.now() - hoursShown * 3_600_000;

/** The lists of the board, read whole. Rejects where the storage does. */
export async function readLists(outside: ListsOutside): Promise<Lists> {
  const { journal, outbox, clock } = outside;
  const from = shownSince(clock);
  const [recent, unknown, entries, rest] = await Promise.all([
    journal.since(from, rowsShown),
    journal.unknown(),
    outbox.since(from, rowsShown * contractsAtMost),
    readShortLists(outside),
  ]);
  // One that nobody has resolved stays in sight however old it is.
  const listed = new Set(recent.map(({ paymentId }) => paymentId));
  const older = unknown.filter(({ paymentId }) => !listed.has(paymentId)).reverse();
  return { payments: paymentRowsOf([...recent, ...older], entries), ...rest };
}

/** The same after some payments have changed: of a busy day's hundreds of records only theirs are read. */
export async function readChanged(
  outside: ListsOutside,
  before: readonly PaymentRow[],
  paymentIds: readonly string[],
): Promise<Lists> {
  const [records, entries, rest] = await Promise.all([
    outside.journal.findAll(paymentIds),
    outside.outbox.ofPayments(paymentIds),
    readShortLists(outside),
  ]);
  const changed = paymentRowsOf(records, entries);
  return { payments: withRows(before, changed, shownSince(outside.clock)), ...rest };
}

/** Short, whatever the shop sells: what HiPay does not know yet, what nobody has seen yet. */
async function readShortLists({ journal, outbox }: ListsOutside): Promise<Omit<Lists, 'payments'>> {
  const [alarmed, parked, undelivered, counts] = await Promise.all([
    journal.alarmed(),
    outbox.parked(notificationsShown),
    outbox.undelivered(notificationsShown),
    outbox.countUndelivered(),
  ]);
  return {
    notifications: waitingLongest(parked, undelivered).map(notificationRowOf),
    alarms: alarmed.map(alarmRowOf).filter((alarm) => alarm !== undefined),
    outbox: counts,
  };
}

/** A young one that a person has to mend is not hidden by an outage's hundreds of older ones. */
const waitingLongest = (parked: readonly OutboxEntry[], undelivered: readonly OutboxEntry[]): OutboxEntry[] =>
  [...parked, ...undelivered.filter(({ state }) => state !== 'parked')]
    .slice(0, notificationsShown)
    .sort((a, b) => a.createdAt - b.createdAt);

/**
 * Newest first: as many as are shown of those made at `from` (epoch milliseconds) or later, and every unknown one.
 *
 * @param changed take the place of the rows of the same payments
 */
function withRows(before: readonly PaymentRow[], changed: readonly PaymentRow[], from: number): PaymentRow[] {
  const anew = new Set(changed.map(({ paymentId }) => paymentId));
  return [...changed, ...before.filter(({ paymentId }) => !anew.has(paymentId))]
    .sort((a, b) => b.createdAt - a.createdAt)
    .filter((row, place) => (place < rowsShown && row.createdAt >= from) || row.state === 'unknown');
}
