import type { Situation } from '../diagnostics/diagnose.ts';
import type { Finding, FindingValues } from '../diagnostics/finding.ts';
import { linesAsText, type RecordingLine } from '../recorder/recording-lines.ts';
import type { PaymentRow } from '../relay/snapshot.ts';
import { portableSettings } from '../settings/settings-file.ts';
import { redacted } from './redacted.ts';

/** Everything that goes in. */
export interface SupportCase {
  readonly situation: Situation;
  readonly findings: readonly Finding[];
  readonly lines: readonly RecordingLine[];
  /** Of the last days. */
  readonly payments: readonly PaymentRow[];
}

const moment = (at: number): string => new Date(at).toISOString();

const valuesOf = (values: FindingValues): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' && 'moment' in value ? moment(value.moment) : value,
    ]),
  );

/** What tells one payment from another and how it went; not who resolved it. */
const paymentOf = (row: PaymentRow): Record<string, unknown> => ({
  at: moment(row.createdAt),
  order: row.orderId,
  operation: row.transactionType,
  means: row.paymentMeans,
  amountMinor: row.amountMinor,
  currency: row.currency,
  state: row.state,
  outcome: row.outcome,
  failure: row.failure,
  detail: row.detail,
  card: row.cardMasked,
  contracts: row.contracts,
  notification: row.notification,
  resolved: row.resolution && { paid: row.resolution.paid, at: moment(row.resolution.at) },
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
    terminal: { ...terminal, seenAt: terminal.seenAt > 0 ? moment(terminal.seenAt) : undefined },
    service: sidecar,
    pairing,
    connectorGone,
    storageFailure,
    clockOffMs,
    page,
  };
}

/**
 * One file for whoever helps the shop. It is plain JSON, not a ZIP: a person can read before sending what is in it, in
 * any editor, and so can whoever gets it. Every part picks what may go in, and all of it goes through a last sieve.
 */
export function supportBundleText({ situation, findings, lines, payments }: SupportCase): string {
  const { settings, snapshot, now } = situation;
  const bundle = {
    kind: 'hipay-ecr-support',
    version: 1,
    madeAt: moment(now),
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
      oldestAt: snapshot.outbox.oldestAt === undefined ? undefined : moment(snapshot.outbox.oldestAt),
    },
    notifications: snapshot.notifications.map(({ createdAt, nextAttemptAt, ...entry }) => ({
      ...entry,
      createdAt: moment(createdAt),
      nextAttemptAt: moment(nextAttemptAt),
    })),
    payments: payments.map(paymentOf),
    recorder: linesAsText(lines).split('\n').filter(Boolean),
  };
  return `${JSON.stringify(redacted(bundle), null, 2)}\n`;
}
