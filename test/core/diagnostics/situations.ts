import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PageDescription, Situation } from '../../../src/core/diagnostics/diagnose.ts';
import { defaultSettings, type Settings } from '../../../src/core/settings/settings.ts';
import { hideSecrets } from '../../../src/core/settings/visible-settings.ts';

export const now = Date.parse('2026-11-23T10:00:00.000Z');

export const calmPage = (change: Partial<PageDescription> = {}): PageDescription => ({
  browser: { name: 'Chromium', version: '141' },
  secureContext: true,
  abilities: { serial: true, usb: true, locks: true, workers: true, indexedDb: true, wakeLock: true },
  forbidden: [],
  granted: { serial: 1, usb: 0 },
  online: true,
  storage: { persisted: true, usedBytes: 2_000_000, quotaBytes: 9e9 },
  serviceWorker: 'active',
  installed: true,
  timeZone: 'Europe/Paris',
  ...change,
});

const calmSnapshot = (): Snapshot => ({
  version: '0.1.0',
  environment: 'prod',
  owner: true,
  simulated: { terminal: false, gateway: false },
  terminal: { state: 'ready', seenAt: now - 12_000, description: 'USB 0b00:0080', simulated: false },
  payments: [],
  notifications: [],
  alarms: [],
  outbox: { pending: 0, parked: 0 },
  sidecar: 'connected',
  undelivered: 0,
});

export const shop = (change: Partial<Settings> = {}) =>
  hideSecrets(
    {
      ...defaultSettings(),
      environment: 'prod',
      hipay: {
        ...defaultSettings().hipay,
        login: 'shop',
        password: 'PLANTED-password',
        hashKey: 'PLANTED-key',
      },
      contracts: { nfc: { merchantId: '1', paymentApplication: '0CB', rank: '001' } },
      ...change,
    },
    false,
  );

interface Change extends Partial<Omit<Situation, 'page' | 'snapshot'>> {
  readonly page?: Partial<PageDescription>;
  readonly snapshot?: Partial<Snapshot>;
}

/** A shop without problems, except for the change. */
export const situation = ({ page, snapshot, ...change }: Change = {}): Situation => ({
  now,
  page: calmPage(page),
  snapshot: { ...calmSnapshot(), ...snapshot },
  connectorGone: false,
  pairing: 'none',
  settings: shop(),
  lastNotification: { at: now - 60_000 },
  ...change,
});
