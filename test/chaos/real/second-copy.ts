import { recordCopy } from '../../../src/core/connector-api/messages.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';

/** The latest record of each payment in the sidecar's `records.jsonl`; skips a line torn by a kill. */
export function readSecondCopy(text: string): Map<string, PaymentRecord> {
  const latest = new Map<string, PaymentRecord>();
  for (const line of text.split('\n')) {
    const copy = parse(line);
    if (copy?.kind === 'payment') latest.set(copy.record.paymentId, copy.record);
  }
  return latest;
}

function parse(line: string) {
  try {
    return recordCopy.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
