import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { contractKind } from '../hipay/outbox-entry.ts';
import { currencyCode } from '../money/currency.ts';
import { outcome } from '../payment/outcome.ts';
import { notificationState } from '../payment/payment-answer.ts';
import { recordAlarm, recordResolution, recordState } from '../payment/payment-record.ts';
import { paymentMeans, transactionType } from '../payment/payment-request.ts';
import { linkOpenFailures } from '../terminal/device-choice.ts';

/**
 * What the terminal lamp shows. `unchecked`: the port is open, the terminal has not yet proved to be there. `garbled`: it
 * takes an ENQ and no frame, the sign of a wrong parity.
 */
export const terminalStatus = z.object({
  state: z.enum([
    'not-chosen',
    'away',
    'opening',
    'unchecked',
    'ready',
    'silent',
    'garbled',
    'not-ready',
    'in-use',
    'paying',
  ]),
  /** When that was last seen, epoch milliseconds. */
  seenAt: z.number(),
  description: z.string(),
  simulated: z.boolean(),
  /** Where several devices were asked and people have to know what came of it; the one in use is `taken`. */
  among: z.optional(
    z.readonly(
      z.array(
        z.object({
          description: z.string(),
          heard: z.enum(['answers', 'refuses', 'silent', ...linkOpenFailures]),
          taken: z.boolean(),
        }),
      ),
    ),
  ),
});
export type TerminalStatus = z.infer<typeof terminalStatus>;

/** How far the looking for a terminal is. */
export const findingProgress = z.object({
  /** What is being tried: a device, its place among all from 1, and line settings such as 9600 7E1. */
  device: z.string(),
  place: z.int(),
  devices: z.int(),
  line: z.string(),
  attempt: z.int(),
  attempts: z.int(),
});

/** The steps a cashier sees, in their order. */
export const paymentPhase = z.enum([
  'recording',
  'calling-terminal',
  'sending',
  'customer',
  'answer',
  'notifying',
  'finished',
]);
export type PaymentPhase = z.infer<typeof paymentPhase>;

/** Whether money is asked for or given back, and how. Peers of before knew sales by card only. */
const asked = {
  transactionType: z._default(transactionType, 'Debit'),
  paymentMeans: z._default(paymentMeans, 'card'),
  /** What was asked for, minor units, where another amount was paid. */
  askedMinor: z.optional(z.int().check(z.minimum(0))),
  /** The terminal gave a ticket, or one can be made. */
  hasReceipt: z._default(z.boolean(), false),
};

const resolutionSeen = z.omit(recordResolution, { doubt: true });

/** The payment that runs now, or the last one, until the next begins. */
export const livePayment = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  ...asked,
  amountMinor: z.int().check(z.minimum(0)),
  currency: currencyCode,
  phase: paymentPhase,
  startedAt: z.number(),
  phaseSince: z.number(),
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
  resolution: z.optional(resolutionSeen),
});
export type LivePayment = z.infer<typeof livePayment>;

/** One row of the list of payments. */
export const paymentRow = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  ...asked,
  amountMinor: z.int().check(z.minimum(0)),
  currency: currencyCode,
  state: recordState,
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
  resolution: z.optional(resolutionSeen),
  createdAt: z.number(),
  notification: notificationState,
  simulated: z.boolean(),
  cardMasked: z.optional(z.string()),
  /** The contracts that HiPay is told of: two where the terminal does not say which it used. */
  contracts: z._default(z.readonly(z.array(contractKind)), []),
  /** The terminal gainsays what a person said of it. */
  contested: z._default(z.boolean(), false),
});
export type PaymentRow = z.infer<typeof paymentRow>;

/** One row of the list of pending notifications. */
export const notificationRow = z.object({
  entryId: z.string(),
  orderId: z.string(),
  contract: z.string(),
  amount: z.string(),
  currency: z.string(),
  state: z.enum(['pending', 'parked', 'delivered']),
  attempts: z.int(),
  createdAt: z.number(),
  nextAttemptAt: z.number(),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
});
export type NotificationRow = z.infer<typeof notificationRow>;

/** Something about a payment's money that people were told otherwise; it stays until a person dismisses it. */
export const alarmRow = z.extend(z.omit(recordAlarm, { seenAt: true }), {
  paymentId: z.string(),
  orderId: z.string(),
  transactionType: asked.transactionType,
  amountMinor: z.int().check(z.minimum(0)),
  currency: currencyCode,
});
export type AlarmRow = z.infer<typeof alarmRow>;

/** All that a screen needs, sent whole on every change: small, and never half old. */
export const snapshot = z.object({
  version: z.string(),
  /** Names the journal behind this connector: every tab of one browser profile has the same. */
  journal: z.optional(z.string()),
  environment: z.enum(['dev', 'stage', 'prod']),
  /** False while another tab has the terminal. */
  owner: z.boolean(),
  /** Something about money is simulated: said on every screen. */
  simulated: z.object({ terminal: z.boolean(), gateway: z.boolean() }),
  terminal: terminalStatus,
  /** Present while the terminal is looked for. */
  finding: z.optional(findingProgress),
  payment: z.optional(livePayment),
  /** The last day's payments, newest first, and every older one that is still unknown. */
  payments: z.array(paymentRow),
  notifications: z.array(notificationRow),
  outbox: z.object({ pending: z.int(), parked: z.int(), oldestAt: z.optional(z.number()) }),
  alarms: z._default(z.array(alarmRow), []),
  sidecar: z.enum(['none', 'connected', 'away', 'not-paired']),
  /** By how much this computer's clock is fast (above zero) or slow by HiPay's; absent or 0 where that is harmless. */
  clockOffMs: z.optional(z.number()),
  /** Set while nothing can be recorded; no payment starts then. */
  storageFailure: z.optional(z.string()),
});
export type Snapshot = z.infer<typeof snapshot>;

/** A try comes every quarter of an hour at the latest: what four of them did not bring needs a person. */
const overdueMs = 3_600_000;

/** Has HiPay been left untold of a paid sale for so long that somebody has to look? */
export const isOverdue = ({ oldestAt }: Snapshot['outbox'], now: number): boolean =>
  oldestAt !== undefined && now - oldestAt >= overdueMs;
