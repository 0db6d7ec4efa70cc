import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { largestAmountMinor } from '../money/amount.ts';
import { paymentAnswer } from '../payment/payment-answer.ts';
import { type PaymentRecord, receipt } from '../payment/payment-record.ts';
import { paymentRequest } from '../payment/payment-request.ts';
import { pageMark, pageWanted } from '../ports/storage.ts';
import { forgetResults } from '../ports/terminal-link.ts';
import { type RecordsFile, recordsFile } from '../records/records-file.ts';
import { serialSettings, settings } from '../settings/settings.ts';
import { visibleSettings } from '../settings/visible-settings.ts';
import { linkOpenFailures } from '../terminal/device-choice.ts';
import { foundLanguages } from '../terminal/terminal-languages.ts';
import { paymentPage } from './payment-page.ts';
import { saleRefunds } from './sale-refunds.ts';
import { firstSetupOffer, sameSaleQuestion, snapshot, terminalStatus } from './snapshot.ts';
import { paymentStory } from './timeline.ts';

const noParams = z.object({});

/** Maximum number of records in one message, so that no message is too long for the socket. */
export const maxRecordsInMessage = 100;

/** What one end knows of a payment, in short (core/records/payment-digest.ts). `payment` is the id. */
const paymentDigest = z.object({ payment: z.string(), digest: z.string() });
export type PaymentDigest = z.infer<typeof paymentDigest>;

const { orderId, amountMinor, currency, transactionType } = paymentRequest.shape;
/** The parts of a request that are compared with payments in doubt. */
export const askedSale = z.object({ orderId, amountMinor, currency, transactionType });
export type AskedSale = z.output<typeof askedSale>;

/** A payment in doubt that may be the same sale as a request: it has the same amount, currency and operation. */
export const doubtElsewhere = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  createdAt: z.number(),
  /** When the payment became doubtful, epoch ms. Absent: a short time ago (an older sidecar knows only such ones). */
  since: z.optional(z.number()),
});
export type DoubtElsewhere = z.infer<typeof doubtElsewhere>;

/** Text that a person writes into a record. Control characters are refused because they could forge a line of a log. */
const plainText = (maxLength: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(maxLength),
      z.regex(/^[^\p{C}]+$/u, 'must not contain control characters'),
    );
/**
 * The one interface of the connector. Screens call it over a MessagePort, the sidecar over a WebSocket, tests in the
 * same process. Each end parses the messages with these schemas.
 */
