import type { OutboxEntry } from '../../core/outbox/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { type RecordCopy, recordCopy } from '../../core/relay/record-copy.ts';

/** One line of `records.jsonl`; undefined for one that a power cut has torn. */
export function parseRecordLine(line: string): RecordCopy | undefined {
  try {
    return line === '' ? undefined : recordCopy.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

export interface LastWritings {
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
}

/** How each payment and each notification stood last, of writings in their order. */
export function lastOf(copies: Iterable<RecordCopy>): LastWritings {
  const payments = new Map<string, PaymentRecord>();
  const notifications = new Map<string, OutboxEntry>();
  for (const copy of copies) {
    if (copy.kind === 'payment') payments.set(copy.record.paymentId, copy.record);
    else notifications.set(copy.entry.entryId, copy.entry);
  }
  return { payments: [...payments.values()], notifications: [...notifications.values()] };
}

/** The same of the whole file's text, which has a line for every writing, oldest first. */
export const lastWritings = (text: string): LastWritings =>
  lastOf(
    text
      .split('\n')
      .map(parseRecordLine)
      .filter((copy) => copy !== undefined),
  );
