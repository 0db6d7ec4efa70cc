import * as z from 'zod/mini';
import { parseJsonAs } from '../parse-json.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';

/** A frame or an event of the line, masked before it was stored. `at`: epoch ms. */
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

/** Frames are selected until this time after the record's last state, because the last ACK and EOT follow it. */
const afterwardsMs = 2000;
/** Maximum number of frames, so that a terminal with many messages does not fill the screen. */
const maxFrames = 200;

/**
 * Selects the frames of one payment from the flight recorder. A terminal has one payment at a time, so all frames
 * between its beginning and its end belong to it. Entries begin with their time, which is compared as text before the
 * entry is parsed.
 */
export function framesOf(record: PaymentRecord, recording: string): RecordedFrame[] {
  const prefix = (at: number) => `{"at":"${new Date(at).toISOString()}`;
  const answeredAt = record.answer?.late ? 0 : (record.answer?.receivedAt ?? 0);
  const lastStateAt =
    record.history.filter(({ state }) => state !== 'resolved').at(-1)?.at ?? record.createdAt;
  const [from, to] = [prefix(record.createdAt), prefix(Math.max(answeredAt, lastStateAt) + afterwardsMs)];
  const found: RecordedFrame[] = [];
  for (const text of recording.split('\n')) {
    if (text < from || text > to) continue;
    const frame = readLine(text);
    if (frame) found.push(frame);
  }
  return found.slice(0, maxFrames);
}

function readLine(text: string): RecordedFrame | undefined {
  // Undefined for an entry that a crash has cut.
  const read = parseJsonAs(line, text);
  return read && { at: Date.parse(read.at), direction: read.kind, text: read.text };
}
