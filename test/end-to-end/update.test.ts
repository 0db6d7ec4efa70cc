import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onlyStart } from '../release/other-version.mjs';
import { eventually, terminalReady } from './connector-page.ts';
import { removeFolder } from './remove-folder.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { runCommand, type TwoVersions, twoVersions } from './two-versions.ts';

// Two real versions: the present build, and copies of it with other version numbers.
let versions: TwoVersions;
let next: string;
beforeAll(() => {
  versions = twoVersions();
  next = versions.pack('0.2.0');
});
afterAll(() => versions?.remove());

interface Shop {
  readonly root: string;
  readonly launcher: readonly string[];
  sidecar: RunningSidecar;
  run(...args: readonly string[]): Promise<{ code: number | null; output: string }>;
  pointer(): {
    version: string;
    proving?: object;
    previous?: string;
    alarm?: object;
    failed?: { why: string }[];
  };
  health(): Promise<Record<string, unknown>>;
  start(): Promise<void>;
}

const shops: Shop[] = [];
interface Opening {
  readonly args: readonly string[];
  readonly connector?: object;
  /** How long a new version may take to be ready. */
  readonly provedWithinMs?: number;
}

async function openShop({ args, connector = {}, provedWithinMs = 60_000 }: Opening): Promise<Shop> {
  const root = mkdtempSync(join(versions.folder, 'shop-'));
  const launcher = versions.install('0.1.0', root, provedWithinMs);
  const home = mkdtempSync(join(versions.folder, 'home-'));
  const port = await freePort();
  const start = () =>
    startSidecar({
      home,
      port,
      installed: { command: launcher, folder: root },
      config: shopConfig({ update_time: '03:00', connector }),
      args: ['--simulate', ...args],
    });
  const shop: Shop = {
    root,
    launcher,
    sidecar: await start(),
    run: (...command) => runCommand([...launcher, ...command], home),
    pointer: () => JSON.parse(readFileSync(join(root, 'current'), 'utf8')),
    health: async () =>
      (await shop.sidecar.call('GET', '/health').catch(() => ({ body: {} }))).body as Record<string, unknown>,
    start: async () => {
      shop.sidecar = await start();
    },
  };
  shops.push(shop);
  return shop;
}
afterEach(async () => {
  for (const shop of shops.splice(0)) {
    await shop.sidecar.stop();
    removeFolder(shop.root);
  }
});

const runs = (shop: Shop, version: string) =>
  eventually(
    `version ${version} runs`,
    async () => String((await shop.health())['version']).startsWith(`${version}-`),
    60_000,
  );
const settled = (shop: Shop, version: string) =>
  eventually(
    `${version} is proven`,
    async () => shop.pointer().version === version && shop.pointer().proving === undefined,
    60_000,
  );

const keeping = ['--browser', '--headless'];
const pay = (shop: Shop, orderId: string) =>
  shop.sidecar.call('POST', '/order', sampleOrder({ order_id: orderId })).then(({ body }) => body);

describe('an update while a payment runs', () => {
  it('is made after the payment, and shows the page of the new build by itself', async () => {
    const shop = await openShop({ args: keeping, connector: { script: 'slow-customer' } });
    await terminalReady(shop.sidecar);
    const paying = pay(shop, 'During_1');
    await eventually('the payment runs', async () => (await shop.health())['terminal'] === 'paying');
    const asked = await shop.run('update', '--from', next, '--now');
    expect(asked).toMatchObject({ code: 0, output: expect.stringContaining('waits until no payment runs') });
    expect(shop.pointer().version).toBe('0.1.0');
    expect(await paying).toMatchObject({ paymentStatus: 'SUCCESS' });

    await runs(shop, '0.2.0');
    await settled(shop, '0.2.0');
    expect(shop.pointer()).toMatchObject({ version: '0.2.0', previous: '0.1.0' });
    expect(await shop.health()).toMatchObject({ pageBuild: { version: '0.2.0', journal: 'open' } });
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'During_1')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
  }, 240_000);
});

