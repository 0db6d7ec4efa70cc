import * as z from 'zod/mini';
import { asMessage } from '../settings/remark.ts';
import { contract } from '../settings/setting-defs.ts';

// The first configuration of a shop: what the guide on the page sends to the sidecar, and what the sidecar answers.

/** Path at which the guide asks what is on this computer. The browser sends the pairing cookie only below `/connector`. */
export const setupLookPath = '/connector/setup/look';

/** Path at which the guide writes the configuration. */
export const setupPath = '/connector/setup';

/** One line without control characters, as a configuration file holds it. */
const oneLineText = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.regex(/^[^\p{Cc}]*$/u));

/** A password or a passphrase, exactly as it was typed. */
const secret = z.string().check(z.maxLength(255), z.regex(/^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u));

const setupAccount = z.strictObject({
  environment: z.enum(['dev', 'stage', 'prod']),
  login: oneLineText(255),
  password: secret,
  /** The passphrase of HiPay's order hash, if the shop has one. */
  hashKey: z.optional(secret),
  contracts: z
    .strictObject({ proxy: z.optional(contract), nfc: z.optional(contract) })
    .check(
      z.refine(({ proxy, nfc }) => proxy !== undefined || nfc !== undefined, asMessage('contract-kinds')),
    ),
});

const setupTerminal = z.discriminatedUnion('link', [
  z.strictObject({ link: z.literal('simulated') }),
  z.strictObject({ link: z.enum(['web-serial', 'web-usb']) }),
  z.strictObject({
    link: z.literal('tcp'),
    host: z.string().check(z.trim(), z.regex(/^[0-9A-Za-z.:-]{1,253}$/, asMessage('terminal-address'))),
    port: z.int().check(z.minimum(1), z.maximum(65_535)),
  }),
]);

/** `trial`: all is simulated. `hipay-program`: the file that the sidecar has found; the page cannot name one. */
export const firstSetup = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('trial') }),
  z.strictObject({ from: z.literal('hipay-program') }),
  z.strictObject({ from: z.literal('guide'), account: setupAccount, terminal: setupTerminal }),
]);
export type FirstSetup = z.infer<typeof firstSetup>;

/** What a sidecar without a configuration has found on its computer. No passwords. */
export const setupLook = z.object({
  /** Names of serial ports, such as `COM3`; only to show that the terminal is plugged in. */
  serialPorts: z.array(z.string()),
  /** The configuration of HiPay's Desktop ECR Connector. */
  hipayProgram: z.optional(
    z.object({
      path: z.string(),
      /** Why it cannot be taken over, in English. */
      fault: z.optional(z.string()),
      login: z.optional(z.string()),
      environment: z.optional(z.string()),
      contracts: z.array(z.string()),
      localPort: z.optional(z.string()),
      tillUser: z.optional(z.string()),
      /** The commands that switch that program off. */
      switchOff: z.array(z.string()),
    }),
  ),
});
export type SetupLook = z.infer<typeof setupLook>;
export type FoundHipayProgram = NonNullable<SetupLook['hipayProgram']>;

/** Why the sidecar refuses a request that has the right form. */
export const setupRefusals = [
  'set-up-already',
  'payment-running',
  'nothing-found',
  'port-taken',
  'not-valid',
  'not-written',
] as const;
export type SetupRefusal = (typeof setupRefusals)[number];

export const setupReply = z.union([
  z.object({
    written: z.literal(true),
    /** The configuration file. */
    path: z.string(),
    /** The port at which the sidecar goes on. */
    port: z.int(),
    till: z.object({
      user: z.string(),
      /** Present only if the sidecar has made it: this is the one time that it is shown. */
      password: z.optional(z.string()),
    }),
  }),
  z.object({ written: z.literal(false), why: z.enum(setupRefusals), detail: z.string() }),
]);
export type SetupReply = z.infer<typeof setupReply>;
