import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { missingContract } from '../hipay/missing-contract.ts';
import { heldOrder, parkedReason } from '../hipay/parked-reason.ts';
import { currencyCode } from '../money/currency.ts';
import { chargeStatement } from '../payment/charge-statement.ts';
import { outcome } from '../payment/outcome.ts';
import { notificationState } from '../payment/payment-answer.ts';
import { recordAlarm, recordResolution, recordState } from '../payment/payment-record.ts';
import { paymentMeans, transactionType } from '../payment/payment-request.ts';
import { contractKind } from '../settings/setting-defs.ts';
import { linkOpenFailures } from '../terminal/device-choice.ts';

// All times in this file (`...At`, `...Since`, `at`) are epoch ms.

/**
 * The terminal status. `unchecked`: the port is open, but no terminal has answered yet. `garbled`: the terminal accepts
 * an ENQ but no frame, which means that the parity is probably wrong.
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
  /** Time of the last check; 0 before the first. */
  seenAt: z.number(),
  description: z.string(),
  simulated: z.boolean(),
  /** True for a terminal on the network: it has no cable to this computer, and the sidecar reaches it. */
  overNetwork: z.optional(z.boolean()),
  /** Present if several devices were probed and the result must be shown. `taken`: this device is in use. */
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

/** Progress of the search for a terminal. */
export const findingProgress = z.object({
  /** The device of the current try. */
  device: z.string(),
  /** The number of this device, from 1 to `devices`. */
  place: z.int(),
  devices: z.int(),
  /** The line settings of the current try, such as 9600 7E1. */
  line: z.string(),
  attempt: z.int(),
  attempts: z.int(),
});

/** The steps that a cashier sees, in order. */
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

/** The values of the terminal's answer that differ from the request. Present if it answered for another payment. */
const terminalSays = z.object({
  /** Present if amount or currency differ. */
  money: z.optional(z.object({ amountMinor: z.int().check(z.minimum(0)), currency: currencyCode })),
  register: z.optional(z.object({ told: z.string(), asked: z.string() })),
  transactionType: z.optional(transactionType),
});
export type TerminalSays = z.infer<typeof terminalSays>;

/** Fields of the running payment and of a row. The defaults are for older peers, which know only sales by card. */
const commonFields = {
  transactionType: z._default(transactionType, 'Debit'),
  paymentMeans: z._default(paymentMeans, 'card'),
  /** Only for a refund or a cancellation that names its sale: the sale's order number. */
  refundOf: z.optional(z.string()),
  /** What is known about the customer's money for this payment. */
  charge: z._default(chargeStatement, 'unknown'),
  /** Requested amount in minor units, if another amount was paid. */
  askedMinor: z.optional(z.int().check(z.minimum(0))),
  terminalSays: z.optional(terminalSays),
  /** True if the terminal sent a ticket, or the connector can write one from the record. */
  hasReceipt: z._default(z.boolean(), false),
  /** The contradicting statements about a contested payment. `by` names the person; without `by` it is the terminal's. */
  contradiction: z.optional(
    z.readonly(
      z.array(
        z.object({
          by: z.optional(z.string()),
          paid: z.boolean(),
          /** The paid amount, minor units, if it is not the requested one. */
          amountMinor: z.optional(z.int().check(z.minimum(0))),
        }),
      ),
    ),
  ),
};

const resolutionForScreens = z.omit(recordResolution, { doubt: true });

/** The running payment, or the last one until the next begins. */
export const livePayment = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  ...commonFields,
  amountMinor: z.int().check(z.minimum(0)),
  currency: currencyCode,
  phase: paymentPhase,
  /** Present if a till asks for the payment; `origin`: it is the web till of this origin. Absent: entered by hand. */
  askedBy: z.optional(z.object({ origin: z.optional(z.string()) })),
  startedAt: z.number(),
  phaseSince: z.number(),
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
  resolution: z.optional(resolutionForScreens),
});
export type LivePayment = z.infer<typeof livePayment>;