describe('a rollback', () => {
  it('brings back program and page of the version before', async () => {
    const shop = await openShop({ args: keeping });
    await terminalReady(shop.sidecar);
    expect(await shop.run('rollback')).toMatchObject({
      code: 1,
      output: expect.stringContaining('no version before'),
    });
    expect(await shop.run('update', '--from', next, '--now')).toMatchObject({ code: 0 });
    await runs(shop, '0.2.0');
    await settled(shop, '0.2.0');
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'After_1')).toMatchObject({ paymentStatus: 'SUCCESS' });

    const again = await shop.run('update', '--from', next);
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('runs already') });
    expect(await shop.run('rollback', '--now')).toMatchObject({ code: 0 });
    await runs(shop, '0.1.0');
    await eventually(
      'the page of before is back',
      async () =>
        ((await shop.health())['pageBuild'] as { version?: string } | undefined)?.version === '0.1.0',
      60_000,
    );
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'After_1')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
  }, 240_000);
});

const main = (folder: string) => join(folder, 'dist/sidecar/main.js');
/** Each case takes some 15 s: the usual run has one of each kind. */
const isLong = process.env['HIPAY_ECR_TESTS'] === 'long';

type Break = (folder: string) => void;
const broken: readonly [string, Break, string][] = [
  ['ends at once', onlyStart('process.exit(3)'), 'ended by itself'],
  ['ends at once as if it were done', onlyStart('process.exit(0)'), 'ended by itself'],
  ['hangs', onlyStart('setInterval(() => {}, 1000)'), 'did not answer'],
  [
    'is another version than it says',
    (folder) => writeFileSync(main(folder), readFileSync(main(folder), 'utf8').replace('`0.3.0`', '`0.2.9`')),
    'it says that it is version 0.2.9',
  ],
];
const pageless = isLong ? ['never has its page'] : [];

describe('a broken new version goes back by itself', () => {
  it.each(isLong ? broken : broken.slice(0, 1))('%s', async (_, change, why) => {
    const shop = await openShop({ args: ['--no-browser'], provedWithinMs: 8000 });
    const program = versions.pack('0.3.0', change);
    expect(await shop.run('update', '--from', program, '--now')).toMatchObject({ code: 0 });
    await eventually('it has gone back', async () => shop.pointer().failed?.length === 1, 60_000);
    await runs(shop, '0.1.0');
    expect(shop.pointer()).toMatchObject({
      version: '0.1.0',
      failed: [{ why: expect.stringContaining(why) }],
    });
    expect(await shop.health()).toMatchObject({ update: { failed: { version: '0.3.0' } } });
  });
  it.each(pageless)('%s', async () => {
    const shop = await openShop({ args: keeping, provedWithinMs: 8000 });
    await terminalReady(shop.sidecar);
    const program = versions.pack('0.3.0', (folder) => {
      for (const name of readdirSync(join(folder, 'dist/pwa/assets')))
        if (name.startsWith('connector-worker'))
          writeFileSync(join(folder, 'dist/pwa/assets', name), 'throw 1;');
    });
    expect(await shop.run('update', '--from', program, '--now')).toMatchObject({ code: 0 });
    await eventually('it has gone back', async () => shop.pointer().failed?.length === 1, 60_000);
    await runs(shop, '0.1.0');
    expect(shop.pointer().failed?.[0]?.why).toMatch(/no page connected|still of version/);
    await eventually(
      'the page of before is back',
      async () => (await shop.health())['terminal'] === 'ready',
      60_000,
    );
    expect(await pay(shop, 'After_back')).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
});

describe('after the first payment with an unproven version', () => {
  it('the program does not go back by itself, but raises an alarm', async () => {
    const shop = await openShop({ args: keeping, provedWithinMs: 25_000 });
    await terminalReady(shop.sidecar);
    // Its page never says that its journal is open, so it is never proven; but it takes payments.
    const unready = versions.pack('0.3.0', (folder) => {
      for (const name of readdirSync(join(folder, 'dist/sidecar')))
        writeFileSync(
          join(folder, 'dist/sidecar', name),
          readFileSync(join(folder, 'dist/sidecar', name), 'utf8').replace(
            '?`open`:`failed`',
            '?`failed`:`failed`',
          ),
        );
    });
    expect(await shop.run('update', '--from', unready, '--now')).toMatchObject({ code: 0 });
    await runs(shop, '0.3.0');
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'First')).toMatchObject({ paymentStatus: 'SUCCESS' });
    await eventually('the alarm is raised', async () => shop.pointer().alarm !== undefined, 60_000);
    await eventually('it is shown', async () =>
      JSON.stringify(await shop.health()).includes('Payments have begun with it'),
    );
    expect(shop.pointer()).toMatchObject({ version: '0.3.0', previous: '0.1.0' });
    await runs(shop, '0.3.0');
    expect(await shop.run('rollback', '--now')).toMatchObject({ code: 0 });
    await runs(shop, '0.1.0');
  });
});

