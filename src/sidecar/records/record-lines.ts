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

/** How each payment and each notification stood last: the file has a line for every writing, oldest first. */
export function lastWritings(text: string): LastWritings {
  const payments = new Map<string, PaymentRecord>();
  const notifications = new Map<string, OutboxEntry>();
  for (const line of text.split('\n')) {
    const copy = parseRecordLine(line);
    if (copy?.kind === 'payment') payments.set(copy.record.paymentId, copy.record);
    if (copy?.kind === 'notification') notifications.set(copy.entry.entryId, copy.entry);
  }
  return { payments: [...payments.values()], notifications: [...notifications.values()] };
}
