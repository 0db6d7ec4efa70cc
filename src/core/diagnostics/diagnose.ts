import type { BuildDigests } from '../build-digests.ts';
import {
  isAllKnown,
  isCutOff,
  isOverdue,
  type Snapshot,
  type TerminalStatus,
} from '../connector-api/snapshot.ts';
import type { LastNotification } from '../recorder/recording-lines.ts';
import { accountDoubt } from '../settings/english-remarks.ts';
import type { VisibleSettings } from '../settings/visible-settings.ts';
import { type Finding, type FindingState, finding } from './finding.ts';

/** Minimum free storage, bytes. The payments of one year in a busy shop need less: some tens of megabytes. */
const minFreeBytes = 100_000_000;

/** Checks the browser and the computer, and whether they can use the chosen terminal. */
export const diagnosePage = (situation: Situation): Finding[] => [
  checkBrowser(situation),
  situation.page.secureContext
    ? finding('secure', 'good', 'secure')
    : finding('secure', 'broken', 'not-secure'),
  checkBrowserFeatures(situation),
  checkPolicy(situation),
  checkPermission(situation),
  situation.page.online
    ? finding('network', 'good', 'network-there')
    : finding('network', 'look', 'network-gone'),
  checkStorage(situation),
  checkOffline(situation),
  situation.page.abilities.wakeLock
    ? finding('wake-lock', 'good', 'wake-lock-there')
    : finding('wake-lock', 'look', 'wake-lock-missing'),
  situation.page.timeZone
    ? finding('time-zone', 'good', 'zone-known', { zone: situation.page.timeZone })
    : finding('time-zone', 'look', 'zone-not-known'),
];

/** True unless the terminal is on the network or simulated. */
const needsCable = ({ settings, snapshot }: Situation): boolean =>
  !snapshot.simulated.terminal &&
  settings?.terminal.link !== 'tcp' &&
  settings?.terminal.link !== 'simulated';

function checkBrowser(situation: Situation): Finding {
  const { browser: values, abilities } = situation.page;
  if (abilities.serial) return finding('browser', 'good', 'browser-serial', values);
  if (abilities.usb) return finding('browser', 'good', 'browser-usb-only', values);
  return finding('browser', needsCable(situation) ? 'broken' : 'good', 'browser-no-cable', values);
}

function checkBrowserFeatures({ page: { abilities } }: Situation): Finding {
  const needed = { 'Web Locks': abilities.locks, Workers: abilities.workers, IndexedDB: abilities.indexedDb };
  const missing = Object.entries(needed).flatMap(([name, isThere]) => (isThere ? [] : [name]));
  if (missing.length === 0) return finding('parts', 'good', 'parts-there');
  return finding('parts', 'broken', 'parts-missing', { names: missing.join(', ') });
}

function checkPolicy(situation: Situation): Finding {
  const { forbidden } = situation.page;
  if (forbidden.length === 0) return finding('policy', 'good', 'policy-free');
  const names = forbidden.map((name) => ({ serial: 'Web Serial', usb: 'WebUSB' })[name]).join(', ');
  return finding('policy', needsCable(situation) ? 'broken' : 'good', 'policy-forbids', { names });
}

function checkPermission(situation: Situation): Finding {
  if (!needsCable(situation)) return finding('permission', 'good', 'permission-not-needed');
  const { serial, usb } = situation.page.granted;
  if (serial === undefined && usb === undefined) return finding('permission', 'look', 'permission-unknown');
  const values = { ports: serial ?? 0, devices: usb ?? 0 };
  return values.ports + values.devices > 0
    ? finding('permission', 'good', 'permission-given', values)
    : finding('permission', 'broken', 'permission-missing', values);
}

function checkStorage({ page, snapshot }: Situation): Finding {
  const { persisted, usedBytes, quotaBytes } = page.storage;
  if (snapshot.storageFailure !== undefined)
    return finding('storage', 'broken', 'storage-failed', { detail: snapshot.storageFailure });
  const free = usedBytes === undefined || quotaBytes === undefined ? undefined : quotaBytes - usedBytes;
  const sizes =
    free === undefined ? {} : { used: { bytes: usedBytes ?? 0 }, free: { bytes: Math.max(0, free) } };
  if (free !== undefined && free < minFreeBytes)
    return finding('storage', 'look', 'storage-nearly-full', sizes);
  if (persisted === undefined) return finding('storage', 'look', 'storage-not-known', sizes);
  return persisted
    ? finding('storage', 'good', 'storage-kept', sizes)
    : finding('storage', 'look', 'storage-clearable', sizes);
}

function checkOffline({ page: { serviceWorker, installed } }: Situation): Finding {
  const values = { installed: installed ? 1 : 0 };
  switch (serviceWorker) {
    case 'active':
      return finding('offline', 'good', 'offline-ready', values);
    case 'waiting':
      return finding('offline', 'look', 'offline-update-waits', values);
    case 'unsupported':
      return finding('offline', 'look', 'offline-unsupported', values);
    case 'none':
    case 'installing':
      return finding('offline', 'look', 'offline-not-ready', values);
  }
}

/** All facts that the checks use, taken at one moment. */
export interface Situation {
  /** Epoch ms. */
  readonly now: number;
  readonly page: PageDescription;
  /** The connector's last snapshot, even if the connector is gone. */
  readonly snapshot: Snapshot;
  readonly connectorGone: boolean;
  readonly pairing: 'none' | 'paired' | 'refused' | 'unreachable';
  readonly settings?: VisibleSettings | undefined;
  readonly build?: BuildDigests | undefined;
  readonly lastNotification?: LastNotification | undefined;
}

