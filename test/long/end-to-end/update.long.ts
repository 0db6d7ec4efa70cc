import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually, terminalReady } from '../../end-to-end/connector-page.ts';
import { removeFolder } from '../../end-to-end/remove-folder.ts';
import { freePort } from '../../end-to-end/running-sidecar.ts';
import { runCommand } from '../../end-to-end/two-versions.ts';
import {
  keepBrowserOptions,
  next,
  openShop,
  pay,
  untilVersionProven,
  untilVersionRuns,
  versions,
  withTwoVersions,
} from '../../end-to-end/updated-shop.ts';
import { onlyStart } from '../../release/other-version.mjs';

withTwoVersions();

describe('a rollback', () => {
  it('brings back the program and the page of the previous version', async () => {
    const shop = await openShop({ args: keepBrowserOptions });
    await terminalReady(shop.sidecar);
    expect(await shop.run('rollback')).toMatchObject({
      code: 1,
      output: expect.stringContaining('no version before'),
    });
    expect(await shop.run('update', '--from', next, '--now')).toMatchObject({ code: 0 });
    await untilVersionRuns(shop, '0.2.0');
    await untilVersionProven(shop, '0.2.0');
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'After_1')).toMatchObject({ paymentStatus: 'SUCCESS' });

    const again = await shop.run('update', '--from', next);
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('runs already') });
    expect(await shop.run('rollback', '--now')).toMatchObject({ code: 0 });
    await untilVersionRuns(shop, '0.1.0');
    await eventually(
      'the page of the earlier version is back',
      async () =>
        ((await shop.health())['pageBuild'] as { version?: string } | undefined)?.version === '0.1.0',
      60_000,
    );
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'After_1')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
  }, 240_000);
});

describe('a shop in which a payment always runs', () => {
  it('gets the page of the new build between two payments, and no payment is refused', async () => {
    const shop = await openShop({
      args: keepBrowserOptions,
      connector: { script: 'slow-customer' },
      provedWithinMs: 240_000,
    });
    await terminalReady(shop.sidecar);
    expect(await shop.run('update', '--from', next, '--now')).toMatchObject({ code: 0 });
    await untilVersionRuns(shop, '0.2.0');
    const pageVersion = async () =>
      ((await shop.health())['pageBuild'] as { version?: string } | undefined)?.version;
    const seen: (string | undefined)[] = [];
    for (let sale = 1; sale < 12 && seen.at(-1) !== '0.2.0'; sale++) {
      expect(await pay(shop, `Sale_${sale}`)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      seen.push(await pageVersion());
    }
    // The page was busy at each check of the first minute.
    expect(seen.slice(0, 2)).toEqual(['0.1.0', '0.1.0']);
    expect(seen.at(-1)).toBe('0.2.0');
    await untilVersionProven(shop, '0.2.0');
  }, 400_000);
});

const main = (folder: string) => join(folder, 'dist/sidecar/main.js');

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

describe('a broken new version goes back by itself', () => {
  it.each(broken)('%s', async (_, change, why) => {
    const shop = await openShop({ args: ['--no-browser'], provedWithinMs: 8000 });
    const program = versions.pack('0.3.0', change);
    expect(await shop.run('update', '--from', program, '--now')).toMatchObject({ code: 0 });
    await eventually('the program has gone back', async () => shop.pointer().failed?.length === 1, 60_000);
    await untilVersionRuns(shop, '0.1.0');
    expect(shop.pointer()).toMatchObject({
      version: '0.1.0',
      failed: [{ why: expect.stringContaining(why) }],
    });
    expect(await shop.health()).toMatchObject({ update: { failed: { version: '0.3.0' } } });
  });
  it('does not open its page', async () => {
    const shop = await openShop({ args: keepBrowserOptions, provedWithinMs: 8000 });
    await terminalReady(shop.sidecar);
    const program = versions.pack('0.3.0', (folder) => {
      for (const name of readdirSync(join(folder, 'dist/pwa/assets')))
        if (name.startsWith('connector-worker'))
          writeFileSync(join(folder, 'dist/pwa/assets', name), 'throw 1;');
    });
    expect(await shop.run('update', '--from', program, '--now')).toMatchObject({ code: 0 });
    await eventually('the program has gone back', async () => shop.pointer().failed?.length === 1, 60_000);
    await untilVersionRuns(shop, '0.1.0');
    expect(shop.pointer().failed?.[0]?.why).toMatch(/no page connected|still of version/);
    await eventually(
      'the page of the earlier version is back',
      async () => (await shop.health())['terminal'] === 'ready',
      60_000,
    );
    expect(await pay(shop, 'After_back')).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
});

describe('after the first payment with an unproven version', () => {
  it('the program does not go back by itself, but raises an alarm', async () => {
    const shop = await openShop({ args: keepBrowserOptions, provedWithinMs: 25_000 });
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
    await untilVersionRuns(shop, '0.3.0');
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'First')).toMatchObject({ paymentStatus: 'SUCCESS' });
    await eventually('the alarm is raised', async () => shop.pointer().alarm !== undefined, 60_000);
    await eventually('it is shown', async () =>
      JSON.stringify(await shop.health()).includes('Payments have begun with it'),
    );
    expect(shop.pointer()).toMatchObject({ version: '0.3.0', previous: '0.1.0' });
    await untilVersionRuns(shop, '0.3.0');
    expect(await shop.run('rollback', '--now')).toMatchObject({ code: 0 });
    await untilVersionRuns(shop, '0.1.0');
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
    await untilVersionProven(shop, '0.2.0');
    await untilVersionRuns(shop, '0.2.0');
  });
});

describe('a stop of the whole process group', () => {
  it('counts as one stop, although the launcher forwards it too', async () => {
    const root = mkdtempSync(join(versions.folder, 'shop-'));
    const [program = 'node', ...args] = versions.install('0.1.0', root, 60_000);
    const env = { ...process.env, HIPAY_ECR_HOME: mkdtempSync(join(versions.folder, 'home-')) };
    const startArgs = ['start', '--simulate', '--no-browser', '--port', String(await freePort())];
    const child = spawn(program, [...args, ...startArgs], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    const ended = once(child, 'exit');
    await eventually('it runs', async () => /^curl /m.test(output), 60_000);
    process.kill(-(child.pid as number), 'SIGTERM');
    expect(await ended).toEqual([0, null]);
    removeFolder(root);
  });

  it('ends the program at once while a version is being proven, and does not count as a failed start', async () => {
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
  it('leaves a program that starts, at whatever moment it happens', async () => {
    const shop = await openShop({ args: ['--no-browser'], provedWithinMs: 2000 });
    let version = '0.1.0';
    for (let ms = 0; ms <= 2400; ms += 300) {
      const update =
        version === '0.1.0' ? shop.run('update', '--from', next, '--now') : shop.run('rollback', '--now');
      await new Promise((resolve) => setTimeout(resolve, ms));
      await shop.sidecar.kill();
      await update;
      await shop.start();
      await eventually('it answers', async () => (await shop.health())['version'] !== undefined, 60_000);
      await untilVersionProven(shop, shop.pointer().version);
      // A waiting update may still be carried out.
      await eventually('nothing waits', async () => !existsSync(join(shop.root, 'waiting.json')), 60_000);
      await untilVersionProven(shop, shop.pointer().version);
      ({ version } = shop.pointer());
      await untilVersionRuns(shop, version);
    }
  });
});
