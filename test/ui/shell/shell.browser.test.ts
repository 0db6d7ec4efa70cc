import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { newerTabFailure, type Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PageState } from '../../../src/ui/host-api.ts';
import type { EcrBanner } from '../../../src/ui/parts/ecr-banner.ts';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mount, settled, shownText } from '../helpers/mount.ts';
import { livePayment } from '../helpers/sample-rows.ts';

const banners = () => shownText(find('ecr-banners').shadowRoot!) + bannerTexts();
const bannerTexts = () =>
  [...find('ecr-banners').shadowRoot!.querySelectorAll('ecr-banner')]
    .map((each) => shownText(each))
    .join(' ');

test.each<[string, Partial<Snapshot>, Partial<PageState>, string]>([
  ['simulated', { simulated: { terminal: true, gateway: true } }, {}, 'SIMULATED – no money moves'],
  ['simulated gateway', { simulated: { terminal: false, gateway: true } }, {}, 'Cards can really be charged'],
  ['not owner', { owner: false }, {}, 'Open in another tab: pay there'],
  ['sidecar away', { sidecar: 'away' }, {}, 'The local service does not answer'],
  [
    'sidecar of another version',
    { sidecar: 'away' },
    { sidecarIsOther: true },
    'The local service is of another version than this page',
  ],
  ['not paired', { sidecar: 'not-paired' }, {}, 'not paired'],
  ['storage', { storageFailure: 'QuotaExceededError' }, {}, 'Nothing can be recorded'],
  ['a fast clock', { clockOffMs: 7 * 60_000 }, {}, 'clock is 7 minutes fast by HiPay’s. Payments go on'],
  ['a slow clock', { clockOffMs: -26 * 3_600_000 }, {}, 'clock is 26 hours slow by HiPay’s'],
  ['offline', {}, { online: false }, 'No network'],
  ['refused pairing', {}, { pairing: 'refused' }, 'used up or too old'],
  ['unreachable pairing', {}, { pairing: 'unreachable' }, 'could not be reached for pairing'],
  ['a newer tab', { storageFailure: newerTabFailure }, {}, 'must be reloaded once its payment has ended'],
  ['closed for a newer tab', {}, { connectorGone: true, connectorEnd: 'newer-tab' }, 'must be reloaded'],
  ['dead worker', {}, { connectorGone: true }, 'This page has stopped working'],
])('shows a banner: %s', async (_name, now, page, words) => {
  const connector = new FakeConnector();
  const { hostApi } = await mount({ connector });
  expect(banners().trim()).toBe('');
  connector.show(now);
  hostApi.show(page);
  await settled();
  expect(banners()).toContain(words);
});

test('without the sidecar, a terminal on the network is out of reach, and no payment by hand is promised', async () => {
  const connector = new FakeConnector();
  await mount({ connector });
  const { terminal } = calmSnapshot();
  connector.show({ sidecar: 'away', terminal: { ...terminal, state: 'ready', overNetwork: true } });
  await settled();
  expect(banners()).toContain('Nor can you take payments by hand');
  expect(banners()).not.toContain('You can still');
  expect(find('#terminal').textContent).toContain('Terminal out of reach');
  expect(find('#terminal').classList).toContain('bad');
  expect(shownText(find('#advice'))).toContain('does not answer. Start it again');
  connector.show({ terminal: { ...terminal, state: 'ready' } });
  await settled();
  expect(banners()).toContain('You can still take payments by hand.');
  expect(find('#terminal').textContent).toContain('Terminal ready');
});

const shownBanners = () =>
  [...find('ecr-banners').shadowRoot!.querySelectorAll<EcrBanner>('ecr-banner')].map(
    (each) => each.text || each.heading,
  );

test('shows the weightiest notice alone; a button opens the others in order', async () => {
  const connector = new FakeConnector();
  const { hostApi } = await mount({ connector });
  hostApi.show({ online: false, updateReady: true });
  connector.show({ sidecar: 'away', owner: false, clockOffMs: 7 * 60_000 });
  await settled();
  expect(shownBanners()).toEqual(['Open in another tab: pay there']);
  expect(find('.more').textContent).toBe('and 4 more');
  await click('.more');
  expect(shownBanners()).toEqual([
    'Open in another tab: pay there',
    'No network. Sending goes on by itself',
    expect.stringContaining('The local service does not answer'),
    expect.stringContaining('clock is 7 minutes fast'),
    'A new version is ready.',
  ]);
  expect(find('.more').getAttribute('aria-expanded')).toBe('true');
  await click('.more');
  expect(shownBanners()).toHaveLength(1);
  connector.show({ storageFailure: 'QuotaExceededError' });
  await settled();
  expect(shownBanners()).toEqual([expect.stringContaining('Free some disk space')]);
});

