import { expect, test, vi } from 'vitest';
import { type BrowserView, browserName, describePage } from '../../../src/pwa/page/look-around.ts';

type Fake = BrowserView['navigator'];

const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const viewOf = (navigator: object, change: Partial<BrowserView> = {}): BrowserView => ({
  navigator: { userAgent: agent, onLine: true, ...navigator } as Fake,
  isSecureContext: true,
  hasWorkers: true,
  hasIndexedDb: true,
  allowsFeature: () => undefined,
  matches: () => false,
  timeZone: () => 'Europe/Paris',
  ...change,
});

test('describes a browser with all features', async () => {
  const found = await describePage(
    viewOf(
      {
        serial: { getPorts: async () => [{}, {}] },
        usb: { getDevices: async () => [{}] },
        locks: {},
        wakeLock: {},
        storage: { persisted: async () => true, estimate: async () => ({ usage: 5, quota: 9 }) },
        serviceWorker: { getRegistration: async () => ({ active: {} }) },
      },
      { allowsFeature: (name) => name === 'serial', matches: (query) => query.includes('standalone') },
    ),
  );
  expect(found).toEqual({
    browser: { name: 'Chrome', version: '141' },
    secureContext: true,
    abilities: { serial: true, usb: true, locks: true, workers: true, indexedDb: true, wakeLock: true },
    forbidden: ['usb'],
    granted: { serial: 2, usb: 1 },
    online: true,
    storage: { persisted: true, usedBytes: 5, quotaBytes: 9 },
    serviceWorker: 'active',
    installed: true,
    timeZone: 'Europe/Paris',
  });
});

test('describes a browser without any feature', async () => {
  const found = await describePage(
    viewOf(
      { userAgent: '?', onLine: false },
      { isSecureContext: false, hasWorkers: false, hasIndexedDb: false, timeZone: () => undefined },
    ),
  );
  expect(found).toEqual({
    browser: { name: '?', version: '?' },
    secureContext: false,
    abilities: { serial: false, usb: false, locks: false, workers: false, indexedDb: false, wakeLock: false },
    forbidden: [],
    granted: {},
    online: false,
    storage: {},
    serviceWorker: 'unsupported',
    installed: false,
  });
});

test('a browser that refuses or never answers does not delay the description', async () => {
  vi.useFakeTimers();
  const describing = describePage(
    viewOf({
      serial: { getPorts: () => new Promise(() => {}) },
      usb: { getDevices: () => Promise.reject(new Error('SecurityError')) },
      storage: { persisted: () => Promise.reject(new Error('no')), estimate: () => new Promise(() => {}) },
      serviceWorker: { getRegistration: () => new Promise(() => {}) },
    }),
  );
  await vi.advanceTimersByTimeAsync(3000);
  vi.useRealTimers();
  expect(await describing).toMatchObject({
    granted: {},
    storage: {},
    serviceWorker: 'none',
    abilities: { serial: true },
  });
});

test.each([
  [{ active: {}, waiting: {} }, 'waiting'],
  [{ installing: {} }, 'installing'],
  [undefined, 'none'],
])('describes the service worker registration %j as %s', async (registration, state) => {
  const found = await describePage(viewOf({ serviceWorker: { getRegistration: async () => registration } }));
  expect(found.serviceWorker).toBe(state);
});

test.each([
  [
    [
      { brand: 'Not;A=Brand', version: '8' },
      { brand: 'Chromium', version: '141' },
      { brand: 'Microsoft Edge', version: '141' },
    ],
    '',
    'Microsoft Edge',
    '141',
  ],
  [
    [
      { brand: 'Chromium', version: '141' },
      { brand: 'Not_A Brand', version: '8' },
    ],
    '',
    'Chromium',
    '141',
  ],
  [undefined, 'Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/130.0', 'Firefox', '130'],
  [
    undefined,
    'Mozilla/5.0 (Macintosh) AppleWebKit/605 (KHTML, like Gecko) Version/17.4 Safari/605',
    'Safari',
    '17',
  ],
])('names the browser from its brands or its user agent (%#)', (brands, userAgent, name, version) => {
  const found = browserName({ userAgent, onLine: true, ...(brands && { userAgentData: { brands } }) });
  expect(found).toEqual({ name, version });
});