/** One row of the list of payments. */
export const paymentRow = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  ...commonFields,
  amountMinor: z.int().check(z.minimum(0)),
  currency: currencyCode,
  state: recordState,
  outcome: z.optional(outcome),
  failure: z.optional(z.enum(failureNames)),
  detail: z.optional(z.string()),
  resolution: z.optional(resolutionForScreens),
  createdAt: z.number(),
  /** When the payment became doubtful; absent if it is not in doubt. */
  doubtfulSince: z.optional(z.number()),
  notification: notificationState,
  simulated: z.boolean(),
  cardMasked: z.optional(z.string()),
  /** The contracts for which HiPay is notified: two if the terminal does not name the contract that it used. */
  contracts: z._default(z.readonly(z.array(contractKind)), []),
  /** True if two persons, or a person and the terminal, contradict each other about this payment. */
  contested: z._default(z.boolean(), false),
  /** Only for a sale of which money was given back, or may have been. Minor units. */
  givenBack: z.optional(
    z.object({
      refundedMinor: z.int().check(z.minimum(0)),
      /** Of refunds that run, or of which it is not known whether they gave money back. */
      heldMinor: z.int().check(z.minimum(0)),
    }),
  ),
});
export type PaymentRow = z.infer<typeof paymentRow>;

/** One row of the list of notifications. A `parked` notification waits for a person. */
export const notificationRow = z.object({
  entryId: z.string(),
  orderId: z.string(),
  contract: z.string(),
  /** Name of the contract, if it is one of the list `contracts` of the configuration. */
  contractName: z.optional(z.string()),
  /** The contract that the notification waits for, because the shop has not configured it. */
  missingContract: z.optional(missingContract),
  amount: z.string(),
  currency: z.string(),
  state: z.enum(['pending', 'parked', 'delivered']),
  attempts: z.int(),
  createdAt: z.number(),
  nextAttemptAt: z.number(),
  failure: z.optional(z.enum(failureNames)),
  /** HTTP status of the answer with an error from HiPay's address, also after `hipay-unreachable`. Absent: there was no answer. */
  status: z.optional(z.int()),
  detail: z.optional(z.string()),
  paymentId: z.optional(z.string()),
  /** Why the notification is parked, if a repetition alone cannot end it: order number, account, or an answer not understood. */
  parkedAs: z.optional(parkedReason),
  /** The accounts in which a try of a parked notification may have arrived. */
  sentTo: z.optional(z.string()),
  /** What HiPay holds under this order number. */
  held: z.optional(heldOrder),
  /** True if the notification may be sent under a new number. */
  mayRenumber: z.optional(z.boolean()),
  /** The order number under which the notification is sent, if it is not the till's. */
  sentAs: z.optional(z.string()),
});
export type NotificationRow = z.infer<typeof notificationRow>;

/** A correction of an earlier report about a payment. It stays until a person dismisses it. */
export const alarmRow = z.extend(z.omit(recordAlarm, { seenAt: true }), {
  paymentId: z.string(),
  orderId: z.string(),
  transactionType: commonFields.transactionType,
  amountMinor: z.int().check(z.minimum(0)),
  currency: currencyCode,
  /** The person who made the correction; absent if the terminal's answer did. */
  by: z.optional(z.string()),
  /** The paid amount before the correction, minor units. Absent if the correction changed more than the amount. */
  earlierMinor: z.optional(z.int().check(z.minimum(0))),
});
export type AlarmRow = z.infer<typeof alarmRow>;

/** A loss of the sidecar's records that is not over. While it lasts, an order without a record may have been paid. */
export const recordsLoss = z.object({
  at: z.number(),
  /** Number of orders whose records are missing, at least 1. */
  missing: z.int(),
  /** A file may still be copied back. Until it has not changed for a while, a person cannot accept the loss. */
  isComing: z.optional(z.literal(true)),
  /** Nothing lists the lost orders: no page ends the loss, only the file that was there, or a person. */
  needsPerson: z.optional(z.literal(true)),
});
export type RecordsLoss = z.infer<typeof recordsLoss>;

/** A file of the sidecar that cannot be written now. Payments go on: the browser keeps them, or they are refused. */
export const diskFailure = z.object({
  /** Its name, without the folder. */
  file: z.string(),
  /** The system's words, in English. */
  error: z.string(),
});
export type DiskFailure = z.infer<typeof diskFailure>;

/** The running version of the program is not proven: why, in English. A person must decide about the way back. */
export const updateAlarm = z.object({ version: z.string(), why: z.string() });
export type UpdateAlarm = z.infer<typeof updateAlarm>;

