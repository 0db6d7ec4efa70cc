import type { Situation } from './diagnose.ts';
import { type Finding, finding } from './finding.ts';

/** A year of a busy shop takes some tens of megabytes. */
const leastFreeBytes = 100_000_000;

/** What depends on the browser and the computer alone, and on what the chosen terminal needs of them. */
export const diagnosePage = (situation: Situation): Finding[] => [
  browser(situation),
  situation.page.secureContext
    ? finding('secure', 'good', 'secure')
    : finding('secure', 'broken', 'not-secure'),
  parts(situation),
  policy(situation),
  permission(situation),
  situation.page.online
    ? finding('network', 'good', 'network-there')
    : finding('network', 'look', 'network-gone'),
  storage(situation),
  offline(situation),
  situation.page.abilities.wakeLock
    ? finding('wake-lock', 'good', 'wake-lock-there')
    : finding('wake-lock', 'look', 'wake-lock-missing'),
  situation.page.timeZone
    ? finding('time-zone', 'good', 'zone-known', { zone: situation.page.timeZone })
    : finding('time-zone', 'look', 'zone-not-known'),
];

/** A terminal on the network, or a simulated one, needs no cable. */
const needsCable = ({ settings, snapshot }: Situation): boolean =>
  !snapshot.simulated.terminal &&
  settings?.terminal.link !== 'tcp' &&
  settings?.terminal.link !== 'simulated';

function browser(situation: Situation): Finding {
  const { browser: values, abilities } = situation.page;
  if (abilities.serial) return finding('browser', 'good', 'browser-serial', values);
  if (abilities.usb) return finding('browser', 'good', 'browser-usb-only', values);
  return finding('browser', needsCable(situation) ? 'broken' : 'good', 'browser-no-cable', values);
}

function parts({ page: { abilities } }: Situation): Finding {
  const needed = { 'Web Locks': abilities.locks, Workers: abilities.workers, IndexedDB: abilities.indexedDb };
  const missing = Object.entries(needed).flatMap(([name, there]) => (there ? [] : [name]));
  if (missing.length === 0) return finding('parts', 'good', 'parts-there');
  return finding('parts', 'broken', 'parts-missing', { names: missing.join(', ') });
}

function policy(situation: Situation): Finding {
  const { forbidden } = situation.page;
  if (forbidden.length === 0) return finding('policy', 'good', 'policy-free');
  const names = forbidden.map((name) => ({ serial: 'Web Serial', usb: 'WebUSB' })[name]).join(', ');
  return finding('policy', needsCable(situation) ? 'broken' : 'good', 'policy-forbids', { names });
}

function permission(situation: Situation): Finding {
  if (!needsCable(situation)) return finding('permission', 'good', 'permission-not-needed');
  const { serial, usb } = situation.page.granted;
  if (serial === undefined && usb === undefined) return finding('permission', 'look', 'permission-unknown');
  const values = { ports: serial ?? 0, devices: usb ?? 0 };
  return values.ports + values.devices > 0
    ? finding('permission', 'good', 'permission-given', values)
    : finding('permission', 'broken', 'permission-missing', values);
}

function storage({ page, snapshot }: Situation): Finding {
  const { persisted, usedBytes, quotaBytes } = page.storage;
  if (snapshot.storageFailure !== undefined)
    return finding('storage', 'broken', 'storage-failed', { detail: snapshot.storageFailure });
  const free = usedBytes === undefined || quotaBytes === undefined ? undefined : quotaBytes - usedBytes;
  const sizes =
    free === undefined ? {} : { used: { bytes: usedBytes ?? 0 }, free: { bytes: Math.max(0, free) } };
  if (free !== undefined && free < leastFreeBytes)
    return finding('storage', 'look', 'storage-nearly-full', sizes);
  if (persisted === undefined) return finding('storage', 'look', 'storage-not-known', sizes);
  return persisted
    ? finding('storage', 'good', 'storage-kept', sizes)
    : finding('storage', 'look', 'storage-clearable', sizes);
}

function offline({ page: { serviceWorker, installed } }: Situation): Finding {
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
