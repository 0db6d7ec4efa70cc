import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { type ErasedCount, eraseCopy, mayBeErased, monthsBefore } from '../../core/records/erasing.ts';
import { copiesOf, statementOfPayment } from '../../core/records/ledger.ts';
import { monthOf } from '../../core/records/month.ts';
import { recordsFileOf } from '../../core/records/records-file.ts';
import type { LatestRecords } from './latest-records.ts';
import type { RecordFiles } from './record-files.ts';
import { type LineHead, orderOf, parseLineHead, paymentOf } from './record-line.ts';

export interface EraseRecordsDeps {
  readonly files: Pick<RecordFiles, 'linesSince' | 'eraseInMonths' | 'eraseInCurrent'>;
  /** The stored records of an order, all copies joined. */
  readonly readOrder: (orderId: string) => Promise<LatestRecords>;
  readonly keep: (copy: RecordCopy) => Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Erases one customer, by the id that the till has sent. The erased version of a payment is on disk before the older ones are
 * overwritten, so a power cut in between loses nothing.
 */
export async function eraseCustomer(customerId: string, deps: EraseRecordsDeps): Promise<ErasedCount> {
  const { files, readOrder, keep, now } = deps;
  const orders = new Set<string>();
  const written = JSON.stringify(customerId);
  for await (const { text } of files.linesSince(0)) {
    if (!text.includes(written)) continue;
    const line = parseLineHead(text);
    if (line && (line.kind !== 'payment' || isOf(line.record as PaymentRecord, customerId)))
      orders.add(orderOf(line));
  }
  const finished = new Set<string>();
  let waiting = 0;
  for (const orderId of orders) {
    const { payments, notifications } = await readOrder(orderId);
    for (const copy of copiesOf(recordsFileOf(payments, notifications))) {
      const { record } = copy;
      if (record.erasedAt === undefined && !isOf(record, customerId)) continue;
      if (mayBeErased(copy, statementOfPayment(record))) finished.add(record.paymentId);
      else waiting += 1;
      if (record.erasedAt === undefined && finished.has(record.paymentId))
        await keep({ kind: 'payment', record: eraseCopy(copy, now()).record });
    }
  }
  const isFinished = (line: LineHead) => finished.has(paymentOf(line));
  if (finished.size > 0) {
    await files.eraseInMonths(isFinished);
    await files.eraseInCurrent(isFinished);
  }
  return { erased: finished.size, waiting };
}

const isOf = ({ request }: PaymentRecord, customerId: string): boolean =>
  (request as Partial<PaymentRecord['request']> | undefined)?.customer?.id === customerId;

/**
 * Erases the customers of finished payments that began before `cutoff` (epoch ms). A payment that was unfinished at the end of a
 * month is in a later file too, so all lines of a month file can be overwritten.
 *
 * @param erasedTo the last month whose files were erased before, such as `2024-11`
 * @returns the new `erasedTo`
 */
export async function eraseBefore(cutoff: number, erasedTo: string, deps: EraseRecordsDeps): Promise<string> {
  const { files, readOrder } = deps;
  const month = monthOf(cutoff);
  await files.eraseInMonths(
    () => true,
    (name) => name > erasedTo && name < month,
  );
  await files.eraseInCurrent(async (line) => {
    const { createdAt } = line.kind === 'payment' ? line.record : line.entry;
    if (createdAt >= cutoff) return false;
    const { payments, notifications } = await readOrder(orderOf(line));
    const copy = copiesOf(recordsFileOf(payments, notifications)).find(
      ({ record }) => record.paymentId === paymentOf(line),
    );
    return copy !== undefined && mayBeErased(copy, statementOfPayment(copy.record));
  });
  const last = monthOf(monthsBefore(cutoff, 1));
  return last > erasedTo ? last : erasedTo;
}
