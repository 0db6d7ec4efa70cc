import {
  type CallResult,
  maxRecordsInMessage,
  type PaymentDigest,
} from '../../core/connector-api/connector-api.ts';
import type { Clock } from '../../core/ports/host.ts';
import { copiesOf } from '../../core/records/ledger.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';
import type { SharedPayment } from '../records/record-heads.ts';

// The exchange of records with a page, in portions that fit in one message.

/** Maximum length of the records in one message, in characters. The socket takes 1 MB. */
const maxLength = 400_000;

/** Fetches all digests of a page. Rejects if the page repeats a portion. */
export async function fetchDigests(
  fetchPortion: (after: string | undefined) => Promise<CallResult<'recordDigests'>>,
): Promise<PaymentDigest[]> {
  const all: PaymentDigest[] = [];
  for (let after: string | undefined; ; ) {
    const { digests, next } = await fetchPortion(after);
    all.push(...digests);
    if (next === undefined) return all;
    if (after !== undefined && next <= after) throw new Error('the page repeats its digests');
    after = next;
  }
}

/** Fetches the page's records of these payments. Payments that the page does not have are left out. */
export async function* fetchRecords(
  paymentIds: readonly string[],
  fetchPortion: (paymentIds: readonly string[]) => Promise<RecordsFile>,
): AsyncGenerator<RecordsFile> {
  let rest = paymentIds;
  while (rest.length > 0) {
    const portion = rest.slice(0, maxRecordsInMessage);
    const file = await fetchPortion(portion);
    yield file;
    const got = new Set(file.payments.map(({ paymentId }) => paymentId));
    const missing = file.more && got.size > 0 ? portion.filter((id) => !got.has(id)) : [];
    rest = [...missing, ...rest.slice(portion.length)];
  }
}

export interface HandedRecords {
  readonly file: RecordsFile;
  readonly handed: readonly HandedPayment[];
}

/** How much of a payment a page gets. `shown`: without the notifications that another page may be delivering. */
export type Share = 'all' | 'shown';

export interface SharedPart {
  readonly payment: SharedPayment;
  readonly share: Share;
}

export interface HandedPayment extends SharedPart {
  /** True if an undelivered notification was left out. */
  readonly isPart: boolean;
}

interface StoredRecords {
  recordsOf(orderId: string): Promise<RecordsFile | undefined>;
}

/** Reads the stored records of these payments, in files that fit in one message. */
export async function* packRecords(
  parts: readonly SharedPart[],
  { recordsOf }: StoredRecords,
): AsyncGenerator<HandedRecords> {
  let file = recordsFileOf();
  let handed: HandedPayment[] = [];
  let length = 0;
  for (const { payment, share } of parts) {
    const { paymentId, orderId } = payment;
    const stored = await recordsOf(orderId);
    const copy = stored && copiesOf(stored).find(({ record }) => record.paymentId === paymentId);
    if (!copy) continue;
    const entries =
      share === 'all' ? copy.entries : copy.entries.filter(({ state }) => state === 'delivered');
    const added = JSON.stringify(copy).length;
    if (file.payments.length >= maxRecordsInMessage || (length > 0 && length + added > maxLength)) {
      yield { file, handed };
      file = recordsFileOf();
      handed = [];
      length = 0;
    }
    file.payments.push(copy.record);
    file.notifications.push(...entries);
    handed.push({ payment, share, isPart: entries.length < copy.entries.length });
    length += added;
  }
  if (file.payments.length > 0) yield { file, handed };
}

/** Rejects if the call takes longer than `ms`. */
export function withLimit<Result>(
  call: Promise<Result>,
  ms: number,
  clock: Pick<Clock, 'after'>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new Error(`the page did not answer within ${ms / 1000} s`)));
    call.then(resolve, reject).finally(stop);
  });
}
