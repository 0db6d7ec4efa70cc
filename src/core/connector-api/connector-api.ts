import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { paymentAnswer } from '../payment/payment-answer.ts';
import { receipt } from '../payment/payment-record.ts';
import { paymentRequest } from '../payment/payment-request.ts';
import { pageMark, pageWanted } from '../ports/storage.ts';
import { linkForgettings } from '../ports/terminal-link.ts';
import { serialSettings, settings } from '../settings/settings.ts';
import { linkOpenFailures } from '../terminal/device-choice.ts';
import { paymentPage } from './payment-page.ts';
import { snapshot, terminalStatus } from './snapshot.ts';
import { paymentStory } from './timeline.ts';

const nothing = z.object({});

/** What a person writes into a record; control characters could forge a line of a log. */
const plainText = (longest: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(longest),
      z.regex(/^[^\p{C}]+$/u, 'must not contain control characters'),
    );

/** Settings as a screen may see them: whether a secret is set, never the secret. */
export const visibleSettings = z.extend(settings, {
  hipay: z.extend(z.omit(settings.shape.hipay.def.innerType, { password: true, hashKey: true }), {
    passwordSet: z.boolean(),
    hashKeySet: z.boolean(),
  }),
  /** True: a sidecar's configuration rules, and the form shows it read-only. */
  provisioned: z.boolean(),
});
export type VisibleSettings = z.infer<typeof visibleSettings>;

/**
 * The one interface of the connector. The screens call it over a MessagePort, the sidecar over a WebSocket, tests in
 * process; each end parses what it gets by these schemas.
 */
export const connectorCalls = {
  /** Runs the payment to its end, however long the customer takes. Never throws for a payment that went wrong. */
  takePayment: { params: paymentRequest, result: paymentAnswer },
  /** The stored or running payment of an order; null when the connector knows none. */
  findOrder: { params: z.object({ orderId: z.string() }), result: z.nullable(paymentAnswer) },
  /** The tickets of one payment: the terminal's own, or one made of what is known. Empty where there is none. */
  readReceipts: {
    params: z.object({ paymentId: z.string() }),
    result: z.object({ receipts: z.readonly(z.array(receipt)) }),
  },
  /** Payments of a span of time, newest first, a page at a time. */
  listPayments: { params: pageWanted, result: paymentPage },
  /** One payment and everything that happened to it; null when the connector knows none. */
  readPayment: { params: z.object({ paymentId: z.string() }), result: z.nullable(paymentStory) },
  /** A person has looked at the terminal's ticket of an unknown payment. Kept for ever; a paid one is told to HiPay. */
  resolvePayment: {
    params: z.object({ paymentId: z.string(), paid: z.boolean(), by: plainText(64), why: plainText(300) }),
    result: z.union([
      z.object({ resolved: z.literal(true), answer: paymentAnswer }),
      z.object({ resolved: z.literal(false), failure: z.enum(failureNames), detail: z.string() }),
    ]),
  },
  /** A person has seen the alarm of this payment. */
  dismissAlarm: { params: z.object({ paymentId: z.string() }), result: z.object({ dismissed: z.boolean() }) },
  /** ENQ, ACK, EOT: is the terminal there and free? Never sends an amount. */
  probeTerminal: { params: nothing, result: terminalStatus },
  /**
   * Which of the granted devices is the terminal, and which line settings and language it has: tries them, sends no
   * amount, and keeps what it finds. Not while a payment runs. The snapshot tells how far it is.
   */
  findTerminal: {
    params: nothing,
    result: z.union([
      z.object({
        found: z.literal(true),
        language: z.enum(['caisse-ap-v3', 'concert-v2', 'unclear']),
        /** Absent on a network. */
        serial: z.optional(serialSettings),
        /** Which of several devices; absent where there is no name for it. */
        device: z.optional(z.string()),
        /** False: a sidecar's file rules, and has to be changed by hand. */
        saved: z.boolean(),
      }),
      z.object({
        found: z.literal(false),
        failure: z.enum(failureNames),
        detail: z.string(),
        /** What came of each device; `garbled`: somebody speaks, and no line settings make sense of it. */
        devices: z.optional(
          z.array(z.object({ device: z.string(), why: z.enum([...linkOpenFailures, 'silent', 'garbled']) })),
        ),
      }),
      z.object({ found: z.literal(false), stopped: z.literal(true) }),
    ]),
  },
  /** Ends the looking, if any; the settings stay as they were. */
  stopFinding: { params: nothing, result: z.object({ stopping: z.boolean() }) },
  /** A person has just chosen or plugged a terminal: open it now. */
  connectTerminal: { params: nothing, result: terminalStatus },
  /**
   * Gives the browser's permission for the chosen terminal back: whoever pays next has to choose one again. Touches
   * neither payments nor notifications. Not while a payment runs.
   */
  forgetTerminal: {
    params: nothing,
    result: z.object({ how: z.enum([...linkForgettings, 'payment-running']) }),
  },
  /** Sends the pending and the parked notifications now. */
  sendNotificationsNow: {
    /** With an id only this one. */
    params: z.object({ entryId: z.optional(z.string()) }),
    result: z.object({ delivered: z.int(), left: z.int() }),
  },
  readSettings: { params: nothing, result: visibleSettings },
  /** An empty secret leaves the stored one as it is. */
  saveSettings: {
    params: z.object({ settings }),
    result: z.union([
      z.object({ saved: z.literal(true) }),
      z.object({ saved: z.literal(false), failure: z.enum(failureNames), detail: z.string() }),
    ]),
  },
  /** The sidecar hands over what its configuration file says; it rules until the sidecar says otherwise. */
  provision: { params: z.object({ settings }), result: z.object({ accepted: z.boolean() }) },
  /** The flight recorder's lines, JSON Lines: no card number, no secret. */
  exportRecording: { params: nothing, result: z.object({ text: z.string() }) },
  /**
   * The payments of this browser and what HiPay has been told, newest first, a JSON text a piece: a book of years is longer
   * than the longest text of a browser. Ask again with `next` until there is none.
   */
  exportRecordsPiece: {
    params: z.object({ after: z.optional(pageMark) }),
    result: z.object({ text: z.string(), next: z.optional(pageMark) }),
  },
  /** Adds what one such text has and this browser has not; what is here and newer stays. `more`: another belongs to it. */
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
  /** May the program be stopped now? `busy` while it speaks with the terminal. */
  readiness: { params: nothing, result: z.object({ busy: z.boolean() }) },
  snapshot: { params: nothing, result: snapshot },
} as const;

export type ConnectorCalls = typeof connectorCalls;
export type CallName = keyof ConnectorCalls;
export type CallParams<Name extends CallName> = z.output<ConnectorCalls[Name]['params']>;
export type CallResult<Name extends CallName> = z.output<ConnectorCalls[Name]['result']>;

export const callNames = Object.keys(connectorCalls) as [CallName, ...CallName[]];

export type ConnectorApi = {
  [Name in CallName]: (params: CallParams<Name>) => Promise<CallResult<Name>>;
} & {
  /** Calls back with the present snapshot and on every change. Returns the un-subscribe function. */
  subscribe(listener: (now: z.output<typeof snapshot>) => void): () => void;
};
