import * as z from 'zod/mini';
import { receiptLanguages } from '../language.ts';
import { currencyCode } from '../money/currency.ts';
import { caisseApVersions } from '../terminal/caisse-ap/request.ts';
import { terminalLanguages } from '../terminal/terminal-languages.ts';
import {
  choiceSetting,
  flagSetting,
  numberSetting,
  otherSetting,
  type SettingDef,
  type SettingGroup,
  type SettingKind,
  textSetting,
  wordSetting,
} from './setting-kinds.ts';

/** The contract of a notification, in HiPay's words: `proxy` is contact, `nfc` contactless. */
export const contractKind = z.enum(['proxy', 'nfc']);

export type ContractKind = z.infer<typeof contractKind>;

// The only table of settings. It defines the schema, the keys of the configuration file, the content of an exported
// settings file, the fields of the form and the type of their texts.

export const contract = z.object({
  merchantId: z.string().check(z.regex(/^[\w-]{1,32}$/)),
  paymentApplication: z.string().check(z.regex(/^[0-9A-Z]{3}$/)),
  rank: z.string().check(z.regex(/^\d{3}$/)),
});
export type Contract = z.infer<typeof contract>;

/** A further contract of the shop, for example for meal vouchers, with the name that people read. */
export const namedContract = z.extend(contract, { name: z.string().check(z.minLength(1), z.maxLength(40)) });
export type NamedContract = z.infer<typeof namedContract>;

const onTerminal = { carrier: 'file', form: 'terminal' } as const;
const onCaisseAp = { ...onTerminal, usedWhen: 'caisse-ap' } as const;
const onLine = { carrier: 'file', form: 'serial', usedWhen: 'on-cable' } as const;
const onTimers = { carrier: 'file', form: 'timers' } as const;
const onAccount = { carrier: 'secret', form: 'hipay', usedWhen: 'direct' } as const;

const maxContracts = 32;

