import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { receiptLanguage } from '../records/receipt-words.ts';
import { isPaid, outcome } from './outcome.ts';
import { orderId, paymentRequest } from './payment-request.ts';

/**
 * Where a payment stands. Each state is written BEFORE the step it names (design, section 4):
 * `intended` before ENQ, `sending` before the first byte of the request, `waiting` once the terminal has taken it,
 * `answered` before our ACK of the terminal's answer, `closed` when the terminal cannot have charged.
 */
export const recordState = z.enum([
  'intended',
  'sending',
  'waiting',
  'answered',
  'unknown',
  'resolved',
  'closed',
]);
export type RecordState = z.infer<typeof recordState>;

/** A ticket as the terminal wrote it, card numbers masked. */
export const receipt = z.object({
  for: z.enum(['customer', 'merchant', 'both']),
  form: z.enum(['text', 'html']),
  content: z.string(),
});

/** The terminal's answer with everything of the card masked. */
export const recordedAnswer = z.object({
  status: z.string(),
  /** Why not, in the terminal language's documented words. */
  reason: z.optional(z.string()),
  registerNumber: z.optional(z.string()),
  amountMinor: z.optional(z.int().check(z.minimum(0))),
  currencyNumeric: z.optional(z.string()),
  operation: z.optional(z.enum(['debit', 'credit', 'cancellation', 'duplicate', 'pre-authorisation'])),
  paymentMode: z.optional(z.string()),
  /** First six and last four digits at the most. */
  cardMasked: z.optional(z.string()),
  authorisationNumber: z.optional(z.string()),
  contractNumber: z.optional(z.string()),
  applicationId: z.optional(z.string()),
  receipts: z.optional(z.readonly(z.array(receipt))),
  receivedAt: z.number(),
  /** It came after the payment had been given up as unknown. */
  late: z.boolean(),
});
export type RecordedAnswer = z.infer<typeof recordedAnswer>;

/** Something about money came to light after people had been told otherwise. Shown until a person has seen it. */
export const recordAlarm = z.object({
  /** `late-answer`: an unknown payment has its result. `contradiction`: the terminal gainsays a resolution. */
  kind: z.enum(['late-answer', 'contradiction']),
  /** What the terminal says. */
  outcome,
  at: z.number(),
  seenAt: z.optional(z.number()),
});
export type RecordAlarm = z.infer<typeof recordAlarm>;

/** Who said whether an unknown payment was paid, and why; kept for ever. */
export const recordResolution = z.object({
  paid: z.boolean(),
  by: z.string(),
  why: z.string(),
  at: z.number(),
  /** Why nobody could know, as the record said before. */
  doubt: z.optional(z.string()),
});

/** One attempt at one payment, as the journal keeps it. Times are epoch milliseconds. */
export const paymentRecord = z.object({
  version: z.literal(1),
  paymentId: z.string(),
  orderId,
  /** 1 for the first try of this order. */
  attempt: z.int().check(z.minimum(1)),
  request: z.required(paymentRequest, { orderId: true }),
  fingerprint: z.string(),
  terminal: z.object({
    registerNumber: z.string(),
    language: z.string(),
    link: z.string(),
    simulated: z.boolean(),
    authorisationForced: z.boolean(),
    /** Its language may answer with less than was asked (absent: no). */
    partialApproval: z.optional(z.boolean()),
    /** What a receipt of ours is written in (absent: French). */
    receiptLanguage: z.optional(receiptLanguage),
  }),
  state: recordState,
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
  answer: z.optional(recordedAnswer),
  resolution: z.optional(recordResolution),
  /** What the terminal said after a person had resolved the payment. */
  lateAnswer: z.optional(recordedAnswer),
  alarm: z.optional(recordAlarm),
  createdAt: z.number(),
  updatedAt: z.number(),
  history: z.array(z.object({ state: recordState, at: z.number() })),
});
export type PaymentRecord = z.infer<typeof paymentRecord>;

/**
 * What a paid payment took, minor units: what the terminal says. Where a person has resolved it, the terminal's answer
 * is missing or another payment's, and the person compared the ticket with the amount that was asked for.
 */
export const paidAmountMinor = ({ request, answer, resolution }: PaymentRecord): number =>
  resolution ? request.amountMinor : (answer?.amountMinor ?? request.amountMinor);

/** What is told of a payment: what it took, and what was asked for where that was another amount. Minor units. */
export function amountsOf(record: PaymentRecord): { amountMinor: number; askedMinor?: number } {
  const asked = record.request.amountMinor;
  const amountMinor = isPaid(record.outcome) ? paidAmountMinor(record) : asked;
  return { amountMinor, ...(amountMinor !== asked && { askedMinor: asked }) };
}
