import * as z from 'zod/mini';
import type { ConnectorApi } from '../connector-api/connector-api.ts';
import type { Snapshot } from '../connector-api/snapshot.ts';
import type { FailureName } from '../failures/failures.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { PaymentAnswer } from '../payment/payment-answer.ts';
import type { PaymentRequest } from '../payment/payment-request.ts';
import type { Configuration, Language } from './till-api.ts';
import type { TillTexts } from './till-texts.ts';

/** What stands behind a web till's session: the connector's page, or the sidecar with its pages. */
export interface TillSide {
  readonly program: string;
  takePayment(request: PaymentRequest): Promise<PaymentAnswer>;
  /** A running payment is waited for; null: none of this number is known. Rejects where nobody can say. */
  findOrder(orderId: string): Promise<PaymentAnswer | null>;
  /** Calls the terminal, never with an amount; its lamp shows what came of it. */
  check(): Promise<void>;
  /** A person at the connector's own surface chooses the terminal. Gives why not. */
  requestTerminal(): Promise<FailureName | undefined>;
  /** A token for the way by the sidecar; undefined where there is none to be had. */
  token?(): Promise<string | undefined>;
  currencies(): Promise<readonly CurrencyCode[]>;
  configuration(): Promise<Configuration>;
  /** Calls back with how things are, now and on every change; undefined: no page is there. Returns the end of it. */
  subscribe(listener: (now: Snapshot | undefined) => void): () => void;
  texts(language: Language): Promise<TillTexts>;
}

/** Whether this till may use the connector: a person says so once. */
export interface TillGate {
  /** Nobody may come in here, and nobody is asked. */
  readonly closed?: boolean;
  /** Said before, for this origin. */
  allowed(): boolean;
  /** Asks the person, who sees the origin and the amount that is asked for. */
  ask(payment: { readonly amountMinor: number; readonly currency: string } | undefined): Promise<boolean>;
}

/** Everybody who got this far may. */
export const openGate: TillGate = { allowed: () => true, ask: async () => true };

export interface ConnectorTillParts {
  readonly program: string;
  /** Gives why no terminal was chosen. */
  requestTerminal(): Promise<FailureName | undefined>;
  token?(): Promise<string | undefined>;
  texts(language: Language): Promise<TillTexts>;
}

/** A web till's side of a connector that is here. */
export const connectorTillSide = (connector: ConnectorApi, parts: ConnectorTillParts): TillSide => ({
  ...parts,
  takePayment: (request) => connector.takePayment(request),
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

/** What a person said of a web page that asked to use this connector. */
export const tillGrant = z.object({
  /** As browsers spell it: `https://till.example`. */
  origin: z.string(),
  /** A refusal is remembered too: a page that is told no does not get to ask again and again. */
  allowed: z.boolean(),
  /** Epoch milliseconds. */
  at: z.number(),
});
export type TillGrant = z.infer<typeof tillGrant>;

/** What is stored; a list that cannot be read is an empty one. */
export const storedTillGrants = z.catch(z.array(tillGrant), []);