test('what is simulated keeps its own line, below only what cannot be recorded', async () => {
  const connector = new FakeConnector(
    calmSnapshot({ simulated: { terminal: true, gateway: true }, owner: false }),
  );
  await mount({ connector });
  const tones = () =>
    [...find('ecr-banners').shadowRoot!.querySelectorAll<EcrBanner>('ecr-banner')].map(({ tone }) => tone);
  expect(tones()).toEqual(['simulated', 'calm']);
  connector.show({ storageFailure: 'QuotaExceededError' });
  await settled();
  expect(tones()).toEqual(['bad', 'simulated']);
});

test('says that a page is not paired, also where no terminal is known', async () => {
  const terminal = { ...calmSnapshot().terminal, state: 'not-chosen' as const };
  await mount({ connector: new FakeConnector(calmSnapshot({ sidecar: 'not-paired', terminal })) });
  expect(shownBanners()).toEqual([expect.stringContaining('not paired')]);
});

test('reads the settings again when the sidecar sends those that were stored already', async () => {
  const connector = new FakeConnector(calmSnapshot({ settingsChanges: 0 }), shopSettings());
  await mount({ connector, area: 'settings' });
  const mayEdit = () => find('ecr-settings-screen').shadowRoot!.querySelector('fieldset')?.disabled === false;
  await expect.poll(mayEdit).toBe(true);
  // The page reads the settings at the connection, before the sidecar has sent its own.
  connector.show({ sidecar: 'connected' });
  await settled();
  connector.visible = shopSettings({}, true);
  connector.show({ settingsChanges: 1 });
  await expect.poll(mayEdit).toBe(false);
});

test('says once that it notifies HiPay of another profile’s sales, until a person closes the notice', async () => {
  const connector = new FakeConnector();
  await mount({ connector });
  connector.show({ takenOver: { payments: 5, notifications: 0 } });
  await settled();
  expect(has('ecr-taken-over')).toBe(false);
  connector.show({ takenOver: { payments: 8, notifications: 3 } });
  await settled();
  expect(shownText()).toContain('not sent to HiPay: 3. This browser sends them now');
  await click('.seen');
  expect(has('.seen')).toBe(false);
  connector.show({ terminal: calmSnapshot().terminal });
  await settled();
  expect(has('.seen')).toBe(false);
  connector.show({ takenOver: { payments: 9, notifications: 4 } });
  await settled();
  expect(has('.seen')).toBe(true);
});

test('says that records are lost, and accepts the loss at the second press only', async () => {
  const connector = new FakeConnector();
  await mount({ connector });
  connector.show({ recordsLost: { at: Date.now(), missing: 7 } });
  await settled();
  expect(shownText()).toContain('Stored payments were lost');
  expect(shownText()).toContain('Orders that are missing: 7.');
  // The chip in the bar, and the lamp in the terminal's panel.
  await click('#terminal');
  expect(shownText()).not.toContain('You can take payments.');
  expect(shownText().match(/Ready, orders held back/g)).toHaveLength(2);
  await click('.begin');
  expect(shownText()).toContain('would be charged again');
  await click('.wait');
  expect(connector.called('acceptRecordsLoss')).toEqual([]);
  await click('.begin');
  await click('.accept');
  expect(connector.called('acceptRecordsLoss')).toHaveLength(1);
  connector.show({ recordsLost: undefined });
  await settled();
  expect(has('ecr-records-lost')).toBe(false);
  expect(shownText()).not.toContain('orders held back');
});

test('says that payments cannot be saved on the disk, and that the terminal is not simply ready, until a write works', async () => {
  const connector = new FakeConnector();
  await mount({ connector });
  const error = 'ENOSPC: no space left on device, write';
  const failures = ['asked.jsonl', 'records.jsonl'].map((file) => ({ file, error }));
  connector.show({ diskFailures: failures });
  await settled();
  await settled();
  expect(shownText()).toContain('let this program write asked.jsonl, records.jsonl.');
  expect(shownText()).toContain('They go on and are kept in this browser: do not close it');
  expect(shownText()).toContain('No payment is charged twice.');
  expect(shownText().match(/ENOSPC/g)).toHaveLength(1);
  // The chip in the bar, and the lamp in the terminal's panel.
  await click('#terminal');
  expect(shownText().match(/Ready, disk problem/g)).toHaveLength(2);
  expect(shownText()).toContain('some may be refused');
  connector.show({ recordsLost: { at: Date.now(), missing: 7 } });
  await settled();
  expect(shownText().match(/Ready, orders held back/g)).toHaveLength(2);
  connector.show({ recordsLost: undefined, diskFailures: undefined });
  await settled();
  expect(has('ecr-disk-failures')).toBe(false);
  expect(shownText()).not.toContain('disk problem');
  expect(shownText()).toContain('You can take payments.');
});

