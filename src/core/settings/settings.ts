import { z } from 'zod';
import { contractKind } from '../hipay/outbox-entry.ts';
import { currencyCode } from '../money/currency.ts';
import { receiptLanguage } from '../records/receipt-words.ts';
import { caisseApVersions } from '../terminal/caisse-ap/request.ts';

export const serialSettings = z.object({
  baudRate: z.int().min(110).max(256_000).default(9600),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  flowControl: z.enum(['none', 'hardware']).default('none'),
});
export type SerialSettings = z.infer<typeof serialSettings>;

export const tcpSettings = z.object({
  host: z
    .string()
    .regex(/^[0-9A-Za-z.:-]{0,253}$/)
    .default(''),
  /** 8888 on most terminals, 20002 on some with Nepting (concert.md 3.1). */
  port: z.int().min(1).max(65_535).default(8888),
});

export const terminalLanguages = ['concert-v2-e+', 'concert-v2-e', 'caisse-ap-v3'] as const;

/** Caisse-AP only. The version that terminals of every maker take, and the identifier that most tills send. */
export const caisseApSettings = z.object({
  version: z.enum(caisseApVersions).default('0300'),
  protocolId: z
    .string()
    .regex(/^\d{12}$/)
    .default('012345678901'),
});

/** Waits of the Concert V2 link layer, milliseconds. Defaults and their sources: decision 0004. */
export const linkTimers = z.object({
  /** For the terminal's ACK to our ENQ or frame, and for the next byte of its frame. */
  controlMs: z.int().min(50).max(30_000).default(3000),
  /** After the EOT of a failed ENQ, before the next. */
  pauseMs: z.int().min(0).max(30_000).default(1000),
  /** Before our ACK, NAK and EOT: slow terminals miss a byte that comes at once. */
  turnaroundMs: z.int().min(0).max(1000).default(10),
  /** From the request's ACK to the terminal's answer. */
  customerMs: z.int().min(1000).max(900_000).default(180_000),
  enquiryAttempts: z.int().min(1).max(10).default(3),
  /** How often a frame is sent again after an explicit NAK (never after silence). */
  frameResends: z.int().min(0).max(5).default(2),
});
export type LinkTimers = z.infer<typeof linkTimers>;

export const contract = z.object({
  merchantId: z.string().regex(/^[\w-]{1,32}$/),
  paymentApplication: z.string().regex(/^[0-9A-Z]{3}$/),
  rank: z.string().regex(/^\d{3}$/),
});
export type Contract = z.infer<typeof contract>;

const secret = z.string().max(512);

/** Everything the connector in the browser needs to know of its shop. Ours; the incumbent's file is mapped to it. */
export const settings = z.object({
  environment: z.enum(['dev', 'stage', 'prod']).default('dev'),
  terminal: z
    .object({
      link: z.enum(['web-serial', 'web-usb', 'tcp', 'simulated']).default('web-serial'),
      language: z.enum(terminalLanguages).default('concert-v2-e+'),
      /** Two characters, echoed in the answer and compared. */
      registerNumber: z
        .string()
        .regex(/^[0-9A-Z]{2}$/)
        .default('01'),
      /** What GET /config answers: Concert V2 has no way to ask the terminal. */
      serialNumber: z.string().max(64).default(''),
      /** Ask for the 55-character report. It may hold the card number, which is masked as it is read. */
      longAnswer: z.boolean().default(false),
      /** Ask for the tickets, where the language can bring them. */
      receipts: z.boolean().default(true),
      /** What the receipt is written in where the terminal gives none. */
      receiptLanguage: receiptLanguage.default('fr'),
      caisseAp: caisseApSettings.prefault({}),
      serial: serialSettings.prefault({}),
      /** A terminal on the network. Only the sidecar's configuration can say which. */
      tcp: tcpSettings.prefault({}),
      timers: linkTimers.prefault({}),
      /** Which script the simulated terminal follows. */
      script: z.string().max(64).default('accept'),
    })
    .prefault({}),
  hipay: z
    .object({
      login: z.string().max(255).default(''),
      password: secret.default(''),
      /** Passphrase of HiPay's order hash; empty where the account has none. */
      hashKey: secret.default(''),
      /** Who calls HiPay: the browser itself, or the sidecar for it, which then keeps the secrets (decision 0019). */
      route: z.enum(['direct', 'relay']).default('direct'),
      /** Set only by the sidecar, to a loopback address: the gateway twin or a test gateway. */
      gatewayUrl: z.string().max(512).default(''),
      simulated: z.boolean().default(false),
    })
    .prefault({}),
  contracts: z.partialRecord(contractKind, contract).default({}),
  /** Above this many MINOR units of the payment's currency, the authorisation is forced. Absent: never by amount. */
  authorizationThresholdMinor: z.int().min(0).optional(),
  currencies: z.array(currencyCode).min(1).default(['EUR']),
  /** How long the till's answer waits for the first notification, milliseconds. */
  notificationWaitMs: z.int().min(0).max(60_000).default(15_000),
});
export type Settings = z.infer<typeof settings>;
export type SettingsInput = z.input<typeof settings>;

export const defaultSettings = (): Settings => settings.parse({});