/** A question to a person: does a till without order numbers repeat this paid sale, or is its request a new sale? */
export const sameSaleQuestion = z.object({
  id: z.string(),
  /** The paid payment whose answer did not reach the till. */
  orderId: z.string(),
  amountMinor: z.int().check(z.minimum(0)),
  currency: currencyCode,
  /** When this payment was paid. */
  at: z.number(),
});
export type SameSaleQuestion = z.infer<typeof sameSaleQuestion>;

/** `true`: the sidecar has no configuration yet; `trial`: it has the one of the trial, which the guide may replace. */
export const firstSetupOffer = z.literal([true, 'trial']);
export type FirstSetupOffer = z.infer<typeof firstSetupOffer>;

/** The complete state for a screen. Every change makes a new snapshot, so that its parts always belong together. */
export const snapshot = z.object({
  version: z.string(),
  /** Id of the journal behind this connector: the same for every tab of one browser profile. */
  journal: z.optional(z.string()),
  environment: z.enum(['dev', 'stage', 'prod']),
  /** The shop's prefix of the order numbers that the connector makes; absent if the shop has none. */
  orderPrefix: z.optional(z.string()),
  /** False while another tab owns the terminal. */
  owner: z.boolean(),
  /** Simulated parts; every screen shows them. */
  simulated: z.object({ terminal: z.boolean(), gateway: z.boolean() }),
  terminal: terminalStatus,
  /** Present during a search for the terminal. */
  finding: z.optional(findingProgress),
  payment: z.optional(livePayment),
  /** The last day's payments, newest first, and every older payment that is still unknown. */
  payments: z.array(paymentRow),
  notifications: z.array(notificationRow),
  outbox: z.object({ pending: z.int(), parked: z.int(), oldestAt: z.optional(z.number()) }),
  alarms: z._default(z.array(alarmRow), []),
  /** Records of other browser profiles that this one has taken over since its start. */
  takenOver: z.optional(z.object({ payments: z.int(), notifications: z.int() })),
  sidecar: z.enum(['none', 'connected', 'away', 'not-paired']),
  /** Number of changes of the settings since this connector began; absent from an older peer. */
  settingsChanges: z.optional(z.int()),
  /** Number of notifications that HiPay does not have, in all browsers, as the sidecar counts them; absent: not known. */
  undelivered: z.optional(z.int()),
  /** The sidecar has no configuration of a real shop yet, and takes one from the guide. */
  firstSetup: z.optional(firstSetupOffer),
  recordsLost: z.optional(recordsLoss),
  /** The files of the sidecar that cannot be written now; absent if all can be. */
  diskFailures: z.optional(z.readonly(z.array(diskFailure).check(z.minLength(1)))),
  updateAlarm: z.optional(updateAlarm),
  sameSale: z.optional(sameSaleQuestion),
  /** How far this computer's clock is ahead of HiPay's (positive) or behind (negative), ms; absent or 0 if harmless. */
  clockOffMs: z.optional(z.number()),
  /** Set while records cannot be written; no payment starts then. */
  storageFailure: z.optional(z.string()),
});
export type Snapshot = z.infer<typeof snapshot>;

/** Value of `storageFailure` in a tab of an older version, once a tab of a newer version has opened the database. */
export const newerTabFailure = 'a newer version of this program is open in another tab: reload this one';

/** One hour. There is a try at least every 15 minutes, so normally at least four tries have failed by then. */
const overdueMs = 3_600_000;

/** True if the outbox of this browser is all that can wait for HiPay: there is no sidecar, or it knows of no other. */
export const isAllKnown = ({ sidecar, undelivered }: Pick<Snapshot, 'sidecar' | 'undelivered'>): boolean =>
  sidecar === 'none' || (sidecar === 'connected' && undelivered === 0);

/** True if a paid sale has waited so long for its notification that a person must check. */
export const isOverdue = ({ oldestAt }: Snapshot['outbox'], now: number): boolean =>
  oldestAt !== undefined && now - oldestAt >= overdueMs;

/**
 * True if the terminal is on the network and the sidecar, which reaches it, does not answer. The last word of the terminal does
 * not count then.
 */
export const isCutOff = ({ terminal, sidecar }: Pick<Snapshot, 'terminal' | 'sidecar'>): boolean =>
  terminal.overNetwork === true && (sidecar === 'away' || sidecar === 'not-paired');
