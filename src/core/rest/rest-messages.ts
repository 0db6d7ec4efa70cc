import { z } from 'zod';
import { buildDigests } from '../build-digests.ts';
import { terminalStatus } from '../connector-api/snapshot.ts';
import { outcome } from '../payment/outcome.ts';

/** The REST surface as a till sees it, for its description and for the tests that hold answers against it. */

const amount = z
  .union([z.number(), z.string()])
  .describe('Major units: 10.23, "10.23" or "10,23". The answer repeats the form of the request.');
const money = { example: '10,23' };

const cartItem = z.looseObject({
  european_article_numbering: z.union([z.string(), z.number()]).optional(),
  product_reference: z.string().optional(),
  type: z.string().optional(),
  name: z.string().optional(),
  quantity: z.number().optional(),
  unit_price: z.number().optional(),
  tax_rate: z.number().optional(),
  discount: z.number().optional(),
  total_amount: z.number().optional(),
});
const cart = z
  .union([cartItem, z.array(cartItem), z.looseObject({ items: z.array(cartItem) })])
  .describe(
    'One item, a list, or {"items": [...]}. Sent to HiPay if it adds up to the amount; never refuses a payment.',
  );
const customer = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  firstname: z.string().optional(),
  lastname: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
});
const customData = z
  .record(z.string(), z.union([z.boolean(), z.number(), z.string()]))
  .describe('Only Bool, Int, Float and String values.');

export const orderRequest = z.looseObject({
  amount: amount.meta(money),
  currency: z.string().default('EUR').describe('ISO 4217, one that the shop takes.'),
  order_id: z
    .union([z.string().max(32), z.int()])
    .optional()
    .describe(
      'One payment each: repeating a request with it never charges twice. Absent: the connector makes one.',
    ),
  transaction_type: z
    .enum(['Debit', 'Credit', 'Cancel', 'Duplicate', 'Authorization'])
    .default('Debit')
    .describe(
      '`transation_type`, the spelling of HiPay’s own sample, is taken too. What a terminal cannot do is refused.',
    ),
  payment_means: z.enum(['card', 'cheque']).default('card'),
  force_authorization: z.boolean().default(false),
  receipt_sending_option: z
    .enum(['All', 'SMS', 'Email'])
    .optional()
    .describe('The terminal sends the ticket to the customer’s phone or e-mail (Concert V3.2).'),
  cart: cart.optional(),
  customer: customer.optional(),
  custom_data: customData.optional(),
});

export const orderAnswer = z.looseObject({
  paymentStatus: z.enum(['SUCCESS', 'FAILURE']),
  notificationHipaySent: z.boolean().describe('HiPay knows of every contract’s notification of it.'),
  numberOfNotificationSent: z
    .int()
    .min(0)
    .describe('How many HiPay has taken: 2 where two contracts may have been used.'),
  errorCode: z
    .string()
    .optional()
    .describe('1000 to 1009 as HiPay defines them, ours from 1101 on. 1102: nobody knows yet.'),
  errorDescription: z.string().optional(),
  amount: amount.describe('What was really paid.'),
  currency: z.string(),
  orderId: z.string(),
  transationType: z.string(),
  forceAuthorization: z.boolean(),
  cart: z.unknown(),
  customer: z.unknown(),
  customData: z.unknown(),
  transactionType: z.string(),
  outcome,
  replayed: z.boolean().describe('The stored answer of an earlier request with this order_id.'),
  simulated: z.literal(true).optional(),
  cartWarning: z.string().optional(),
  notificationErrorCode: z.string().optional(),
  notificationErrorDescription: z.string().optional(),
  receipt: z.string().optional().describe('Base64 of the customer’s ticket in Latin-1.'),
  receiptForm: z.literal('html').optional(),
  merchantReceipt: z.string().optional(),
  cardMasked: z.string().optional(),
  authorizationNumber: z.string().optional(),
  contractNumber: z.string().optional(),
  paymentApplication: z.string().optional(),
  duplicateOf: z.string().optional(),
});

export const errorAnswer = z
  .strictObject({
    error: z.strictObject({
      paymentStatus: z.literal('FAILURE'),
      errorCode: z.string(),
      errorDescription: z.string(),
    }),
  })
  .describe('Nothing was sent to the terminal.');

export const versionAnswer = z.strictObject({ version: z.string() });
export const configAnswer = z.strictObject({ deviceId: z.string() });
export const stopAnswer = z.strictObject({ stopped: z.boolean(), message: z.string() });
export const checkAnswer = z.strictObject({
  ready: z.boolean(),
  terminal: terminalStatus.shape.state,
  description: z.string(),
  simulated: z.literal(true).optional(),
});
export const healthAnswer = z.looseObject({
  status: z.enum(['ready', 'not-ready']),
  version: z.string(),
  /** SHA-256 of what was built: the files of the page, and the sidecar's. */
  build: buildDigests.optional(),
  environment: z.enum(['dev', 'stage', 'prod']),
  page: z.enum(['open', 'not-open']),
  /** Only where the sidecar keeps the browser itself. */
  browser: z
    .strictObject({
      state: z.enum(['starting', 'running', 'waiting', 'failing', 'stopped']),
      restarts: z.int(),
      lastEnd: z.string().optional(),
    })
    .optional(),
  /** What looks wrong in the configuration. */
  warnings: z.array(z.string()).optional(),
  terminal: terminalStatus.shape.state.optional(),
  notifications: z.object({ pending: z.int(), parked: z.int() }).optional(),
  simulated: z.object({ terminal: z.boolean(), gateway: z.boolean() }).optional(),
});