export const settingDefs = {
  environment: wordSetting(['dev', 'stage', 'prod'], 'dev', { carrier: 'file', form: 'hipay' }),
  terminal: {
    link: wordSetting(['web-serial', 'web-usb', 'tcp', 'simulated'], 'web-serial', {
      ...onTerminal,
      configKey: 'link',
    }),
    language: wordSetting(terminalLanguages, 'concert-v2-e+', { ...onTerminal, configKey: 'language' }),
    /** Two characters, echoed in the answer and compared. */
    registerNumber: textSetting(/^[0-9A-Z]{2}$/, '01', {
      ...onTerminal,
      configKey: 'register_number',
      remark: 'register-number',
    }),
    /** The answer to GET /config. It is configured, because Concert V2 cannot read it from the terminal. */
    serialNumber: textSetting(64, '', onTerminal),
    /**
     * True: request the 55-character report. It may contain the card number, which is masked when the report is read.
     */
    longAnswer: flagSetting(false, { ...onTerminal, configKey: 'long_answer', usedWhen: 'concert' }),
    /**
     * True: each request has ten digits of its own (field PRIV). If the terminal repeats them, they prove to which payment
     * an answer belongs. Most terminals accept any digits in this field, and some repeat them.
     */
    privateDigits: flagSetting(true, { ...onTerminal, configKey: 'private_digits', usedWhen: 'concert' }),
    /** True: request the tickets, if the terminal language has them. */
    receipts: flagSetting(true, { ...onCaisseAp, configKey: 'receipts' }),
    /** Language of the receipt that the connector writes if the terminal sends none. */
    receiptLanguage: wordSetting(receiptLanguages, 'fr', { ...onTerminal, configKey: 'receipt_language' }),
    /**
     * Caisse-AP only. Defaults: the version that terminals of every maker accept, and the identifier that most tills
     * send.
     */
    caisseAp: {
      version: wordSetting(caisseApVersions, '0300', { ...onCaisseAp, configKey: 'caisse_ap_version' }),
      protocolId: textSetting(/^\d{12}$/, '012345678901', {
        ...onCaisseAp,
        configKey: 'caisse_ap_protocol_id',
        remark: 'twelve-digits',
      }),
    },
    serial: {
      baudRate: numberSetting(110, 256_000, 9600, onLine),
      dataBits: choiceSetting([7, 8], 8, onLine),
      parity: wordSetting(['none', 'even', 'odd'], 'none', onLine),
      stopBits: choiceSetting([1, 2], 1, onLine),
      flowControl: wordSetting(['none', 'hardware'], 'none', { ...onLine, configKey: 'flow_control' }),
    },
    /** Address of a terminal on the network. Only the sidecar's configuration can set it. */
    tcp: {
      host: otherSetting(z._default(z.string().check(z.regex(/^[0-9A-Za-z.:-]{0,253}$/)), ''), {
        carrier: 'service',
        configKey: 'terminal_host',
      }),
      /** 8888 on most terminals, 20002 on some with Nepting (concert.md 3.1). */
      port: numberSetting(1, 65_535, 8888, { carrier: 'service', configKey: 'terminal_port' }),
    },
    /** Waits (milliseconds) and limits of the Concert V2 link layer. Defaults and their sources: decision 0004. */
    timers: {
      /** Maximum wait for the terminal's ACK to our ENQ or frame, and for the next byte of its frame. */
      controlMs: numberSetting(50, 30_000, 3000, { ...onTimers, configKey: 'timers.control_ms' }),
      /** Pause between the EOT after a failed ENQ and the next ENQ. */
      pauseMs: numberSetting(0, 30_000, 1000, { ...onTimers, configKey: 'timers.pause_ms' }),
      /** Pause before our ACK, NAK, EOT and frame: slow terminals miss a byte that comes at once. */
      turnaroundMs: numberSetting(0, 1000, 10, { ...onTimers, configKey: 'timers.turnaround_ms' }),
      /** Maximum time from the sending of the request to the terminal's answer. */
      customerMs: numberSetting(1000, 900_000, 180_000, { ...onTimers, configKey: 'timers.customer_ms' }),
      enquiryAttempts: numberSetting(1, 10, 3, { ...onTimers, configKey: 'timers.enquiry_attempts' }),
      /** How many times a frame is sent again after an explicit NAK (never after silence). */
      frameResends: numberSetting(0, 5, 2, { ...onTimers, configKey: 'timers.frame_resends' }),
    },
    /** Name of the script that the simulated terminal follows. */
    script: otherSetting(z._default(z.string().check(z.maxLength(64)), 'accept'), {
      ...onTerminal,
      configKey: 'script',
      usedWhen: 'simulated',
    }),
  },
  hipay: {
    login: textSetting(255, '', { carrier: 'file', form: 'hipay' }),
    password: textSetting(512, '', onAccount),
    /** Passphrase of HiPay's order hash; empty if the account has none. */
    hashKey: textSetting(512, '', { ...onAccount, configKey: 'hash_key' }),
    /** `direct`: the browser calls HiPay. `relay`: the sidecar calls HiPay and keeps the secrets (decision 0019). */
    route: wordSetting(['direct', 'relay'], 'direct', { carrier: 'service', configKey: 'gateway' }),
    /** Set only by the sidecar, to a loopback address: the gateway twin or a test gateway. */
    gatewayUrl: otherSetting(z._default(z.string().check(z.maxLength(512)), ''), {
      carrier: 'service',
      configKey: 'gateway_url',
    }),
    simulated: flagSetting(false, { carrier: 'service' }),
  },
  contracts: {
    schema: z._default(z.partialRecord(contractKind, contract), {}),
    kind: { is: 'contracts' },
    carrier: 'file',
    form: 'contracts',
  },
  /** Further contracts. HiPay is notified under one of them only if the terminal names it, or for a cheque. */
  contractList: otherSetting(z._default(z.array(namedContract).check(z.maxLength(maxContracts)), []), {
    carrier: 'file',
  }),
  /**
   * Above this amount the authorisation is forced. It is in MINOR units of the first of `currencies`, and compared in
   * major units: 100.00 EUR is also 100 JPY. Absent: the amount never forces it.
   */
  authorizationThresholdMinor: otherSetting(z.optional(z.int().check(z.minimum(0))), {
    carrier: 'file',
    form: 'payments',
  }),
  currencies: otherSetting(z._default(z.array(currencyCode).check(z.minLength(1)), ['EUR']), {
    carrier: 'file',
    configKey: 'currencies',
    form: 'payments',
  }),
  /** Maximum time that the answer to the till waits for the first notification, milliseconds. */
  notificationWaitMs: numberSetting(0, 60_000, 15_000, {
    carrier: 'file',
    configKey: 'notification_wait',
    configUnit: 1000,
    form: 'timers',
  }),
  /** Time in which a paid order is answered again after its till got the answer, milliseconds. Later it is refused. */
  replayMs: numberSetting(0, 8760 * 3_600_000, 4 * 3_600_000, {
    carrier: 'file',
    configKey: 'replay_hours',
    configUnit: 3_600_000,
  }),
  /** Months after which a finished payment loses customer, cart and custom data. 0: never. */
  keepMonths: numberSetting(0, 600, 24, { carrier: 'file', configKey: 'keep_months' }),
  /** True: a till's payment is refused while a payment of the same amount is in doubt. */
  holdSameAmount: flagSetting(false, { carrier: 'file', configKey: 'hold_same_amount' }),
  /**
   * Text at the start of each order number that the connector makes, so that the numbers of several tills differ. The rest
   * of the number has 25 characters; HiPay takes 32.
   */
  orderPrefix: textSetting(/^[0-9A-Za-z_-]{0,7}$/, '', {
    carrier: 'file',
    configKey: 'order_prefix',
    remark: 'order-prefix',
    form: 'payments',
  }),
  /**
   * True: shop, till and payment id go to HiPay in the keys `_reporting_data_1` to `_3`, which HiPay repeats in settlement
   * files. False: only the payment id, in a key of the connector.
   */
  reporting: flagSetting(true, { carrier: 'file', configKey: 'reporting' }),
  /** Names of the shop and the till, written into each record. Empty: not configured. */
  shop: textSetting(64, '', { carrier: 'file', configKey: 'shop' }),
  till: textSetting(64, '', { carrier: 'file', configKey: 'till' }),
} as const satisfies SettingGroup;
type Defs = typeof settingDefs;