export const connectorCalls = {
  /**
   * Runs the payment to its end. This call has no time limit for the customer. A failed payment is a result, not an
   * exception.
   */
  takePayment: { params: paymentRequest, result: paymentAnswer },
  /** The till has the whole answer of this payment. `noted` is false if this connector does not know the payment. */
  noteAnswered: {
    params: z.object({ paymentId: z.string() }),
    result: z.object({ noted: z.boolean() }),
  },
  /** The stored or running payment of an order; null if the connector knows none. */
  findOrder: { params: z.object({ orderId: z.string() }), result: z.nullable(paymentAnswer) },
  /**
   * Before a payment by hand: the newest payment in doubt of another browser that may be the same sale. Null: the sidecar
   * knows none, there is no sidecar, or it does not answer in time.
   */
  findDoubtElsewhere: { params: askedSale, result: z.nullable(doubtElsewhere) },
  /**
   * The paid and the refunded amount of a sale, for a person who wants to refund it: `takePayment` with `refundOf` then does.
   * Null if neither the connector nor the sidecar knows a payment of this order number.
   */
  readRefunds: { params: z.object({ orderId: z.string() }), result: z.nullable(saleRefunds) },
  /** The tickets of one payment: the terminal's own, or one written from the record. Empty if there is none. */
  readReceipts: {
    params: z.object({ paymentId: z.string() }),
    result: z.object({ receipts: z.readonly(z.array(receipt)) }),
  },
  /** Payments of a period, newest first, one page at a time. */
  listPayments: { params: pageWanted, result: paymentPage },
  /** One payment with all its steps; null if the connector does not know it. */
  readPayment: { params: z.object({ paymentId: z.string() }), result: z.nullable(paymentStory) },
  /**
   * A person decides about an unknown payment after reading the terminal's ticket. The decision is never deleted; if it
   * says paid, HiPay is notified.
   */
  resolvePayment: {
    params: z.object({
      paymentId: z.string(),
      paid: z.boolean(),
      /** Only if paid with another amount than the requested one: the ticket's amount in minor units. */
      amountMinor: z.optional(z.int().check(z.minimum(1), z.maximum(largestAmountMinor))),
      by: plainText(64),
      why: plainText(300),
      /** Only to correct a decision: the time of the decision that the person saw, epoch ms. */
      corrects: z.optional(z.number()),
    }),
    result: z.union([
      z.object({ resolved: z.literal(true), answer: paymentAnswer }),
      z.object({ resolved: z.literal(false), failure: z.enum(failureNames), detail: z.string() }),
    ]),
  },
  /**
   * A person allows payments again while the lost records of the sidecar are still missing. `accepted` is false if no
   * sidecar is connected.
   */
  acceptRecordsLoss: { params: noParams, result: z.object({ accepted: z.boolean() }) },
  /**
   * Erases customer, cart and custom data of the finished payments of one customer. `waiting`: number of payments that
   * still need these data, because they are in doubt or HiPay has not been notified.
   */
  eraseCustomer: {
    params: z.object({ customerId: z.string().check(z.minLength(1), z.maxLength(64)) }),
    result: z.object({ erased: z.int(), waiting: z.int() }),
  },
  /** Marks the alarm of this payment as seen by a person. */
  dismissAlarm: { params: z.object({ paymentId: z.string() }), result: z.object({ dismissed: z.boolean() }) },
  /** Probes the terminal with ENQ, ACK, EOT. Never sends an amount. */
  probeTerminal: { params: noParams, result: terminalStatus },
  /**
   * Finds the terminal among the granted devices, with its line settings and its language, and saves them. It sends no
   * amount. Refused while a payment runs. The snapshot shows the progress.
   */
  findTerminal: {
    params: noParams,
    result: z.union([
      z.object({
        found: z.literal(true),
        language: z.enum(foundLanguages),
        /** Absent for a terminal on the network. */
        serial: z.optional(serialSettings),
        /** The device that was found; absent if it has no name. */
        device: z.optional(z.string()),
        /** False if the settings come from the sidecar's file: then a person must change that file. */
        saved: z.boolean(),
      }),
      z.object({
        found: z.literal(false),
        failure: z.enum(failureNames),
        detail: z.string(),
        /** The result for each device. `garbled`: something answered, but no line settings gave readable text. */
        devices: z.optional(
          z.array(z.object({ device: z.string(), why: z.enum([...linkOpenFailures, 'silent', 'garbled']) })),
        ),
      }),
      z.object({ found: z.literal(false), stopped: z.literal(true) }),
    ]),
  },
  /** Stops a running search. The settings do not change. */
  stopFinding: { params: noParams, result: z.object({ stopping: z.boolean() }) },
  /** Opens the terminal now, after a person has chosen it or plugged it in. */
  connectTerminal: { params: noParams, result: terminalStatus },
  /**
   * Gives up the browser's permission for the chosen terminal; the next payment needs a new choice. Payments and
   * notifications stay as they are. Refused while a payment runs.
   */
  forgetTerminal: {
    params: noParams,
    result: z.object({ how: z.enum([...forgetResults, 'payment-running']) }),
  },
  /** Sends the pending and the parked notifications now. */
  sendNotificationsNow: {
    /** With an id, only this notification is sent. */
    params: z.object({ entryId: z.optional(z.string()) }),
    result: z.object({ delivered: z.int(), left: z.int() }),
  },
  /**
   * Sends the notifications of a payment under a new order number, because another sale at HiPay has the old one. Refused
   * while one of the notifications may have arrived.
   */
  sendUnderNewNumber: {
    params: z.object({ entryId: z.string() }),
    result: z.union([
      z.object({ renumbered: z.literal(true), orderId: z.string() }),
      z.object({ renumbered: z.literal(false) }),
    ]),
  },
  readSettings: { params: noParams, result: visibleSettings },
  /** Saves the settings. An empty secret leaves the stored one unchanged. */
  saveSettings: {
    params: z.object({ settings }),
    result: z.union([
      z.object({ saved: z.literal(true) }),
      z.object({ saved: z.literal(false), failure: z.enum(failureNames), detail: z.string() }),
    ]),
  },
  /** The sidecar passes the settings of its configuration file. They have priority until the sidecar sends others. */
  provision: {
    params: z.object({
      settings,
      /** The sidecar takes a configuration from the guide. */
      firstSetup: z.optional(firstSetupOffer),
    }),
    result: z.object({ accepted: z.boolean() }),
  },
  /** The flight recorder's entries as JSON Lines, without card numbers or secrets. */
  exportRecording: { params: noParams, result: z.object({ text: z.string() }) },
  /**
   * The payments of this browser with their notifications, newest first, in parts of JSON text: a journal of some years
   * is longer than the longest string that a browser allows. Repeat the call with `next` until it is absent.
   */
  exportRecordsPiece: {
    params: z.object({ after: z.optional(pageMark) }),
    result: z.object({ text: z.string(), next: z.optional(pageMark) }),
  },
  /**
   * Reads one part of an export and adds the records that this browser lacks. It replaces no newer record. `more`: the
   * export has another part.
   */
  importRecords: {
    params: z.object({ text: z.string().check(z.maxLength(200_000_000)) }),
    result: z.union([
      z.object({
        imported: z.literal(true),
        added: z.int(),
        known: z.int(),
        more: z.optional(z.literal(true)),
      }),
      z.object({ imported: z.literal(false), failure: z.enum(failureNames), detail: z.string() }),
    ]),
  },
  /**
   * Digests of the payments that two journals compare: younger than 30 days, in doubt, or with an undelivered
   * notification. Repeat the call with `next` until it is absent.
   */
  recordDigests: {
    params: z.object({ after: z.optional(z.string()) }),
    result: z.object({ digests: z.array(paymentDigest), next: z.optional(z.string()) }),
  },
  /** The records of these payments. `more`: the answer became too long, so call again for the missing ones. */
  recordsOf: {
    params: z.object({ paymentIds: z.array(z.string()).check(z.maxLength(maxRecordsInMessage)) }),
    result: recordsFile,
  },
  /**
   * Joins records of the second copy with the journal, also while a payment runs. This connector then delivers their
   * undelivered notifications.
   */
  joinRecords: {
    params: z.object({ file: recordsFile }),
    result: z.object({ joined: z.int(), notifications: z.int() }),
  },
  /**
   * Asks a person whether a till repeats this paid sale. `none`: no person has answered within `forMs`, or no page is visible.
   */
  askSameSale: {
    params: z.extend(z.omit(sameSaleQuestion, { id: true }), {
      forMs: z.number(),
      /** Unique. The asking program needs it to end the question. */
      id: z.optional(z.string()),
    }),
    result: z.object({ answer: z.enum(['same', 'new', 'none']) }),
  },
  /**
   * A person's answer to this question. `seen`: a visible page shows the question. `none`: the till has left. `taken` is
   * false if the question had already ended.
   */
  answerSameSale: {
    params: z.object({ id: z.string(), answer: z.enum(['seen', 'same', 'new', 'none']) }),
    result: z.object({ taken: z.boolean() }),
  },
  /** Says whether the program may be stopped now. `busy` while a payment or the terminal is in use. */
  readiness: { params: noParams, result: z.object({ busy: z.boolean() }) },
  snapshot: { params: noParams, result: snapshot },
} as const;

