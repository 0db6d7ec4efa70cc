import type { PaymentRow } from '../connector-api/snapshot.ts';
import { maskNumbers } from '../masking.ts';
import { withoutPerson } from '../payment/decision-detail.ts';
import { lineWithoutPerson } from '../recorder/record-text.ts';
import { linesAsText, type RecordingLine } from '../recorder/recording-lines.ts';
import { portableSettings } from '../settings/settings-file.ts';
import type { Situation } from './diagnose.ts';
import type { Finding, FindingValues } from './finding.ts';

/** 13 to 19 digits, with at most one separator between two of them: the possible forms of a card number. */
const spacedDigits = /\d(?:[ .\-_/\u00a0]?\d){12,18}/g;

/** True if the check digit of a card number is right (Luhn). */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const maskSpacedNumber = (found: string): string => {
  const digits = found.replace(/\D/g, '');
  return isCardNumber(digits)
    ? `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`
    : found;
};

/** Patterns of secrets in free text, each with its replacement. */
const secretPatterns: readonly (readonly [RegExp, string])[] = [
  [/\b(basic|bearer)\s+[\w+/=.~-]{4,}/gi, '$1 •••'],
  [/:\/\/[^\s/@:]+:[^\s/@]+@/g, '://•••@'],
  [/\bpair=[\w-]+/g, 'pair=•••'],
  [
    /((?:pass(?:word|phrase|wd)?|secret|token|hash_?key|api_?key)["']?\s*[:=]\s*["']?)(?!set\b|not set\b|true\b|false\b)[^\s"',;&}]+/gi,
    '$1•••',
  ],
];

/**
 * The last filter before data leaves the shop: it removes card numbers and secrets that other code should have removed.
 */
export const redactedText = (text: string): string =>
  secretPatterns
    .reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), maskNumbers(text))
    .replace(spacedDigits, maskSpacedNumber);

const secretName = /pass(?:word|phrase|wd)?$|secret|token|hash_?key|api_?key|authorization$|cookie/i;

/** Redacts every text in a value. A text is replaced completely if its key looks like the name of a secret. */
export function redacted(value: unknown): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value === 'number') return Math.abs(value) < 1e11 ? value : redactedText(String(value));
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      redactedText(key),
      typeof inner === 'string' && secretName.test(key) ? '•••' : redacted(inner),
    ]),
  );
}

/** The content of a support file. */
export interface SupportCase {
  readonly situation: Situation;
  readonly findings: readonly Finding[];
  readonly lines: readonly RecordingLine[];
  /** Payments of the last days. */
  readonly payments: readonly PaymentRow[];
}

/** The entries of the recorder as they may leave the shop: without persons, card numbers and secrets. */
export const textForSupport = (lines: readonly RecordingLine[]): string =>
  redactedText(
    linesAsText(
      lines.map((line) => (line.kind === 'payment' ? { ...line, text: lineWithoutPerson(line.text) } : line)),
    ),
  );

const isoTime = (at: number): string => new Date(at).toISOString();

const valuesOf = (values: FindingValues): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' && 'moment' in value ? isoTime(value.moment) : value,
    ]),
  );

/** The facts that identify a payment and its result. The person who resolved it, and the reason, are left out. */
const paymentOf = (row: PaymentRow): Record<string, unknown> => ({
  at: isoTime(row.createdAt),
  order: row.orderId,
  operation: row.transactionType,
  means: row.paymentMeans,
  amountMinor: row.amountMinor,
  currency: row.currency,
  state: row.state,
  outcome: row.outcome,
  failure: row.failure,
  detail: row.detail === undefined ? undefined : withoutPerson(row.detail),
  card: row.cardMasked,
  contracts: row.contracts,
  notification: row.notification,
  resolved: row.resolution && { paid: row.resolution.paid, at: isoTime(row.resolution.at) },
  simulated: row.simulated,
});

function programOf({ snapshot, page, build, pairing, connectorGone }: Situation): Record<string, unknown> {
  const { version, environment, owner, simulated, terminal, sidecar, storageFailure, clockOffMs } = snapshot;
  return {
    version,
    build,
    environment,
    owner,
    simulated,
    terminal: { ...terminal, seenAt: terminal.seenAt > 0 ? isoTime(terminal.seenAt) : undefined },
    service: sidecar,
    pairing,
    connectorGone,
    storageFailure,
    clockOffMs,
    page,
  };
}

/**
 * One file for support. It is plain JSON, not a ZIP, so that a person can read it in any editor before sending it.
 * `redacted` filters all its texts.
 */
export function supportBundleText({ situation, findings, lines, payments }: SupportCase): string {
  const { settings, snapshot, now } = situation;
  const bundle = {
    kind: 'hipay-ecr-support',
    version: 1,
    madeAt: isoTime(now),
    program: programOf(situation),
    findings: findings.map(({ check, state, name, values }) => ({ check, state, name, ...valuesOf(values) })),
    settings: settings && {
      ...portableSettings(settings),
      passwordIsSet: settings.hipay.passwordSet,
      hashKeyIsSet: settings.hipay.hashKeySet,
      route: settings.hipay.route,
      provisioned: settings.provisioned,
    },
    outbox: {
      ...snapshot.outbox,
      oldestAt: snapshot.outbox.oldestAt === undefined ? undefined : isoTime(snapshot.outbox.oldestAt),
    },
    notifications: snapshot.notifications.map(({ createdAt, nextAttemptAt, ...entry }) => ({
      ...entry,
      createdAt: isoTime(createdAt),
      nextAttemptAt: isoTime(nextAttemptAt),
    })),
    payments: payments.map(paymentOf),
    recorder: textForSupport(lines).split('\n').filter(Boolean),
  };
  return `${JSON.stringify(redacted(bundle), null, 2)}\n`;
}
