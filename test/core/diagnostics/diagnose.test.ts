import { describe, expect, test } from 'vitest';
import type { terminalStatus } from '../../../src/core/connector-api/snapshot.ts';
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts';
import { checks, findingNames, worstFirst } from '../../../src/core/diagnostics/finding.ts';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { calmPage, now, shop, situation } from './situations.ts';

type Change = Parameters<typeof situation>[0];

const abilities = (change: Partial<ReturnType<typeof calmPage>['abilities']>) => ({
  page: { abilities: { ...calmPage().abilities, ...change } },
});
const linked = (link: 'tcp' | 'simulated') => shop({ terminal: { ...defaultSettings().terminal, link } });
const account = (change: object) => shop({ hipay: { ...defaultSettings().hipay, login: 'shop', ...change } });
const terminalIn = (state: (typeof terminalStatus.shape.state.options)[number]) => ({
  snapshot: { terminal: { state, seenAt: now, description: '', simulated: false } },
});

/** The sidecar, which reaches the terminal on the network, does not answer. */
const cutOff = {
  snapshot: {
    terminal: { ...terminalIn('ready').snapshot.terminal, overNetwork: true },
    sidecar: 'away' as const,
  },
};

/** The name of the finding, its state, and the change of a good situation that causes it. */
const cases: readonly (readonly [name: string, state: string, Change])[] = [
  ['connector-gone', 'broken', { connectorGone: true }],
  ['browser-usb-only', 'good', abilities({ serial: false })],
  ['browser-no-cable', 'broken', abilities({ serial: false, usb: false })],
  ['browser-no-cable', 'good', { ...abilities({ serial: false, usb: false }), settings: linked('tcp') }],
  ['not-secure', 'broken', { page: { secureContext: false } }],
  ['parts-missing', 'broken', abilities({ locks: false })],
  ['parts-missing', 'broken', abilities({ workers: false })],
  ['parts-missing', 'broken', abilities({ indexedDb: false })],
  ['policy-forbids', 'broken', { page: { forbidden: ['serial'] } }],
  ['policy-forbids', 'good', { page: { forbidden: ['usb'] }, settings: linked('simulated') }],
  ['permission-missing', 'broken', { page: { granted: { serial: 0, usb: 0 } } }],
  ['permission-given', 'good', { page: { granted: { serial: 0, usb: 2 } } }],
  ['permission-unknown', 'look', { page: { granted: {} } }],
  ['permission-not-needed', 'good', { page: { granted: { serial: 0 } }, settings: linked('tcp') }],
  ['terminal-lamp', 'broken', terminalIn('silent')],
  ['terminal-lamp', 'broken', terminalIn('away')],
  ['terminal-lamp', 'broken', terminalIn('in-use')],
  ['terminal-lamp', 'broken', terminalIn('not-chosen')],
  ['terminal-lamp', 'broken', cutOff],
  ['terminal-lamp', 'look', terminalIn('not-ready')],
  ['terminal-lamp', 'look', terminalIn('unchecked')],
  ['owner-elsewhere', 'look', { snapshot: { owner: false } }],
  ['service-none', 'good', { snapshot: { sidecar: 'none' } }],
  ['service-away', 'broken', { snapshot: { sidecar: 'away' } }],
  ['service-not-paired', 'broken', { snapshot: { sidecar: 'not-paired' } }],
  ['service-not-paired', 'broken', { pairing: 'refused' }],
  ['settings-unread', 'look', { settings: undefined }],
  ['account-missing', 'broken', { settings: account({ login: '' }) }],
  ['account-missing', 'broken', { settings: account({ password: '' }) }],
  ['account-set', 'good', { settings: { ...account({ route: 'relay' }), contracts: shop().contracts } }],
  ['contract-missing', 'broken', { settings: shop({ contracts: {} }) }],
  ['account-doubtful', 'look', { settings: shop({ environment: 'stage' }) }],
  ['network-gone', 'look', { page: { online: false } }],
  ['hipay-not-asked', 'good', { lastNotification: undefined }],
  ['hipay-silent', 'look', { lastNotification: { at: now, failure: 'hipay-unreachable' } }],
  ['hipay-errors', 'look', { lastNotification: { at: now, failure: 'hipay-unreachable', status: 503 } }],
  ['hipay-refuses', 'look', { lastNotification: { at: now, failure: 'hipay-refused' } }],
  ['hipay-refuses-login', 'broken', { lastNotification: { at: now, failure: 'hipay-credentials' } }],
  ['clock-fast', 'look', { snapshot: { clockOffMs: 420_000 } }],
  ['clock-slow', 'look', { snapshot: { clockOffMs: -420_000 } }],
  // This page has no pending notification, but other copies have some, or it is not known.
  ['notifications-none-here', 'good', { snapshot: { undelivered: undefined } }],
  ['notifications-none-here', 'good', { snapshot: { undelivered: 3 } }],
  ['notifications-none-here', 'good', { snapshot: { sidecar: 'away' } }],
  [
    'notifications-pending',
    'good',
    { snapshot: { outbox: { pending: 2, parked: 0, oldestAt: now - 60_000 } } },
  ],
  [
    'notifications-overdue',
    'look',
    { snapshot: { outbox: { pending: 2, parked: 0, oldestAt: now - 3_600_000 } } },
  ],
  ['notifications-parked', 'broken', { snapshot: { outbox: { pending: 2, parked: 1, oldestAt: now } } }],
  ['storage-failed', 'broken', { snapshot: { storageFailure: 'QuotaExceededError' } }],
  ['storage-clearable', 'look', { page: { storage: { persisted: false } } }],
  ['storage-not-known', 'look', { page: { storage: {} } }],
  [
    'storage-nearly-full',
    'look',
    { page: { storage: { persisted: true, usedBytes: 9e8, quotaBytes: 95e7 } } },
  ],
  ['offline-update-waits', 'look', { page: { serviceWorker: 'waiting' } }],
  ['offline-not-ready', 'look', { page: { serviceWorker: 'none' } }],
  ['offline-not-ready', 'look', { page: { serviceWorker: 'installing' } }],
  ['offline-unsupported', 'look', { page: { serviceWorker: 'unsupported' } }],
  ['environment-test', 'look', { snapshot: { environment: 'stage' } }],
  ['environment-simulated', 'look', { snapshot: { simulated: { terminal: false, gateway: true } } }],
  ['build-known', 'good', { build: { page: 'a', sidecar: 'b' } }],
  ['wake-lock-missing', 'look', abilities({ wakeLock: false })],
  ['zone-not-known', 'look', { page: { timeZone: undefined as never } }],
];