export type ConnectorCalls = typeof connectorCalls;
export type CallName = keyof ConnectorCalls;
export type CallParams<Name extends CallName> = z.output<ConnectorCalls[Name]['params']>;
export type CallResult<Name extends CallName> = z.output<ConnectorCalls[Name]['result']>;

export const callNames = Object.keys(connectorCalls) as [CallName, ...CallName[]];

/** A question before the first byte goes to the terminal: may this payment begin? */
export interface PermitRequest {
  readonly paymentId: string;
  readonly orderId: string;
  /** Every payment of this order that the asking journal knows, this one included. */
  readonly payments: readonly PaymentRecord[];
  /** Only for a refund: the payments of its sale, and of the sale's other refunds. */
  readonly saleRecords?: readonly PaymentRecord[] | undefined;
}

/** Why a payment gets no permit, for people and tills. A failure that only a newer program knows is `unknown-error`. */
export const permitRefusal = z.object({
  failure: z.catch(z.enum(failureNames), 'unknown-error'),
  detail: z.string(),
  /** Only for a refund: what of its sale can be given back. */
  refundable: paymentAnswer.shape.refundable,
});
export type PermitRefusal = z.infer<typeof permitRefusal>;

/**
 * True: the permit is given. False: it is not given, because the till does not wait any more. Older programs and web tills
 * give only these two answers.
 */
