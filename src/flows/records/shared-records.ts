import type { CallResult, PaymentDigest } from '../../core/connector-api/connector-api.ts';
import { entriesByPayment } from '../../core/hipay/outbox-entry.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import { copiesOf } from '../../core/records/ledger.ts';
import { digestOf, reconciledMs } from '../../core/records/payment-digest.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';
import { splitIntoPortions } from './record-copies.ts';

interface RecordStorage {
  readonly journal: Journal;
  readonly outbox: Outbox;
}

const digestsInMessage = 1000;

/** Maximum number of undelivered notifications that are read: more than any shop has. */
const maxUndelivered = 100_000;

/** Maximum length of the records in one message, in characters. The socket takes 1 MB. */
export const maxRecordsLength = 400_000;

/**
 * Lists the digests of the payments that are compared with the second copy: recent payments, and older ones without an
 * end or with an undelivered notification. They are sorted by id; one call lists at most `digestsInMessage`.
 */
export async function listDigests(
  after: string | undefined,
  { journal, outbox, now }: RecordStorage & { readonly now: number },
): Promise<CallResult<'recordDigests'>> {
  const ids = new Set(await journal.idsSince(now - reconciledMs));
  for (const { paymentId } of [...(await journal.unknown()), ...(await journal.unfinished())])
    ids.add(paymentId);
  for (const { paymentId } of await outbox.undelivered(maxUndelivered)) ids.add(paymentId);
  const rest = [...ids].filter((id) => after === undefined || id > after).toSorted();
  const listed = rest.slice(0, digestsInMessage);
  const digests: PaymentDigest[] = [];
  for (const portion of splitIntoPortions(listed)) {
    const records = await journal.findAll(portion);
    const entries = entriesByPayment(await outbox.ofPayments(portion));
    for (const record of records) {
      const { paymentId } = record;
      digests.push({ payment: paymentId, digest: digestOf(record, entries.get(paymentId) ?? []) });
    }
  }
  const last = listed.at(-1);
  return { digests, ...(last !== undefined && rest.length > listed.length && { next: last }) };
}

/** Reads the records of these payments, as many as fit in one message. */
export async function readRecordsOf(
  paymentIds: readonly string[],
  { journal, outbox }: RecordStorage,
): Promise<RecordsFile> {
  const file = recordsFileOf();
  let length = 0;
  for (const portion of splitIntoPortions(paymentIds, 10)) {
    const payments = await journal.findAll(portion);
    const notifications = await outbox.ofPayments(portion);
    for (const copy of copiesOf({ ...file, payments, notifications })) {
      length += JSON.stringify(copy).length;
      if (file.payments.length > 0 && length > maxRecordsLength) return { ...file, more: true };
      file.payments.push(copy.record);
      file.notifications.push(...copy.entries);
    }
  }
  return file;
}

/** Number of records that are joined in one transaction: few, so that a running payment waits only briefly. */
const joinedAtOnce = 10;

export interface JoinedRecords {
  /** Ids of the payments that have changed here. */
  readonly joined: readonly string[];
  /** True if one of these payments has no end here, although it does not run. */
  readonly hasUnfinished: boolean;
  /** Number of payments and of undelivered notifications that came from other journals and were not known here. */
  readonly takenOver: { readonly payments: number; readonly notifications: number };
}

/** Joins the second copy's records with the journal, except for a payment that runs here: it writes its own end. */
export async function joinRecords(
  file: RecordsFile,
  isRunning: (orderId: string) => boolean,
  { journal, outbox, journalId, now }: RecordStorage & { readonly journalId: string; readonly now: number },
): Promise<JoinedRecords> {
  const joined: string[] = [];
  let hasUnfinished = false;
  const takenOver = { payments: 0, notifications: 0 };
  const copies = copiesOf(file).filter(({ record }) => !isRunning(record.orderId));
  for (const portion of splitIntoPortions(copies, joinedAtOnce)) {
    const ids = portion.map(({ record }) => record.paymentId);
    const known = new Set((await journal.findAll(ids)).map(({ paymentId }) => paymentId));
    const knownEntries = new Set((await outbox.ofPayments(ids)).map(({ entryId }) => entryId));
    for (const { record, entries } of await journal.join(portion, now)) {
      joined.push(record.paymentId);
      hasUnfinished ||= ['intended', 'sending', 'waiting'].includes(record.state);
      if (record.installation === journalId) continue;
      if (!known.has(record.paymentId)) takenOver.payments += 1;
      takenOver.notifications += entries.filter(
        ({ entryId, state }) => state !== 'delivered' && !knownEntries.has(entryId),
      ).length;
    }
  }
  return { joined, hasUnfinished, takenOver };
}
