import * as z from 'zod/mini';
import { buildDigests } from '../build-digests.ts';
import { terminalStatus } from '../connector-api/snapshot.ts';
import { outcome } from '../payment/outcome.ts';

/** The REST messages as a till sees them, for the OpenAPI description and for tests of the answers. */

const amount = z
  .union([z.number(), z.string()])
  .check(z.describe('Major units: 10.23, "10.23" or "10,23". The answer repeats the form of the request.'));
const money = { example: '10,23' };

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
const cart = z
  .union([cartItem, z.array(cartItem), z.looseObject({ items: z.array(cartItem) })])
  .check(
    z.describe(
      'One item, a list, or {"items": [...]}. Sent to HiPay if it adds up to the amount; never refuses a payment.',
    ),
  );
const customer = z.looseObject({
  id: z.optional(z.union([z.string(), z.number()])),
  firstname: z.optional(z.string()),
  lastname: z.optional(z.string()),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
});
const customData = z
  .record(z.string(), z.union([z.boolean(), z.number(), z.string()]))
  .check(z.describe('Only Bool, Int, Float and String values.'));

export const orderRequest = z.looseObject({
  amount: amount.check(z.meta(money)),
  currency: z._default(z.string(), 'EUR').check(z.describe('ISO 4217, one that the shop takes.')),
  order_id: z
    .optional(z.union([z.string().check(z.maxLength(32)), z.int()]))
    .check(
      z.describe(
        'One payment each: repeating a request with it never charges twice. Absent: the connector makes one.',
      ),
    ),
  transaction_type: z
    ._default(z.enum(['Debit', 'Credit', 'Cancel', 'Duplicate', 'Authorization']), 'Debit')
    .check(
      z.describe(
        '`transation_type`, the spelling of HiPay’s own sample, is taken too. What a terminal cannot do is refused.',
      ),
    ),
  payment_means: z._default(z.enum(['card', 'cheque']), 'card'),
  force_authorization: z._default(z.boolean(), false),
  receipt_sending_option: z
    .optional(z.enum(['All', 'SMS', 'Email']))
    .check(z.describe('The terminal sends the ticket to the customer’s phone or e-mail (Concert V3.2).')),
  cart: z.optional(cart),
  customer: z.optional(customer),
  custom_data: z.optional(customData),
});

export const orderAnswer = z.looseObject({
  paymentStatus: z.enum(['SUCCESS', 'FAILURE']),
  notificationHipaySent: z.boolean().check(z.describe('HiPay knows of every contract’s notification of it.')),
  numberOfNotificationSent: z
    .int()
    .check(z.minimum(0), z.describe('How many HiPay has taken: 2 where two contracts may have been used.')),
  errorCode: z
    .optional(z.string())
    .check(z.describe('1000 to 1009 as HiPay defines them, ours from 1101 on. 1102: nobody knows yet.')),
  errorDescription: z.optional(z.string()),
  amount: amount.check(z.describe('What was really paid.')),
  currency: z.string(),
  orderId: z.string(),
  transationType: z.string(),
  forceAuthorization: z.boolean(),
  cart: z.unknown(),
  customer: z.unknown(),
  customData: z.unknown(),
  transactionType: z.string(),
  outcome,
  replayed: z.boolean().check(z.describe('The stored answer of an earlier request with this order_id.')),
  simulated: z.optional(z.literal(true)),
  cartWarning: z.optional(z.string()),
  notificationErrorCode: z.optional(z.string()),
  notificationErrorDescription: z.optional(z.string()),
  receipt: z.optional(z.string()).check(z.describe('Base64 of the customer’s ticket in Latin-1.')),
  receiptForm: z.optional(z.literal('html')),
  merchantReceipt: z.optional(z.string()),
  cardMasked: z.optional(z.string()),
  authorizationNumber: z.optional(z.string()),
  contractNumber: z.optional(z.string()),
  paymentApplication: z.optional(z.string()),
  duplicateOf: z.optional(z.string()),
});

export const errorAnswer = z
  .strictObject({
    error: z.strictObject({
      paymentStatus: z.literal('FAILURE'),
      errorCode: z.string(),
      errorDescription: z.string(),
    }),
  })
  .check(z.describe('Nothing was sent to the terminal.'));

export const versionAnswer = z.strictObject({ version: z.string() });
export const configAnswer = z.strictObject({ deviceId: z.string() });
export const stopAnswer = z.strictObject({ stopped: z.boolean(), message: z.string() });
export const checkAnswer = z.strictObject({
  ready: z.boolean(),
  terminal: terminalStatus.shape.state,
  description: z.string(),
  simulated: z.optional(z.literal(true)),
});
export const healthAnswer = z.looseObject({
  status: z.enum(['ready', 'not-ready']),
  version: z.string(),
  /** SHA-256 over the built files of the page, and of the sidecar. */
  build: z.optional(buildDigests),
  environment: z.enum(['dev', 'stage', 'prod']),
  page: z.enum(['open', 'not-open']),
  /** Only if the sidecar starts the browser itself. */
  browser: z.optional(
    z.strictObject({
      state: z.enum(['starting', 'running', 'waiting', 'failing', 'stopped']),
      restarts: z.int(),
      lastEnd: z.optional(z.string()),
    }),
  ),
  /** Problems in the configuration. */
  warnings: z.optional(z.array(z.string())),
  terminal: z.optional(terminalStatus.shape.state),
  notifications: z.optional(z.object({ pending: z.int(), parked: z.int() })),
  simulated: z.optional(z.object({ terminal: z.boolean(), gateway: z.boolean() })),
});