const findingStateOf: Record<TerminalStatus['state'], FindingState> = {
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

/** Checks everything that a payment needs, as seen from the page. The sidecar's `doctor` checks the computer itself. */
export const diagnose = (situation: Situation): Finding[] => [
  checkConnector(situation),
  ...diagnosePage(situation),
  checkTerminal(situation),
  situation.snapshot.owner
    ? finding('owner', 'good', 'owner-here')
    : finding('owner', 'look', 'owner-elsewhere'),
  checkService(situation),
  checkAccount(situation),
  checkHipay(situation),
  checkClock(situation),
  checkNotifications(situation),
  checkEnvironment(situation),
  checkBuild(situation),
];

const checkConnector = ({ connectorGone, snapshot: { version } }: Situation): Finding =>
  connectorGone
    ? finding('connector', 'broken', 'connector-gone', { version })
    : finding('connector', 'good', 'connector-alive', { version });

function checkTerminal({ snapshot }: Situation): Finding {
  const { seenAt, description, overNetwork } = snapshot.terminal;
  const state = isCutOff(snapshot) ? 'away' : snapshot.terminal.state;
  const seen = seenAt > 0 ? { seen: { moment: seenAt } } : {};
  return finding('terminal', findingStateOf[state], 'terminal-lamp', {
    lamp: state,
    description,
    ...(overNetwork && { link: 'network' }),
    ...seen,
  });
}

function checkService({ snapshot, pairing }: Situation): Finding {
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

function checkAccount({ settings }: Situation): Finding {
  if (!settings) return finding('account', 'look', 'settings-unread');
  const { hipay, contracts, contractList, environment } = settings;
  // If the sidecar notifies HiPay, it has the secrets and the page has none on purpose.
  const hasSecret = hipay.route === 'relay' || hipay.passwordSet;
  if (hipay.login === '' || !hasSecret) return finding('account', 'broken', 'account-missing');
  if (!contracts.proxy && !contracts.nfc && contractList.length === 0)
    return finding('account', 'broken', 'contract-missing');
  const values = { login: hipay.login };
  if (accountDoubt(hipay.login, environment)) return finding('account', 'look', 'account-doubtful', values);
  return finding('account', 'good', 'account-set', values);
}

function checkHipay({ lastNotification, snapshot }: Situation): Finding {
  const refused = snapshot.notifications.find(({ failure }) => failure === 'hipay-credentials');
  if (refused) return finding('hipay', 'broken', 'hipay-refuses-login');
  if (!lastNotification) return finding('hipay', 'good', 'hipay-not-asked');
  const { failure, status, at } = lastNotification;
  const values = { at: { moment: at } };
  if (failure === undefined) return finding('hipay', 'good', 'hipay-answers', values);
  if (failure === 'hipay-credentials') return finding('hipay', 'broken', 'hipay-refuses-login', values);
  if (failure === 'hipay-refused') return finding('hipay', 'look', 'hipay-refuses', values);
  return status === undefined
    ? finding('hipay', 'look', 'hipay-silent', values)
    : finding('hipay', 'look', 'hipay-errors', { ...values, status });
}

function checkClock({ snapshot: { clockOffMs = 0 } }: Situation): Finding {
  if (clockOffMs === 0) return finding('clock', 'good', 'clock-right');
  const values = { time: { span: Math.abs(clockOffMs) } };
  return finding('clock', 'look', clockOffMs > 0 ? 'clock-fast' : 'clock-slow', values);
}

function checkNotifications({ snapshot, now }: Situation): Finding {
  const { outbox } = snapshot;
  const { pending, parked, oldestAt } = outbox;
  const oldest = oldestAt === undefined ? {} : { oldest: { moment: oldestAt } };
  if (parked > 0)
    return finding('notifications', 'broken', 'notifications-parked', { count: parked, ...oldest });
  if (pending === 0 && isAllKnown(snapshot)) return finding('notifications', 'good', 'notifications-none');
  if (pending === 0) return finding('notifications', 'good', 'notifications-none-here');
  const values = { count: pending, ...oldest };
  return isOverdue(outbox, now)
    ? finding('notifications', 'look', 'notifications-overdue', values)
    : finding('notifications', 'good', 'notifications-pending', values);
}

function checkEnvironment({ snapshot }: Situation): Finding {
  if (snapshot.simulated.terminal || snapshot.simulated.gateway)
    return finding('environment', 'look', 'environment-simulated');
  return snapshot.environment === 'prod'
    ? finding('environment', 'good', 'environment-production')
    : finding('environment', 'look', 'environment-test', { environment: snapshot.environment });
}

const checkBuild = ({ build: digests, snapshot: { version } }: Situation): Finding =>
  digests
    ? finding('build', 'good', 'build-known', { version, page: digests.page, service: digests.sidecar })
    : finding('build', 'good', 'build-not-known', { version });

/** Facts about the browser and the computer that only the page can see. A field is absent if the browser hides it. */
export interface PageDescription {
  readonly browser: { readonly name: string; readonly version: string };
  readonly secureContext: boolean;
  readonly abilities: {
    readonly serial: boolean;
    readonly usb: boolean;
    readonly locks: boolean;
    readonly workers: boolean;
    readonly indexedDb: boolean;
    readonly wakeLock: boolean;
  };
  /** Interfaces that a permissions policy of the server or of the embedding page forbids. */
  readonly forbidden: readonly ('serial' | 'usb')[];
  /** Number of ports and devices that this page may use without asking the user. */
  readonly granted: { readonly serial?: number; readonly usb?: number };
  readonly online: boolean;
  readonly storage: {
    readonly persisted?: boolean;
    readonly usedBytes?: number;
    readonly quotaBytes?: number;
  };
  readonly serviceWorker: 'unsupported' | 'none' | 'installing' | 'waiting' | 'active';
  /** True if installed as an app with its own window. */
  readonly installed: boolean;
  readonly timeZone?: string;
}
