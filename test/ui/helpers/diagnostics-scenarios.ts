import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PageDescription } from '../../../src/core/diagnostics/diagnose.ts';
import type { RecordingLine } from '../../../src/core/recorder/recording-lines.ts';
import { calmPage } from '../../core/diagnostics/situations.ts';
import { calmSnapshot, FakeConnector, shopSettings } from './fake-connector.ts';
import { choose, click, type } from './mount.ts';
import type { Scenario } from './scenarios.ts';

const steps: readonly (readonly [RecordingLine['kind'], string])[] = [
  ['about', 'version 0.1.0'],
  [
    'settings',
    'environment prod terminal web-serial concert-v2-e+ register 01 password set hash key not set',
  ],
  ['line', 'opened USB 0b00:0080 9600 8N1'],
  ['payment', 'p-1 order T1-20261123-0042 attempt 1 1023 EUR -> intended'],
  ['sent', 'ENQ'],
  ['received', 'ACK'],
  ['payment', 'p-1 order T1-20261123-0042 attempt 1 1023 EUR -> sending'],
  ['sent', 'request E+ register 01 amount 10.23 EUR debit'],
  ['received', 'ACK'],
  ['sent', 'EOT'],
  ['received', 'ENQ'],
  ['sent', 'ACK'],
  [
    'received',
    'answer register 01 status 0 amount 10.23 EUR mode 1 report 497010******0042 private "0000000000"',
  ],
  ['payment', 'p-1 order T1-20261123-0042 attempt 1 1023 EUR -> answered APPROVED'],
  ['sent', 'ACK'],
  [
    'notification',
    'n-1 order T1-20261123-0042 nfc attempt 1 -> pending hipay-unreachable (timeout) next soon',
  ],
  ['notification', 'n-1 order T1-20261123-0042 nfc attempt 2 -> delivered'],
];

export const recording = (): string =>
  steps
    .map(([kind, text], n) =>
      JSON.stringify({ at: new Date(Date.now() - 60_000 + n * 173).toISOString(), kind, text }),
    )
    .join('\n');

/** The diagnostics screen, opened from the settings. */
const diagnostics = (
  now: Partial<Snapshot>,
  pageDescription: Partial<PageDescription> | 'failed' = {},
  then: () => Promise<void> = async () => {},
): Scenario => {
  const connector = new FakeConnector(
    calmSnapshot({ environment: 'prod', ...now }),
    shopSettings({
      environment: 'prod',
      hipay: { ...shopSettings().hipay, login: 'shop', password: '', hashKey: '' } as never,
    }),
  );
  connector.exportRecording = async () => ({ text: recording() });
  return {
    area: 'settings',
    place: 'diagnostics',
    connector,
    pageDescription: pageDescription === 'failed' ? pageDescription : calmPage(pageDescription),
    afterwards: then,
  };
};

const troubles = (): Partial<Snapshot> => ({
  owner: false,
  sidecar: 'away',
  storageFailure: 'QuotaExceededError',
  clockOffMs: 7 * 60_000,
  outbox: { pending: 3, parked: 1, oldestAt: Date.now() - 7_800_000 },
  terminal: { state: 'silent', seenAt: Date.now() - 400_000, description: 'USB 0b00:0080', simulated: false },
});

const badPage: Partial<PageDescription> = {
  secureContext: false,
  abilities: { serial: false, usb: false, locks: false, workers: true, indexedDb: true, wakeLock: false },
  forbidden: ['serial'],
  granted: { serial: 0 },
  online: false,
  serviceWorker: 'none',
};

export const diagnosticsScenarios: Readonly<Record<string, () => Scenario>> = {
  diagnostics: () => diagnostics({}),
  'diagnostics-in-order': () => diagnostics({}, {}, () => click('#group-computer summary')),
  'diagnostics-troubles': () => diagnostics(troubles(), badPage),
  'diagnostics-silent': () => diagnostics({ terminal: troubles().terminal! }),
  'diagnostics-no-browser': () => diagnostics({}, 'failed'),
  'diagnostics-stopped': () => {
    const scenario = diagnostics({});
    scenario.connector.exportRecording = () => Promise.reject(new Error('closed'));
    return { ...scenario, page: { connectorGone: true } };
  },
  'diagnostics-filtered': () =>
    diagnostics({}, {}, async () => {
      await click('.log summary');
      await choose('#kind', 'wire');
    }),
  'diagnostics-no-line': () =>
    diagnostics({}, {}, async () => {
      await click('.log summary');
      await type('#words', 'zebra');
    }),
  'diagnostics-bundle': () => diagnostics({}, {}, () => click('#make-bundle')),
  'diagnostics-bundle-read': () =>
    diagnostics({}, {}, async () => {
      await click('#make-bundle');
      await click('#read-bundle summary');
    }),
};
