import * as z from 'zod/mini';
import { contractKind } from '../hipay/outbox-entry.ts';
import { currencyCode } from '../money/currency.ts';
import { receiptLanguage } from '../records/receipt-words.ts';
import { caisseApVersions } from '../terminal/caisse-ap/request.ts';

export const serialSettings = z.object({
  baudRate: z._default(z.int().check(z.minimum(110), z.maximum(256_000)), 9600),
  dataBits: z._default(z.union([z.literal(7), z.literal(8)]), 8),
  parity: z._default(z.enum(['none', 'even', 'odd']), 'none'),
  stopBits: z._default(z.union([z.literal(1), z.literal(2)]), 1),
  flowControl: z._default(z.enum(['none', 'hardware']), 'none'),
});
export type SerialSettings = z.infer<typeof serialSettings>;

export const tcpSettings = z.object({
  host: z._default(z.string().check(z.regex(/^[0-9A-Za-z.:-]{0,253}$/)), ''),
  /** 8888 on most terminals, 20002 on some with Nepting (concert.md 3.1). */
  port: z._default(z.int().check(z.minimum(1), z.maximum(65_535)), 8888),
});

export const terminalLanguages = ['concert-v2-e+', 'concert-v2-e', 'caisse-ap-v3'] as const;

/** Caisse-AP only. The version that terminals of every maker take, and the identifier that most tills send. */
export const caisseApSettings = z.object({
  version: z._default(z.enum(caisseApVersions), '0300'),
  protocolId: z._default(z.string().check(z.regex(/^\d{12}$/)), '012345678901'),
});

/** Waits of the Concert V2 link layer, milliseconds. Defaults and their sources: decision 0004. */
export const linkTimers = z.object({
  /** For the terminal's ACK to our ENQ or frame, and for the next byte of its frame. */
  controlMs: z._default(z.int().check(z.minimum(50), z.maximum(30_000)), 3000),
  /** After the EOT of a failed ENQ, before the next. */
  pauseMs: z._default(z.int().check(z.minimum(0), z.maximum(30_000)), 1000),
  /** Before our ACK, NAK and EOT: slow terminals miss a byte that comes at once. */
  turnaroundMs: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 10),
  /** From the request's ACK to the terminal's answer. */
  customerMs: z._default(z.int().check(z.minimum(1000), z.maximum(900_000)), 180_000),
  enquiryAttempts: z._default(z.int().check(z.minimum(1), z.maximum(10)), 3),
  /** How often a frame is sent again after an explicit NAK (never after silence). */
  frameResends: z._default(z.int().check(z.minimum(0), z.maximum(5)), 2),
});

export const contract = z.object({
  merchantId: z.string().check(z.regex(/^[\w-]{1,32}$/)),
  paymentApplication: z.string().check(z.regex(/^[0-9A-Z]{3}$/)),
  rank: z.string().check(z.regex(/^\d{3}$/)),
});
export type Contract = z.infer<typeof contract>;

const secret = z.string().check(z.maxLength(512));

/** Everything the connector in the browser needs to know of its shop. Ours; the incumbent's file is mapped to it. */
export const settings = z.object({
  environment: z._default(z.enum(['dev', 'stage', 'prod']), 'dev'),
  terminal: z.prefault(
    z.object({
      link: z._default(z.enum(['web-serial', 'web-usb', 'tcp', 'simulated']), 'web-serial'),
      language: z._default(z.enum(terminalLanguages), 'concert-v2-e+'),
      /** Two characters, echoed in the answer and compared. */
      registerNumber: z._default(z.string().check(z.regex(/^[0-9A-Z]{2}$/)), '01'),
      /** What GET /config answers: Concert V2 has no way to ask the terminal. */
      serialNumber: z._default(z.string().check(z.maxLength(64)), ''),
      /** Ask for the 55-character report. It may hold the card number, which is masked as it is read. */
      longAnswer: z._default(z.boolean(), false),
      /** Ask for the tickets, where the language can bring them. */
      receipts: z._default(z.boolean(), true),
      /** What the receipt is written in where the terminal gives none. */
      receiptLanguage: z._default(receiptLanguage, 'fr'),
      caisseAp: z.prefault(caisseApSettings, {}),
      serial: z.prefault(serialSettings, {}),
      /** A terminal on the network. Only the sidecar's configuration can say which. */
      tcp: z.prefault(tcpSettings, {}),
      timers: z.prefault(linkTimers, {}),
      /** Which script the simulated terminal follows. */
      script: z._default(z.string().check(z.maxLength(64)), 'accept'),
    }),
    {},
  ),
  hipay: z.prefault(
    z.object({
      login: z._default(z.string().check(z.maxLength(255)), ''),
      password: z._default(secret, ''),
      /** Passphrase of HiPay's order hash; empty where the account has none. */
      hashKey: z._default(secret, ''),
      /** Who calls HiPay: the browser itself, or the sidecar for it, which then keeps the secrets (decision 0019). */
      route: z._default(z.enum(['direct', 'relay']), 'direct'),
      /** Set only by the sidecar, to a loopback address: the gateway twin or a test gateway. */
      gatewayUrl: z._default(z.string().check(z.maxLength(512)), ''),
      simulated: z._default(z.boolean(), false),
    }),
    {},
  ),
  contracts: z._default(z.partialRecord(contractKind, contract), {}),
  /** Above this many MINOR units of the payment's currency, the authorisation is forced. Absent: never by amount. */
  authorizationThresholdMinor: z.optional(z.int().check(z.minimum(0))),
  currencies: z._default(z.array(currencyCode).check(z.minLength(1)), ['EUR']),
  /** How long the till's answer waits for the first notification, milliseconds. */
  notificationWaitMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 15_000),
});
export type Settings = z.infer<typeof settings>;
export type SettingsInput = z.input<typeof settings>;

export const defaultSettings = (): Settings => settings.parse({});
