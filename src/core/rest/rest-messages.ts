import * as z from 'zod/mini';
import { buildDigests } from '../build-digests.ts';
import { terminalStatus } from '../connector-api/snapshot.ts';
import { chargeStatement } from '../payment/charge-statement.ts';
import { outcome } from '../payment/outcome.ts';
import { maxOrderIdLength, paymentMeans, transactionType } from '../payment/payment-request.ts';

/**
 * The REST messages as a till sees them: one schema each, for the reader, the writers, the OpenAPI description and the
 * tests. Descriptions and examples are in `openapi.ts`, because the page loads this file.
 */

/** Major units. A new schema for each field, because `openapi.ts` describes each schema once. */
const amount = () => z.union([z.number(), z.string()]);

const cartItem = z.looseObject({
  european_article_numbering: z.optional(z.union([z.string(), z.number()])),
  product_reference: z.optional(z.string()),
  type: z.optional(z.string()),
  name: z.optional(z.string()),
  quantity: z.optional(z.number()),
  unit_price: z.optional(z.number()),
  tax_rate: z.optional(z.number()),
  discount: z.optional(z.number()),
  total_amount: z.optional(z.number()),
});
const cart = z.union([cartItem, z.array(cartItem), z.looseObject({ items: z.array(cartItem) })]);
const customer = z.looseObject({
  id: z.optional(z.union([z.string(), z.number()])),
  firstname: z.optional(z.string()),
  lastname: z.optional(z.string()),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
});

export const orderRequest = z.looseObject({
  amount: amount(),
  currency: z._default(z.string(), 'EUR'),
  order_id: z.optional(z.union([z.string().check(z.maxLength(maxOrderIdLength)), z.int()])),
  transaction_type: z._default(transactionType, 'Debit'),
  payment_means: z._default(paymentMeans, 'card'),
  refund_of: z.optional(z.union([z.string().check(z.maxLength(maxOrderIdLength)), z.int()])),
  force_authorization: z._default(z.boolean(), false),
  receipt_sending_option: z.optional(z.enum(['All', 'SMS', 'Email'])),
  cart: z.optional(cart),
  customer: z.optional(customer),
  custom_data: z.optional(z.record(z.string(), z.union([z.boolean(), z.number(), z.string()]))),
});

const answerWarning = z.enum(['same-amount-in-doubt']);
/** With the warning `same-amount-in-doubt`: the payment in doubt, and the time at which it began. */
const sameAmountInDoubt = z.object({ orderId: z.string(), at: z.string() });

/** A refund that gave money of a sale back, or may have (`unknown`). */
const refund = z.object({
  orderId: z.string(),
  amount: amount(),
  charge: z.enum(['charged', 'unknown']),
  /** Its record is lost: `amount` is the most that it can have given back. */
  recordLost: z.optional(z.literal(true)),
});

/** The fields of HiPay's answer in HiPay's spelling (`transationType`), then the connector's additional fields. */
export const orderAnswer = z.looseObject({
  paymentStatus: z.enum(['SUCCESS', 'FAILURE']),
  notificationHipaySent: z.boolean(),
  numberOfNotificationSent: z.int().check(z.minimum(0)),
  errorCode: z.optional(z.string()),
  errorDescription: z.optional(z.string()),
  /** The paid amount, in the form of the till's own amount. */
  amount: amount(),
  currency: z.string(),
  orderId: z.string(),
  transationType: z.string(),
  forceAuthorization: z.boolean(),
  cart: z.unknown(),
  customer: z.unknown(),
  customData: z.unknown(),
  transactionType: z.string(),
  outcome,
  charge: chargeStatement,
  replayed: z.boolean(),
  simulated: z.optional(z.literal(true)),
  cartWarning: z.optional(z.string()),
  customDataWarning: z.optional(z.string()),
  /** What a person should look at although the payment has this result. */
  warnings: z.optional(z.array(answerWarning)),
  sameAmountInDoubt: z.optional(sameAmountInDoubt),
  /**
   * Why HiPay is not notified of a paid sale yet. Not in `errorCode`, because a till may read `errorCode` as a failed
   * payment.
   */
  notificationErrorCode: z.optional(z.string()),
  notificationErrorDescription: z.optional(z.string()),
  /** Base64 of the customer's ticket in Latin-1, as in HiPay's other products. */
  receipt: z.optional(z.string()),
  receiptForm: z.optional(z.literal('html')),
  merchantReceipt: z.optional(z.string()),
  cardMasked: z.optional(z.string()),
  authorizationNumber: z.optional(z.string()),
  contractNumber: z.optional(z.string()),
  paymentApplication: z.optional(z.string()),
  duplicateOf: z.optional(z.string()),
  /** The sale of which this payment gives money back. */
  refundOf: z.optional(z.string()),
  /** Of a sale: its refunds, what they certainly gave back together, and what is left, in the form of the till's amount. */
  refunds: z.optional(z.array(refund)),
  refundedAmount: z.optional(amount()),
  refundableAmount: z.optional(amount()),
  refundDescription: z.optional(z.string()),
});

