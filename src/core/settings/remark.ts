import type { TextEncodingName } from '../text-encoding.ts';

/** All remarks about a settings file; each has a text in every language. */
export const remarkCodes = [
  // The expected form of a value.
  'text',
  'whole',
  'closed-port',
  'one-of',
  'yes-or-no',
  'currency',
  'currencies',
  'terminal-address',
  'twelve-digits',
  'register-number',
  'script-name',
  'order-prefix',
  'this-machine',
  'log-path',
  'update-url',
  'update-key',
  'socket-path',
  'payment-application',
  'merchant-number',
  'rank',
  'contract-parts',
  'contract-kinds',
  'contract-name',
  'contract-list',
  'serial-number',
  'till-user',
  'till-password',
  'amount',
  'invisible',
  'cut-at-comment',
  'invalid',
  'unknown-key',
  'unknown-keys',
  // Values that exclude each other.
  'simulated-terminal-in-prod',
  'simulated-gateway-in-prod',
  'network-address-missing',
  'network-language',
  'gateway-elsewhere',
  'contract-pair-missing',
  'stage-account',
  'no-stage-account',
  // The file as a whole, and its unused values.
  'no-lines',
  'newer',
  'unreadable',
  'zero-bytes',
  'unreadable-at',
  'too-long',
  'read-as',
  'ignored',
  'port-not-used',
  'update-time',
  'account-missing',
  'contract-missing',
  'not-taken-invalid',
  'not-taken-unknown',
  'not-taken-secret',
  'not-taken-service',
] as const;
export type RemarkCode = (typeof remarkCodes)[number];

export type RemarkValues = Readonly<Record<string, string>>;

/** A remark about a file, independent of language. */
export interface Remark {
  /** The key as in the file; empty for a remark about the whole file. */
  readonly key: string;
  readonly code: RemarkCode;
  /** Values for the placeholders in the text, e.g. `{min}`. */
  readonly values: RemarkValues;
}

export const remark = (code: RemarkCode, key = '', values: RemarkValues = {}): Remark => ({
  key: withoutSecret(key),
  code,
  values,
});

/**
 * Removes what follows the name of a secret in a key. If the space after the colon is missing, YAML reads the password as a
 * part of the key.
 */
export const withoutSecret = (key: string): string =>
  key.replace(/^(\W*(?:hipay_password|api_password|hash_key))(?!_file\b).+$/s, '$1');

/** The remark about a file that is not in UTF-8; an empty list for a file in UTF-8. */
export const encodingRemarks = (encoding: TextEncodingName): Remark[] =>
  encoding.startsWith('UTF-8') ? [] : [remark('read-as', '', { encoding })];

/** Packs code and values into a string, because zod's messages are strings. `remarkOf` reads it. */
export const asMessage = (code: RemarkCode, values: RemarkValues = {}): string =>
  JSON.stringify({ code, values });
