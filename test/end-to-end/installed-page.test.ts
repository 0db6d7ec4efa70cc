import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, launchWholeBrowser, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

// The browser features of the installed program, under the sidecar's own policies.
let browser: Browser;
let sidecar: RunningSidecar;
let page: Page;

interface Observed {
  readonly locks: string[];
  readonly badges: number[];
  readonly sounds: AudioContext[];
}
declare global {
  var observed: Observed;
}

beforeAll(async () => {
  browser = await launchWholeBrowser();
  const connector = { timers: { customer_ms: 4000 } };
  sidecar = await startSidecar({ config: shopConfig({ connector }), args: ['--simulate'] });
  page = await (await browser.newContext()).newPage();
  // Records what the page asks of the browser.
  await page.addInitScript(() => {
    const notes: Observed = { locks: [], badges: [], sounds: [] };
    const { wakeLock } = navigator;
    const request = wakeLock.request.bind(wakeLock);
    wakeLock.request = async (type) => {
      const lock = await request(type);
      notes.locks.push('held');
      lock.addEventListener('release', () => notes.locks.push('released'));
      return lock;
    };
    const badge = navigator.setAppBadge.bind(navigator);
    navigator.setAppBadge = async (count) => {
      notes.badges.push(count ?? 0);
      await badge(count);
    };
    const Audio = AudioContext;
    globalThis.AudioContext = class extends Audio {
      constructor() {
        super();
        notes.sounds.push(this);
      }
    };
    globalThis.observed = notes;
  });
  await page.goto(sidecar.pairingLink);
  await terminalReady(sidecar);
});
afterAll(async () => {
  await browser.close();
  await sidecar.stop();
});

const readObserved = () =>
  page.evaluate(() => ({
    locks: globalThis.observed.locks,
    badges: globalThis.observed.badges,
    sounds: globalThis.observed.sounds.map(({ state }) => state),
  }));

describe('the installed program', () => {
  it('keeps the screen on while a payment runs, and lets it go off afterwards', async () => {
    await sidecar.call('POST', '/order', sampleOrder());
    await eventually('the lock is given back', async () => (await readObserved()).locks.includes('released'));
    const { locks, sounds } = await readObserved();
    expect(locks).toEqual(['held', 'released']);
    // Sounds are off by default.
    expect(sounds).toEqual([]);
  });

  it('plays a sound if it is switched on', async () => {
    await page.goto(`${sidecar.origin}/#/settings/screen`);
    await page.getByLabel('Sound when a payment ends').check();
    await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_heard' }));
    await eventually('the sound plays', async () => (await readObserved()).sounds.includes('running'));
    expect((await readObserved()).sounds).toHaveLength(1);
  });

  it('shows on its icon how many entries wait for a person', async () => {
    await page.goto(`${sidecar.origin}/#/pay`);
    await page.locator('#terminal').click();
    await page.getByLabel('What the simulated terminal does').selectOption('silent-at-6');
    await page.keyboard.press('Escape');
    let orders = 0;
    await eventually('a payment is unknown', async () => {
      const unknown = sampleOrder({ order_id: `Order_unknown_${orders++}` });
      return (await sidecar.call('POST', '/order', unknown)).body['outcome'] === 'UNKNOWN';
    });
    await eventually('the badge is there', async () => (await readObserved()).badges.at(-1) === 1);
  });

  it('has shortcuts to pay and to today in the browser’s language, and takes the window’s title bar', async () => {
    const manifest = await page.evaluate(() => fetch('/manifest.webmanifest').then((reply) => reply.json()));
    expect(manifest.shortcuts.map(({ url }: { url: string }) => url)).toEqual(['/#/pay', '/#/payments']);
    expect(manifest.shortcuts[0]).toMatchObject({ name: 'Pay', name_localized: { fr: 'Encaisser' } });
    // With another id the browser would install a second program.
    expect([manifest.id, manifest.start_url]).toEqual(['/', '/']);
    expect(manifest.display_override).toEqual(['window-controls-overlay', 'standalone']);
    expect(manifest.launch_handler).toEqual({ client_mode: 'focus-existing' });
    expect(manifest.description_localized).toMatchObject({
      pt: 'Entre uma caixa e o seu terminal de pagamento.',
    });
    const [picture] = manifest.screenshots;
    const type = await page.evaluate(
      (src) => fetch(`/${src}`).then((reply) => reply.headers.get('content-type')),
      picture.src,
    );
    expect([picture.form_factor, type]).toEqual(['wide', 'image/png']);
  });

  it('has an icon in each size that a system asks for, and each file is an image of that size', async () => {
    const icons = await page.evaluate(async () => {
      const manifest = await fetch('/manifest.webmanifest').then((reply) => reply.json());
      const listed = [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }: { icons: [] }) => icons)];
      return Promise.all(
        listed
          .filter(({ type }) => type === 'image/png')
          .map(async ({ src, sizes, purpose }) => {
            const image = await fetch(`/${src}`).then(async (reply) => createImageBitmap(await reply.blob()));
            return { purpose, sizes, real: `${image.width}x${image.height}` };
          }),
      );
    });
    for (const { sizes, real } of icons) expect(real).toBe(sizes);
    expect(icons.map(({ purpose, sizes }) => `${purpose ?? 'shortcut'} ${sizes}`)).toEqual([
      'any 192x192',
      'any 512x512',
      'maskable 192x192',
      'maskable 512x512',
      'shortcut 96x96',
      'shortcut 96x96',
    ]);
  });
});
