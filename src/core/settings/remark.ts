import * as z from 'zod/mini';

/** All that a file of settings can be told: each has a sentence in every language. */
export const remarkCodes = [
  // What a value should be.
  'text',
  'whole',
  'one-of',
  'yes-or-no',
  'currency',
  'currencies',
  'terminal-address',
  'twelve-digits',
  'register-number',
  'script-name',
  'this-machine',
  'log-path',
  'socket-path',
  'payment-application',
  'merchant-number',
  'rank',
  'contract-parts',
  'contract-kinds',
  'serial-number',
  'till-user',
  'till-password',
  'amount',
  'invalid',
  'unknown-key',
  'unknown-keys',
  // What may not go together.
  'simulated-terminal-in-prod',
  'simulated-gateway-in-prod',
  'network-address-missing',
  'network-language',
  'gateway-elsewhere',
  'stage-account',
  'no-stage-account',
  // The file as a whole, and what of it is not used.
  'no-lines',
  'newer',
  'unreadable',
  'unreadable-at',
  'too-long',
  'ignored',
  'port-not-used',
  'no-updates',
  'account-missing',
  'contract-missing',
  'not-taken-invalid',
  'not-taken-unknown',
  'not-taken-secret',
  'not-taken-service',
] as const;
export type RemarkCode = (typeof remarkCodes)[number];

export type RemarkValues = Readonly<Record<string, string>>;

/** What a person should know of a file, in no language yet. */
export interface Remark {
  /** As the file writes it; empty where the whole file is meant. */
  readonly key: string;
  readonly code: RemarkCode;
  /** What its sentence has places for. */
  readonly values: RemarkValues;
}

export const remark = (code: RemarkCode, key = '', values: RemarkValues = {}): Remark => ({
  key,
  code,
  values,
});

const carried = z.object({ code: z.enum(remarkCodes), values: z.record(z.string(), z.string()) });
const mark = '{"code":';

/** For zod, which carries a text and nothing else. */
export const asMessage = (code: RemarkCode, values: RemarkValues = {}): string =>
  JSON.stringify({ code, values });

/** What zod says of a file. Its own words, where it has no code of ours, are English. */
export function remarkOf(issue: z.core.$ZodIssue): Remark {
  const key = issue.path.join('.');
  if (issue.message.startsWith(mark)) {
    const { code, values } = carried.parse(JSON.parse(issue.message));
    return remark(code, key, values);
  }
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((each) => `"${each}"`).join(', ');
    return remark(issue.keys.length === 1 ? 'unknown-key' : 'unknown-keys', key, { keys });
  }
  return remark('invalid', key, { detail: issue.message });
}