test('a file of payments may still be copied back: there is nothing to accept until it rests', async () => {
  const connector = new FakeConnector();
  await mount({ connector });
  connector.show({ recordsLost: { at: Date.now(), missing: 7 } });
  await settled();
  await click('.begin');
  connector.show({ recordsLost: { at: Date.now(), missing: 7, isComing: true } });
  await settled();
  expect(shownText()).toContain('Let the copy finish');
  expect(shownText()).toContain('Orders that are missing: 7.');
  for (const button of ['.begin', '.accept']) expect(has(button), button).toBe(false);
  connector.show({ recordsLost: { at: Date.now(), missing: 7 } });
  await settled();
  expect(has('.begin')).toBe(true);
  expect(has('.accept')).toBe(false);
});

test('asks whether a till repeats a paid sale, on any screen, until it is answered or the till waits no longer', async () => {
  const connector = new FakeConnector();
  await mount({ connector });
  const sameSale = { id: 'q-1', orderId: 'T1-7', amountMinor: 330, currency: 'EUR' as const, at: Date.now() };
  location.hash = '#settings';
  connector.show({ sameSale });
  await settled();
  expect(shownText()).toContain('The till did not get the answer for €3.30');
  expect(shownText()).toContain('order T1-7');
  expect(connector.called('answerSameSale')).toEqual([{ id: 'q-1', answer: 'seen' }]);
  await click('#same-sale');
  expect(connector.called('answerSameSale').at(-1)).toEqual({ id: 'q-1', answer: 'same' });
  connector.show({ sameSale: undefined });
  await settled();
  expect(has('ecr-same-sale')).toBe(false);
  connector.show({ sameSale: { ...sameSale, id: 'q-2' } });
  await settled();
  await click('#new-sale');
  expect(connector.called('answerSameSale').at(-1)).toEqual({ id: 'q-2', answer: 'new' });
});

test('says that the connector could not start, and offers to reload the page', async () => {
  const connector = new FakeConnector();
  connector.subscribe = () => () => undefined;
  const { hostApi } = await mount({ connector });
  expect(shownText()).toContain('Starting…');
  hostApi.show({ connectorGone: true });
  await settled();
  expect(shownText()).toContain('The program could not start.');
  await click('.waiting button');
  expect(hostApi.reloads).toBe(1);
});

test('says that this page is too old for records that a newer version has changed', async () => {
  const connector = new FakeConnector();
  connector.subscribe = () => () => undefined;
  const { hostApi } = await mount({ connector });
  hostApi.show({ connectorGone: true, connectorEnd: 'newer-data' });
  await settled();
  expect(shownText()).toContain('too old for this browser');
  expect(shownText()).toContain('No payment can be taken.');
});

test('an update waits for the end of the payment', async () => {
  const connector = new FakeConnector(calmSnapshot({ payment: livePayment() }));
  const { hostApi } = await mount({ connector, page: { updateReady: true } });
  expect(has('#update')).toBe(false);
  connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED' }) });
  await settled();
  await click('#update');
  expect(hostApi.updates).toBe(1);
});

test('the areas open by address and by the navigation bar; the settings show the running payment', async () => {
  await mount({ connector: new FakeConnector(calmSnapshot({ payment: livePayment() })) });
  find<HTMLAnchorElement>('nav a[href="#/settings"]').click();
  await expect.poll(() => has('ecr-settings-screen')).toBe(true);
  await settled();
  expect(find('[aria-current="page"]').textContent).toContain('Settings');
  expect(banners()).toContain('Payment of €1,234.50 running');
  location.hash = '#/payments';
  await expect.poll(() => has('ecr-history')).toBe(true);
});

test('the screen stays on while a payment runs, until the program is removed from the page', async () => {
  const connector = new FakeConnector();
  const { app, hostApi } = await mount({ connector });
  connector.show({ payment: livePayment() });
  connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED' }) });
  expect(hostApi.awake).toEqual([true, false]);
  app.remove();
  connector.show({ payment: livePayment({ paymentId: 'p-2' }) });
  expect(hostApi.awake).toEqual([true, false]);
});

test('the skip link is the first stop of the Tab key and leads to the content', async () => {
  await mount();
  document.body.tabIndex = -1;
  document.body.focus();
  await userEvent.keyboard('{Tab}');
  expect(find('.skip').matches(':focus')).toBe(true);
  await userEvent.keyboard('{Enter}');
  expect(find('main').matches(':focus')).toBe(true);
});

test('the language is switched, remembered and set as the document’s', async () => {
  await mount();
  await click('#menu');
  await choose('#language', 'fr');
  await expect.poll(() => shownText()).toContain('Encaisser');
  expect(document.documentElement.lang).toBe('fr');
  expect(localStorage.getItem('hipay-ecr.language')).toBe('fr');
  localStorage.clear();
});

test('every touch target is at least 44 pixels high', async () => {
  await mount();
  await click('#more');
  for (const selector of ['#terminal', '#menu', '.take', 'nav a', '#more', '#order']) {
    expect(find(selector).getBoundingClientRect().height, selector).toBeGreaterThanOrEqual(44);
  }
  await click('#terminal');
  for (const selector of ['#connect', '#check']) {
    expect(find(selector).getBoundingClientRect().height, selector).toBeGreaterThanOrEqual(44);
  }
});