/** The answer without a payment: this request sent nothing to the terminal, or (500) the order may be in doubt. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    paymentStatus: z.literal('FAILURE'),
    errorCode: z.string(),
    errorDescription: z.string(),
    charge: chargeStatement,
    // The earlier payment that has a refused order_id.
    paidAt: z.optional(z.string()),
    amount: z.optional(z.string()),
    currency: z.optional(z.string()),
    paymentId: z.optional(z.string()),
    transactionType: z.optional(transactionType),
    // 1113: the payment of the same amount that is in doubt.
    warnings: z.optional(z.array(answerWarning)),
    sameAmountInDoubt: z.optional(sameAmountInDoubt),
    // A refused refund: what is left of its sale, in `currency`.
    refundableAmount: z.optional(amount()),
  }),
});

export const versionAnswer = z.strictObject({ version: z.string() });
export const configAnswer = z.strictObject({ deviceId: z.string() });
export const stopAnswer = z.strictObject({ stopped: z.boolean(), message: z.string() });
export const checkAnswer = z.strictObject({
  ready: z.boolean(),
  terminal: terminalStatus.shape.state,
  description: z.string(),
  simulated: z.optional(z.literal(true)),
});
const updateFailure = z.strictObject({ version: z.string(), why: z.string(), at: z.iso.datetime() });
const updateReport = z.strictObject({
  /** The version that waits until no payment runs, and for `update_time`. */
  waiting: z.optional(z.string()),
  /** The running version is new, and not proven yet. */
  proving: z.optional(z.literal(true)),
  /** The last version that went back by itself. */
  failed: z.optional(updateFailure),
  /** The running version is not proven, and payments have begun with it. */
  alarm: z.optional(updateFailure),
});
export type UpdateReport = z.infer<typeof updateReport>;
export const browserReport = z.strictObject({
  state: z.enum(['starting', 'running', 'waiting', 'failing', 'stopped']),
  restarts: z.int(),
  /** How the last browser ended. */
  lastEnd: z.optional(z.string()),
});
export const healthAnswer = z.looseObject({
  /**
   * Also `not-ready` while records are lost (orders that the sidecar does not know are not charged), and while the connector
   * cannot write its files (`warnings` name the disk).
   */
  status: z.enum(['ready', 'not-ready']),
  version: z.string(),
  /** SHA-256 over the built files of the page, and of the sidecar. */
  build: z.optional(buildDigests),
  environment: z.enum(['dev', 'stage', 'prod']),
  /** `not-answering`: the page is open, but hangs. */
  page: z.enum(['open', 'not-answering', 'not-open']),
  /** The version of that page, beside `version`, and whether it has opened its journal. */
  pageBuild: z.optional(z.strictObject({ version: z.string(), journal: z.enum(['open', 'failed']) })),
  /** Only of an installation that updates itself. */
  update: z.optional(updateReport),
  /** Only if the sidecar, or `hipay-ecr browser` of another user, starts the browser. */
  browser: z.optional(browserReport),
  /** Problems that a person must solve. */
  warnings: z.optional(z.array(z.string())),
  terminal: z.optional(terminalStatus.shape.state),
  /** Numbers for all browser profiles together, also while no page is open. Absent: not known. */
  notifications: z.optional(z.object({ pending: z.int(), parked: z.int() })),
  /** Number of payments of which it is not known whether the customer was charged. Absent: the number is not known. */
  paymentsInDoubt: z.optional(z.int()),
  simulated: z.optional(z.object({ terminal: z.boolean(), gateway: z.boolean() })),
  /** Present if the sidecar's copy has lost records and no page has sent them again: when, and what has happened. */
  recordsDamage: z.optional(z.strictObject({ at: z.iso.datetime(), what: z.string() })),
});

/**
 * The fields that a schema names. Some schemas allow unknown fields too. A type that allowed them would let the
 * compiler accept a misspelled field in an answer.
 */
type Named<Message> = {
  readonly [Field in keyof Message as string extends Field ? never : Field]: Message[Field];
};

export type OrderRequest = Named<z.infer<typeof orderRequest>>;
export type OrderAnswer = Named<z.infer<typeof orderAnswer>>;
export type ErrorAnswer = z.infer<typeof errorAnswer>;
export type VersionAnswer = z.infer<typeof versionAnswer>;
export type ConfigAnswer = z.infer<typeof configAnswer>;
export type StopAnswer = z.infer<typeof stopAnswer>;
export type CheckAnswer = z.infer<typeof checkAnswer>;
export type HealthAnswer = Named<z.infer<typeof healthAnswer>>;
