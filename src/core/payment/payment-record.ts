import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { languages } from '../language.ts';
import { storedObject } from '../stored-object.ts';
import { isPaid, outcome } from './outcome.ts';
import { orderId, storedRequest } from './payment-request.ts';

/**
 * The state of a payment. Each state is written BEFORE the next step (design, section 4): `intended` before ENQ,
 * `sending` before the first byte of the request, `waiting` after the terminal has taken the request, `answered` before
 * our ACK of the terminal's answer, `closed` when the terminal cannot have charged the customer.
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

/** A ticket as the terminal wrote it, with masked card numbers. */
export const receipt = storedObject({
  for: z.enum(['customer', 'merchant', 'both']),
  form: z.enum(['text', 'html']),
  content: z.string(),
});

/** The terminal's answer with masked card data. */
export const recordedAnswer = storedObject({
  status: z.string(),
  /** Reason of a refusal, as the documentation of the terminal's language words it. */
  reason: z.optional(z.string()),
  registerNumber: z.optional(z.string()),
  amountMinor: z.optional(z.int().check(z.minimum(0))),
  currencyNumeric: z.optional(z.string()),
  operation: z.optional(z.enum(['debit', 'credit', 'cancellation', 'duplicate', 'pre-authorisation'])),
  paymentMode: z.optional(z.string()),
  /** At most the first six and the last four digits. */
  cardMasked: z.optional(z.string()),
  authorisationNumber: z.optional(z.string()),
  contractNumber: z.optional(z.string()),
  applicationId: z.optional(z.string()),
  receipts: z.optional(z.readonly(z.array(receipt))),
  privateDigits: z.optional(z.string()),
  receivedAt: z.number(),
  /** True if the answer came after the payment had become `unknown`. */
  late: z.boolean(),
});
export type RecordedAnswer = z.infer<typeof recordedAnswer>;

/** A correction of an earlier report about money. The screen shows it until a person has seen it. */
export const recordAlarm = storedObject({
  /** `late-answer`: the result of an unknown payment came. `contradiction`: the terminal contradicts a resolution. */
  kind: z.enum(['late-answer', 'contradiction']),
  /** The new outcome, according to the terminal's answer or (`byPerson`) to the person. */
  outcome,
  at: z.number(),
  seenAt: z.optional(z.number()),
  /** True for a `late-answer` that is a person's correction, not the terminal's answer. */
  byPerson: z.optional(z.boolean()),
});
export type RecordAlarm = z.infer<typeof recordAlarm>;

/** The decision of a person that counts: whether an unknown payment was paid, with name and reason. */
export const recordResolution = storedObject({
  paid: z.boolean(),
  by: z.string(),
  why: z.string(),
  at: z.number(),
  /** Why the payment was unknown: the record's `detail` before the decision. */
  doubt: z.optional(z.string()),
});

/**
 * A person's decision about a payment in doubt. Decisions are only added, never changed. A decision counts until another
 * one supersedes it.
 */
export const recordDecision = storedObject({
  id: z.string(),
  verdict: z.enum(['paid', 'not-paid', 'paid-other-amount']),
  /** The paid amount of `paid-other-amount`, minor units. */
  amountMinor: z.optional(z.int().check(z.minimum(0))),
  by: z.string(),
  why: z.string(),
  at: z.number(),
  /** Ids of the decisions that the person saw; `terminal` if the person also saw the terminal's own answer. */
  supersedes: z.readonly(z.array(z.string())),
});
export type RecordDecision = z.infer<typeof recordDecision>;

/** The end of the payment as the terminal or the recovery left it, without the decisions of persons. */
export const recordEvidence = storedObject({
  state: recordState,
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
  answer: z.optional(recordedAnswer),
});
export type RecordEvidence = z.infer<typeof recordEvidence>;

/** One payment as the journal stores it. Times are epoch ms. */
export const paymentRecord = storedObject({
  version: z.literal(1),
  paymentId: z.string(),
  orderId,
  /** Number of the payment within its order, from 1. */
  attempt: z.int().check(z.minimum(1)),
  request: storedRequest,
  fingerprint: z.string(),
  terminal: storedObject({
    registerNumber: z.string(),
    language: z.string(),
    link: z.string(),
    simulated: z.boolean(),
    authorisationForced: z.boolean(),
    /** True if the terminal's language may approve a part of the amount. Absent: no. */
    partialApproval: z.optional(z.boolean()),
    /** Language of receipts that the connector writes. Absent: French. */
    receiptLanguage: z.optional(z.enum(languages)),
    /** The ten digits that only the request of this payment has. Absent: it has none. */
    privateDigits: z.optional(z.string()),
  }),
  state: recordState,
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
  answer: z.optional(recordedAnswer),
  resolution: z.optional(recordResolution),
  /** The terminal's answer after a person had resolved the payment. */
  lateAnswer: z.optional(recordedAnswer),
  alarm: z.optional(recordAlarm),
  createdAt: z.number(),
  updatedAt: z.number(),
  history: z.array(storedObject({ state: recordState, at: z.number() })),
  // Fields below are absent in records of older programs. Older programs read only the fields above.
  /** All decisions of persons; `resolution` is the one that counts. */
  decisions: z.optional(z.readonly(z.array(recordDecision))),
  /** Present once there are decisions, which change the fields above: the values of those fields without the decisions. */
  evidence: z.optional(recordEvidence),
  /**
   * The permit to begin; stored records keep its older name, `leave`. `needed`: nothing may be sent without a permit of the
   * program that asked for the payment. `refused`: no permit was given, so nothing was sent. Absent: no permit is needed,
   * for example by hand.
   */
  leave: z.optional(z.enum(['needed', 'refused'])),
  /** Time at which the till had its whole answer. Absent: the till perhaps never got it. */
  answeredAt: z.optional(z.number()),
  /** Id of the journal in which the payment was taken. */
  installation: z.optional(z.string()),
  /** Which HiPay the sale was made for (`hipayEnvironment`). Absent: not known. */
  environment: z.optional(z.string()),
  /** Names of the shop and the till, if configured. */
  shop: z.optional(z.string()),
  till: z.optional(z.string()),
  /** Present if the payment's own record is not known: the sidecar made this record from the permit to begin. */
  onlyLeave: z.optional(z.literal(true)),
  /** When customer, cart and custom data were erased. Absent: they were not erased. */
  erasedAt: z.optional(z.number()),
  /** The record as it is stored, if this version cannot read it as a whole (stored-payment.ts). */
  asWritten: z.optional(z.unknown()),
});
export type PaymentRecord = z.infer<typeof paymentRecord>;

/**
 * Amount of a paid payment, in minor units, according to the terminal's answer. For a resolved payment it is the amount of
 * the decision. If the decision names no amount, it is the requested one, because the person compared the ticket with it.
 */
export function paidAmountMinor({ request, answer, resolution, decisions = [] }: PaymentRecord): number {
  if (!resolution) return answer?.amountMinor ?? request.amountMinor;
  const counted = decisions.findLast(({ at, by }) => at === resolution.at && by === resolution.by);
  return counted?.amountMinor ?? request.amountMinor;
}

/** Amounts for an answer or a screen, in minor units: the paid amount, and the requested one if it differs. */
export function amountsOf(record: PaymentRecord): { amountMinor: number; askedMinor?: number } {
  const asked = record.request.amountMinor;
  const amountMinor = isPaid(record.outcome) ? paidAmountMinor(record) : asked;
  return { amountMinor, ...(amountMinor !== asked && { askedMinor: asked }) };
}
