import * as z from 'zod/mini';
import type { ConnectorApi, PaymentContext } from '../connector-api/connector-api.ts';
import type { Snapshot } from '../connector-api/snapshot.ts';
import type { FailureName } from '../failures/failures.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { PaymentAnswer } from '../payment/payment-answer.ts';
import type { PaymentRequest } from '../payment/payment-request.ts';
import type { Configuration, Language } from './till-api.ts';
import type { TillTexts } from './till-texts.ts';

/** The till that waits for the answer to a payment. */
export interface WaitingTill {
  /** Aborted when the till is gone and cannot get the answer any more. Absent: the till stays. */
  readonly left?: AbortSignal | undefined;
  /** Aborted when the till can send no more. The till may be gone, or it only waits for its answer. */
  readonly mayHaveLeft?: AbortSignal | undefined;
  /** Resolves with true once the till has the whole answer. Never rejects. Absent: it is not known. */
  readonly answered?: Promise<boolean> | undefined;
  /**
   * A text that is equal for all requests of one till, such as its user name. Only for requests without an order number. It
   * is stored.
   */
  readonly name?: string | undefined;
  /** Asks the till before the first byte goes to the terminal. Absent: an open channel is the permit. */
  readonly givePermit?: PaymentContext['givePermit'];
  /** The origin of a web till, for the screens. */
  readonly origin?: string | undefined;
}

/** The connector that serves a web till: in the connector's page, or in the sidecar, which forwards to its pages. */
export interface TillSide {
  readonly program: string;
  takePayment(request: PaymentRequest, till: WaitingTill): Promise<PaymentAnswer>;
  /** Waits for a running payment. Null: the order has no payment. Rejects if the payments cannot be read. */
  findOrder(orderId: string): Promise<PaymentAnswer | null>;
  /** Probes the terminal, never with an amount; the terminal status shows the result. */
  check(): Promise<void>;
  /** A person chooses the terminal in the connector's own window. Resolves with the failure, if any. */
  requestTerminal(): Promise<FailureName | undefined>;
  /** A token for the connection through the sidecar; undefined if there is none. */
  token?(): Promise<string | undefined>;
  currencies(): Promise<readonly CurrencyCode[]>;
  configuration(): Promise<Configuration>;
  /**
   * Calls back with the present snapshot and with every change; undefined means that no page is open. Returns the
   * function that unsubscribes.
   */
  subscribe(listener: (now: Snapshot | undefined) => void): () => void;
  texts(language: Language): Promise<TillTexts>;
}

/** The permission of a till to use the connector: a person decides once. */
export interface TillGate {
  /** True: no till is allowed here, and no person is asked. */
  readonly closed?: boolean;
  /** True if a person has allowed this origin before. */
  allowed(): boolean;
  /** Asks the person, who sees the origin and the requested amount. */
  ask(payment: { readonly amountMinor: number; readonly currency: string } | undefined): Promise<boolean>;
}

/** Allows every till, for callers that have already been checked. */
export const openGate: TillGate = { allowed: () => true, ask: async () => true };

export interface ConnectorTillParts {
  readonly program: string;
  /** Resolves with the failure if no terminal was chosen. */
  requestTerminal(): Promise<FailureName | undefined>;
  token?(): Promise<string | undefined>;
  texts(language: Language): Promise<TillTexts>;
  /** The origin of the till, for the screens. */
  readonly origin?: string;
}

/** Creates the side for a connector that runs in this program. */
export const connectorTillSide = (
  connector: ConnectorApi,
  { origin, ...parts }: ConnectorTillParts,
): TillSide => ({
  ...parts,
  takePayment: (request, { left, givePermit }) =>
    connector.takePayment(request, {
      givePermit: async (asked) => !left?.aborted && (givePermit ? await givePermit(asked) : true),
      permitNotStored: true,
      ...(origin !== undefined && { origin }),
    }),
  findOrder: (orderId) => connector.findOrder({ orderId }),
  async check() {
    await connector.probeTerminal({});
  },
  currencies: async () => (await connector.readSettings({})).currencies,
  async configuration() {
    const { terminal, environment, currencies } = await connector.readSettings({});
    return { deviceId: terminal.serialNumber, environment, currencies };
  },
  subscribe: (listener) => connector.subscribe(listener),
});

/** A person's decision about a web page that asked to use this connector. */
export const tillGrant = z.object({
  /** As browsers write it: `https://till.example`. */
  origin: z.string(),
  /** A refusal is stored too, so that a refused page cannot ask again and again. */
  allowed: z.boolean(),
  /** Epoch ms. */
  at: z.number(),
});
export type TillGrant = z.infer<typeof tillGrant>;

/** The stored list; an unreadable one counts as empty. */
export const storedTillGrants = z.catch(z.array(tillGrant), []);
