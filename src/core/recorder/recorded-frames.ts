import * as z from 'zod/mini';
import { parseJsonAs } from '../parse-json.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';

/** What went over the line, masked before it was kept. */
export interface RecordedFrame {
  readonly at: number;
  readonly direction: 'sent' | 'received' | 'line';
  readonly text: string;
}

const line = z.object({
  at: z.string(),
  kind: z.enum(['sent', 'received', 'line']),
  text: z.string(),
});

/** The last ACK and EOT come after the record's last state. */
const afterwardsMs = 2000;
/** A terminal that chatters must not fill a screen. */
const framesShown = 200;

/**
 * The frames of one payment out of the flight recorder's lines: a terminal has one payment at a time, so what went over
 * its line meanwhile is this payment's. Lines begin with their time, which is compared as text before anything is parsed.
 */
export function framesOf(record: PaymentRecord, recording: string): RecordedFrame[] {
  const prefix = (at: number) => `{"at":"${new Date(at).toISOString()}`;
  const answered = record.answer?.late ? 0 : (record.answer?.receivedAt ?? 0);
  const settled = record.history.filter(({ state }) => state !== 'resolved').at(-1)?.at ?? record.createdAt;
  const [from, to] = [prefix(record.createdAt), prefix(Math.max(answered, settled) + afterwardsMs)];
  const found: RecordedFrame[] = [];
  for (const text of recording.split('\n')) {
    if (text < from || text > to) continue;
    const frame = readLine(text);
    if (frame) found.push(frame);
  }
  return found.slice(0, framesShown);
}

function readLine(text: string): RecordedFrame | undefined {
  // Undefined for a line that a crash has cut in two.
  const read = parseJsonAs(line, text);
  return read && { at: Date.parse(read.at), direction: read.kind, text: read.text };
}
