import { z } from 'zod';
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
  reason: z.string().optional(),
  registerNumber: z.string().optional(),
  amountMinor: z.int().min(0).optional(),
  currencyNumeric: z.string().optional(),
  operation: z.enum(['debit', 'credit', 'cancellation', 'duplicate', 'pre-authorisation']).optional(),
  paymentMode: z.string().optional(),
  /** First six and last four digits at the most. */
  cardMasked: z.string().optional(),
  authorisationNumber: z.string().optional(),
  contractNumber: z.string().optional(),
  applicationId: z.string().optional(),
  receipts: z.array(receipt).readonly().optional(),
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
  seenAt: z.number().optional(),
});
export type RecordAlarm = z.infer<typeof recordAlarm>;

/** Who said whether an unknown payment was paid, and why; kept for ever. */
export const recordResolution = z.object({
  paid: z.boolean(),
  by: z.string(),
  why: z.string(),
  at: z.number(),
  /** Why nobody could know, as the record said before. */
  doubt: z.string().optional(),
});

/** One attempt at one payment, as the journal keeps it. Times are epoch milliseconds. */
export const paymentRecord = z.object({
  version: z.literal(1),
  paymentId: z.string(),
  orderId,
  /** 1 for the first try of this order. */
  attempt: z.int().min(1),
  request: paymentRequest.required({ orderId: true }),
  fingerprint: z.string(),
  terminal: z.object({
    registerNumber: z.string(),
    language: z.string(),
    link: z.string(),
    simulated: z.boolean(),
    authorisationForced: z.boolean(),
    /** Its language may answer with less than was asked (absent: no). */
    partialApproval: z.boolean().optional(),
    /** What a receipt of ours is written in (absent: French). */
    receiptLanguage: receiptLanguage.optional(),
  }),
  state: recordState,
  outcome: outcome.optional(),
  failure: z.enum(failureNames).optional(),
  detail: z.string().optional(),
  answer: recordedAnswer.optional(),
  resolution: recordResolution.optional(),
  /** What the terminal said after a person had resolved the payment. */
  lateAnswer: recordedAnswer.optional(),
  alarm: recordAlarm.optional(),
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