export type PermitAnswer = boolean | PermitRefusal;

/** Sales of which the caller may not know whether their till got the answer. */
export interface EarlierSales {
  /** Order numbers to leave out: of sales since the caller's start, and of sales that a person has settled. */
  readonly except: readonly string[];
}

/** What the caller of `takePayment` adds to the request. */
export interface PaymentContext {
  /** The caller's records of this order. The connector joins them with its own before it decides. */
  readonly known?: RecordsFile;
  /** True if the caller has lost records, perhaps some of this order: an order without a record may have been paid. */
  readonly mayLackRecords?: boolean | undefined;
  /**
   * Gives a permit to begin, once for each payment, and only while the till waits. Without a permit nothing is sent.
   * Absent: no permit is needed.
   */
  givePermit?(request: PermitRequest): Promise<PermitAnswer>;
  /** Only for a till that sends no order numbers: present if the till may repeat a sale before the caller's start. */
  readonly earlierSales?: EarlierSales;
  /** True if the caller does not store the permit that it gives. The payment then counts as one that needs no permit. */
  readonly permitNotStored?: boolean | undefined;
  /** The origin of the web till that asks for the payment. It is shown, and decides nothing. */
  readonly origin?: string | undefined;
}

export type ConnectorApi = {
  [Name in Exclude<CallName, 'takePayment'>]: (params: CallParams<Name>) => Promise<CallResult<Name>>;
} & {
  takePayment(
    request: CallParams<'takePayment'>,
    context?: PaymentContext,
  ): Promise<CallResult<'takePayment'>>;
  /** Calls back with the present snapshot and with every change. Returns the function that unsubscribes. */
  subscribe(listener: (current: z.output<typeof snapshot>) => void): () => void;
};

type ForwardedCall = (name: CallName, params: never, context?: PaymentContext) => Promise<unknown>;

/** The calls of a connector that forwards each of them, always with the context of a payment: the context gives the permit. */
export const forwardCalls = (forward: ForwardedCall): Omit<ConnectorApi, 'subscribe'> =>
  Object.fromEntries(
    callNames.map((name) => [
      name,
      (params: never, context?: PaymentContext) => forward(name, params, context),
    ]),
  ) as unknown as Omit<ConnectorApi, 'subscribe'>;

/** Calls a connector by the name of the call. */
export const callByName = (
  connector: ConnectorApi,
  name: CallName,
  params: unknown,
  context?: PaymentContext,
): Promise<unknown> =>
  (connector[name] as (params: unknown, context?: PaymentContext) => Promise<unknown>)(params, context);
