import * as z from 'zod/mini';
import { type RecordCopy, recordCopy } from '../../core/connector-api/messages.ts';
import { parseJsonAs } from '../../core/parse-json.ts';

/** The fields that must be there. To check all fields of each line of many years would delay the first payment. */
const lineHead = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('payment'),
    record: z.looseObject({
      paymentId: z.string(),
      orderId: z.string(),
      state: z.string(),
      createdAt: z.number(),
      updatedAt: z.number(),
    }),
  }),
  z.object({
    kind: z.literal('notification'),
    entry: z.object({
      entryId: z.string(),
      paymentId: z.string(),
      orderId: z.string(),
      state: z.string(),
      attempts: z.number(),
      createdAt: z.number(),
    }),
  }),
]);
export type LineHead = z.infer<typeof lineHead>;

/** Undefined if a power cut has torn the line. */
export const parseLineHead = (text: string): LineHead | undefined => parseJsonAs(lineHead, text);

export const orderOf = (line: LineHead | RecordCopy): string =>
  line.kind === 'payment' ? line.record.orderId : line.entry.orderId;

export const paymentOf = (line: LineHead | RecordCopy): string =>
  line.kind === 'payment' ? line.record.paymentId : line.entry.paymentId;

/** Reads one line of `records.jsonl`. Undefined if a power cut has torn it. */
export const parseRecordLine = (line: string): RecordCopy | undefined => parseJsonAs(recordCopy, line);
