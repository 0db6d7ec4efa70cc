import type { BuildDigests } from '../build-digests.ts';
import { isOverdue } from '../outbox/overdue.ts';
import type { LastNotification } from '../recorder/last-notification.ts';
import type { VisibleSettings } from '../relay/connector-api.ts';
import type { Snapshot, TerminalLamp } from '../relay/snapshot.ts';
import { accountDoubt } from '../settings/account-doubt.ts';
import { diagnosePage } from './diagnose-page.ts';
import { type Finding, type FindingState, finding } from './finding.ts';
import type { PageDescription } from './page-description.ts';

/** All that is known at one moment. */
export interface Situation {
  readonly now: number;
  readonly page: PageDescription;
  /** What the connector last said, also of one that is gone. */
  readonly snapshot: Snapshot;
  readonly connectorGone: boolean;
  readonly pairing: 'none' | 'paired' | 'refused' | 'unreachable';
  readonly settings?: VisibleSettings | undefined;
  readonly build?: BuildDigests | undefined;
  readonly lastNotification?: LastNotification | undefined;
}

const ofLamp: Record<TerminalLamp['state'], FindingState> = {
  ready: 'good',
  paying: 'good',
  opening: 'look',
  unchecked: 'look',
  'not-ready': 'look',
  'not-chosen': 'broken',
  away: 'broken',
  silent: 'broken',
  garbled: 'broken',
  'in-use': 'broken',
};

/** Judges everything that a payment needs, as seen from the page. The sidecar's `doctor` looks at the computer itself. */
export const diagnose = (situation: Situation): Finding[] => [
  connector(situation),
  ...diagnosePage(situation),
  terminal(situation),
  situation.snapshot.owner
    ? finding('owner', 'good', 'owner-here')
    : finding('owner', 'look', 'owner-elsewhere'),
  service(situation),
  account(situation),
  hipay(situation),
  clock(situation),
  notifications(situation),
  environment(situation),
  build(situation),
];

const connector = ({ connectorGone, snapshot: { version } }: Situation): Finding =>
  connectorGone
    ? finding('connector', 'broken', 'connector-gone', { version })
    : finding('connector', 'good', 'connector-alive', { version });

function terminal({ snapshot }: Situation): Finding {
  const { state, seenAt, description } = snapshot.terminal;
  const seen = seenAt > 0 ? { seen: { moment: seenAt } } : {};
  return finding('terminal', ofLamp[state], 'terminal-lamp', { lamp: state, description, ...seen });
}

function service({ snapshot, pairing }: Situation): Finding {
  if (pairing === 'refused') return finding('service', 'broken', 'service-not-paired');
  switch (snapshot.sidecar) {
    case 'connected':
      return finding('service', 'good', 'service-connected');
    case 'none':
      return finding('service', 'good', 'service-none');
    case 'away':
      return finding('service', 'broken', 'service-away');
    case 'not-paired':
      return finding('service', 'broken', 'service-not-paired');
  }
}

function account({ settings }: Situation): Finding {
  if (!settings) return finding('account', 'look', 'settings-unread');
  const { hipay, contracts, environment } = settings;
  // Where the sidecar tells HiPay, the secrets are with it, and not here on purpose.
  const secret = hipay.route === 'relay' || hipay.passwordSet;
  if (hipay.login === '' || !secret) return finding('account', 'broken', 'account-missing');
  if (!contracts.proxy && !contracts.nfc) return finding('account', 'broken', 'contract-missing');
  const values = { login: hipay.login };
  if (accountDoubt(hipay.login, environment)) return finding('account', 'look', 'account-doubtful', values);
  return finding('account', 'good', 'account-set', values);
}

function hipay({ lastNotification, snapshot }: Situation): Finding {
  const refused = snapshot.notifications.find(({ failure }) => failure === 'hipay-credentials');
  if (refused) return finding('hipay', 'broken', 'hipay-refuses-login');
  if (!lastNotification) return finding('hipay', 'good', 'hipay-not-asked');
  const { failure, at } = lastNotification;
  const values = { at: { moment: at } };
  if (failure === undefined) return finding('hipay', 'good', 'hipay-answers', values);
  if (failure === 'hipay-credentials') return finding('hipay', 'broken', 'hipay-refuses-login', values);
  if (failure === 'hipay-refused') return finding('hipay', 'look', 'hipay-refuses', values);
  return finding('hipay', 'look', 'hipay-silent', values);
}

function clock({ snapshot: { clockOffMs = 0 } }: Situation): Finding {
  if (clockOffMs === 0) return finding('clock', 'good', 'clock-right');
  const values = { time: { span: Math.abs(clockOffMs) } };
  return finding('clock', 'look', clockOffMs > 0 ? 'clock-fast' : 'clock-slow', values);
}

function notifications({ snapshot: { outbox }, now }: Situation): Finding {
  const { pending, parked, oldestAt } = outbox;
  const oldest = oldestAt === undefined ? {} : { oldest: { moment: oldestAt } };
  if (parked > 0)
    return finding('notifications', 'broken', 'notifications-parked', { count: parked, ...oldest });
  if (pending === 0) return finding('notifications', 'good', 'notifications-none');
  const values = { count: pending, ...oldest };
  return isOverdue(outbox, now)
    ? finding('notifications', 'look', 'notifications-overdue', values)
    : finding('notifications', 'good', 'notifications-pending', values);
}

function environment({ snapshot }: Situation): Finding {
  if (snapshot.simulated.terminal || snapshot.simulated.gateway)
    return finding('environment', 'look', 'environment-simulated');
  return snapshot.environment === 'prod'
    ? finding('environment', 'good', 'environment-production')
    : finding('environment', 'look', 'environment-test', { environment: snapshot.environment });
}

const build = ({ build: digests, snapshot: { version } }: Situation): Finding =>
  digests
    ? finding('build', 'good', 'build-known', { version, page: digests.page, service: digests.sidecar })
    : finding('build', 'good', 'build-not-known', { version });