describe('a connector that was started with --home', () => {
  it('is found by the commands, and its new version is proven', async () => {
    const elsewhere = mkdtempSync(join(versions.folder, 'elsewhere-'));
    const shop = await openShop({ args: ['--no-browser', '--home', elsewhere], provedWithinMs: 15_000 });
    // The folder of HIPAY_ECR_HOME is not the one that the connector uses.
    expect(await shop.run('update', '--from', next, '--now')).toMatchObject({
      code: 0,
      output: expect.stringContaining('Its next start is version 0.2.0'),
    });
    await shop.sidecar.stop();
    await shop.start();
    await settled(shop, '0.2.0');
    await runs(shop, '0.2.0');
  });
});

describe('a stop of the whole process group', () => {
  it('is one stop for the program, which the launcher passes on too', async () => {
    const root = mkdtempSync(join(versions.folder, 'shop-'));
    const [program = 'node', ...args] = versions.install('0.1.0', root, 60_000);
    const env = { ...process.env, HIPAY_ECR_HOME: mkdtempSync(join(versions.folder, 'home-')) };
    const words = ['start', '--simulate', '--no-browser', '--port', String(await freePort())];
    const child = spawn(program, [...args, ...words], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    const ended = once(child, 'exit');
    await eventually('it runs', async () => /^curl /m.test(said), 60_000);
    process.kill(-(child.pid as number), 'SIGTERM');
    expect(await ended).toEqual([0, null]);
    removeFolder(root);
  });

  it('while a version is proven, ends at once, and does not count as a failed start', async () => {
    const root = mkdtempSync(join(versions.folder, 'shop-'));
    const launcher = versions.install('0.1.0', root, 60_000);
    const home = mkdtempSync(join(versions.folder, 'home-'));
    const slow = versions.pack('0.3.0', onlyStart('setInterval(() => {}, 1000)'));
    expect(await runCommand([...launcher, 'update', '--from', slow], home)).toMatchObject({ code: 0 });
    const pointer = () => JSON.parse(readFileSync(join(root, 'current'), 'utf8'));
    for (let stops = 0; stops < 5; stops++) {
      const [program = 'node', ...args] = launcher;
      const env = { ...process.env, HIPAY_ECR_HOME: home };
      const child = spawn(program, [...args, 'start'], { env, stdio: 'ignore', detached: true });
      const ended = once(child, 'exit');
      await eventually('the start is counted', async () => pointer().proving?.starts === 1, 20_000);
      const at = performance.now();
      process.kill(-(child.pid as number), 'SIGTERM');
      await ended;
      expect(performance.now() - at).toBeLessThan(5000);
    }
    expect(pointer()).toMatchObject({ version: '0.3.0', proving: { starts: 0 } });
    removeFolder(root);
  });
});

describe('a power cut', () => {
  it('at any moment leaves a program that starts', async () => {
    const shop = await openShop({ args: ['--no-browser'] });
    let version = '0.1.0';
    for (let ms = 0; ms <= 2400; ms += isLong ? 300 : 1200) {
      const update =
        version === '0.1.0' ? shop.run('update', '--from', next, '--now') : shop.run('rollback', '--now');
      await new Promise((resolve) => setTimeout(resolve, ms));
      await shop.sidecar.kill();
      await update;
      await shop.start();
      await eventually('it answers', async () => (await shop.health())['version'] !== undefined, 60_000);
      await settled(shop, shop.pointer().version);
      // An update that waits may still be made.
      await eventually('nothing waits', async () => !existsSync(join(shop.root, 'waiting.json')), 60_000);
      await settled(shop, shop.pointer().version);
      ({ version } = shop.pointer());
      await runs(shop, version);
    }
  });
});