/** Paths of the settings whose row has the wanted traits, e.g. `terminal.link`. */
export type SettingsWith<Wanted, Group = Defs, Before extends string = ''> = {
  [Key in keyof Group & string]: Group[Key] extends SettingDef
    ? Group[Key] extends Wanted
      ? Group[Key]['kind']['is'] extends 'contracts'
        ? `${Before}${Key}.${ContractKind}`
        : `${Before}${Key}`
      : never
    : SettingsWith<Wanted, Group[Key], `${Before}${Key}.`>;
}[keyof Group & string];

/** Path of one setting. Each contract is one setting, and the list of currencies is one setting. */
export type SettingPath = SettingsWith<SettingDef>;

type OnForm<Is extends SettingKind['is']> = { readonly form: string; readonly kind: { readonly is: Is } };

/** Fields of the form that are on or off. `contracts.*`: whether the shop has this contract. */
export type FlagField = SettingsWith<OnForm<'flag' | 'contracts'>>;

/** Fields of the form that are chosen from a list of words or numbers. */
export type ListField = SettingsWith<OnForm<'word' | 'choice'>>;

/** Fields of the form that hold a text while they are edited. */
export type TextField =
  | SettingsWith<OnForm<Exclude<SettingKind['is'], 'flag' | 'contracts'>>>
  | `${SettingsWith<OnForm<'contracts'>>}.${keyof Contract}`;

/** Every field of the form: each has a label and a hint in every language. */
export type SettingField = TextField | FlagField;

type Shape<Group> = {
  -readonly [Key in keyof Group]: Group[Key] extends { readonly schema: infer Schema extends z.ZodMiniType }
    ? Schema
    : z.ZodMiniPrefault<z.ZodMiniObject<Shape<Group[Key]>, z.core.$strip>>;
};

/** The schema of these settings, each with its default. */
export const schemaOf = <const Group extends SettingGroup>(
  group: Group,
): z.ZodMiniObject<Shape<Group>, z.core.$strip> =>
  z.object(
    Object.fromEntries(
      Object.entries(group).map(([key, entry]) => [
        key,
        // A row has a schema, a group has none.
        (entry as SettingDef).schema ?? z.prefault(schemaOf(entry as SettingGroup), {}),
      ]),
    ),
  ) as unknown as z.ZodMiniObject<Shape<Group>, z.core.$strip>;
