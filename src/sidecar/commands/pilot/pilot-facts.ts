import * as z from 'zod/mini';
import { currencyCode } from '../../../core/money/currency.ts';
import { chargeStatement } from '../../../core/payment/charge-statement.ts';
import { outcome } from '../../../core/payment/outcome.ts';
import { terminalLanguages } from '../../../core/terminal/terminal-languages.ts';
import { systems } from '../../system/systems.ts';

// What a pilot run sees. It is stored in the home folder and goes into the report, so it has no secret and no whole card
// number. Times are epoch ms.

/** The facts about the shop on which the cases and the assumptions depend. */
export const shopFacts = z.object({
  version: z.string(),
  system: z.enum(systems),
  environment: z.enum(['dev', 'stage', 'prod']),
  language: z.enum(terminalLanguages),
  link: z.enum(['web-serial', 'web-usb', 'tcp', 'simulated']),
  simulated: z.object({ terminal: z.boolean(), gateway: z.boolean() }),
  /** Number of contracts that the configuration has. */
  contracts: z.int(),
  currency: currencyCode,
  /** The first configured currency that does not have two decimals. */
  otherCurrency: z.optional(currencyCode),
  privateDigits: z.boolean(),
  /** The time that a customer has, ms. */
  customerMs: z.number(),
  /** True if this command can read HiPay's login and password. */
  hasAccount: z.boolean(),
});
export type ShopFacts = z.infer<typeof shopFacts>;

/** Whether an answer repeats the ten digits of its request, has other ones, or none (decision 46). */
const digits = z.enum(['same', 'other', 'none']);

/** A payment after its answer, from the answer and from the second copy of its record. */
export const paymentFacts = z.object({
  kind: z.literal('payment'),
  orderId: z.string(),
  amountMinor: z.int(),
  sentAt: z.number(),
  /** Time until the till's answer, ms. Absent if the answer was lost: then the payment was looked up. */
  tookMs: z.optional(z.number()),
  /** HTTP status; 0: no answer. */
  status: z.int(),
  errorCode: z.optional(z.string()),
  description: z.optional(z.string()),
  charge: chargeStatement,
  outcome: z.optional(outcome),
  /** The terminal's answer, with masked card data. */
  answer: z.optional(
    z.object({
      status: z.string(),
      reason: z.optional(z.string()),
      mode: z.optional(z.string()),
      cardMasked: z.optional(z.string()),
      contractNumber: z.optional(z.string()),
      late: z.boolean(),
    }),
  ),
  /** True if the request had ten digits. */
  digitsSent: z.optional(z.boolean()),
  digitsBack: z.optional(digits),
  /** True if HiPay had the sale when the till was answered. Absent if no answer says it. */
  notified: z.optional(z.boolean()),
  /** True if a person has decided the payment. Then the terminal did not say the outcome. */
  decidedByPerson: z.optional(z.boolean()),
  notifications: z.array(
    z.object({
      contract: z.string(),
      state: z.enum(['pending', 'parked', 'delivered']),
      covered: z.optional(z.boolean()),
      reason: z.optional(z.string()),
    }),
  ),
});
export type PaymentFacts = z.infer<typeof paymentFacts>;

/** The program and the terminal, asked without an amount. */
export const checkFacts = z.object({
  kind: z.literal('check'),
  at: z.number(),
  /** True if a payment could be taken before the time limit of the check. */
  ready: z.boolean(),
  waitedMs: z.number(),
  terminal: z.optional(z.string()),
  page: z.optional(z.string()),
  version: z.optional(z.string()),
  pid: z.optional(z.int()),
  /** When this computer was started. */
  bootedAt: z.number(),
  warnings: z.array(z.string()),
});
export type CheckFacts = z.infer<typeof checkFacts>;

const contractPlace = z.enum(['first', 'second', 'other']);

/** A call to HiPay by this command. */
export const hipayFacts = z.object({
  kind: z.literal('hipay'),
  call: z.enum(['order', 'look-up']),
  orderId: z.string(),
  at: z.number(),
  tookMs: z.number(),
  /** HTTP status; 0: no answer. */
  status: z.int(),
  /** How the connector reads the answer. */
  verdict: z.string(),
  code: z.optional(z.string()),
  words: z.optional(z.string()),
  state: z.optional(z.string()),
  amountSent: z.string(),
  amountBack: z.optional(z.string()),
  decimals: z.optional(z.string()),
  currencyBack: z.optional(z.string()),
  /** Which payment id a found order has: `ours` is that of the payment that was sent. */
  paymentId: z.optional(z.enum(['ours', 'other', 'none'])),
  contracts: z.optional(z.array(contractPlace)),
});
export type HipayFacts = z.infer<typeof hipayFacts>;

export const answerFacts = z.object({ kind: z.literal('answer'), value: z.string(), at: z.number() });

export const result = z.discriminatedUnion('kind', [paymentFacts, checkFacts, hipayFacts, answerFacts]);
export type Result = z.infer<typeof result>;

const sending = z.object({ orderId: z.string(), amountMinor: z.int(), at: z.number() });

export const caseState = z.object({
  state: z.enum(['running', 'done', 'skipped']),
  /** Why it was skipped. */
  why: z.optional(z.string()),
  /** Place of the next act. */
  act: z.int(),
  /** Results by the key of their act. */
  results: z.record(z.string(), result),
  /** The payment that was begun and whose result is not known yet. It is never sent again. */
  sending: z.optional(sending),
  /** True while HiPay is called and its answer is not known. It is not called again. */
  calling: z.optional(z.boolean()),
});
export type CaseState = z.infer<typeof caseState>;

/** A pilot run, as it is stored before each act. */
export const pilotState = z.object({
  version: z.literal(1),
  runId: z.string().check(z.regex(/^[0-9A-Z]{4}$/)),
  startedAt: z.number(),
  shop: shopFacts,
  /** Amount of the first payment, minor units. Each further payment has one unit more. */
  baseMinor: z.int().check(z.minimum(1)),
  /** Number of order numbers that were used. */
  numbers: z.int(),
  cases: z.record(z.string(), caseState),
  /** Payments that were looked up again at the end of the run, by number. */
  latest: z.record(z.string(), paymentFacts),
});
export type PilotState = z.infer<typeof pilotState>;