test('a shop without problems has one good finding for each check', () => {
  const findings = diagnose(situation());
  expect(findings.filter(({ state }) => state !== 'good')).toEqual([]);
  expect(findings.map(({ check }) => check).sort()).toEqual([...checks].sort());
});

test.each(cases)('reports the finding %s as %s', (name, state, change) => {
  const found = diagnose(situation(change)).find((each) => each.name === name);
  expect(found?.state).toBe(state);
});

test('one fault changes only the finding of its own check', () => {
  const failedChecks = (change: Change) =>
    diagnose(situation(change)).flatMap(({ check, state }) => (state === 'good' ? [] : [check]));
  expect(failedChecks({ snapshot: { sidecar: 'away' } })).toEqual(['service']);
  expect(failedChecks({ page: { secureContext: false } })).toEqual(['secure']);
  expect(failedChecks({ page: { granted: { serial: 0 } } })).toEqual(['permission']);
});

test('the cases of this file cover every finding', () => {
  const good = diagnose(situation()).map(({ name }) => name);
  expect([...new Set([...good, ...cases.map(([name]) => name)])].sort()).toEqual([...findingNames].sort());
});

describe('the findings, worst first', () => {
  test('keep their order within one state', () => {
    const found = worstFirst(
      diagnose(
        situation({
          page: { secureContext: false, online: false },
          snapshot: { owner: false, sidecar: 'away' },
        }),
      ),
    );
    expect(found.slice(0, 5).map(({ state }) => state)).toEqual(['broken', 'broken', 'look', 'look', 'good']);
    expect(found.slice(0, 4).map(({ check }) => check)).toEqual(['secure', 'service', 'network', 'owner']);
  });
});
