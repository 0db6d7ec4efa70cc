import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually, terminalReady } from '../../end-to-end/connector-page.ts';
import {
  keeping,
  next,
  openShop,
  pay,
  runs,
  settled,
  versions,
  withTwoVersions,
} from '../../end-to-end/updated-shop.ts';
import { onlyStart } from '../../release/other-version.mjs';

withTwoVersions();

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
    await eventually('it has gone back', async () => shop.pointer().failed?.length === 1, 60_000);
    await runs(shop, '0.1.0');
    expect(shop.pointer()).toMatchObject({
      version: '0.1.0',
      failed: [{ why: expect.stringContaining(why) }],
    });
    expect(await shop.health()).toMatchObject({ update: { failed: { version: '0.3.0' } } });
  });
  it('never has its page', async () => {
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

describe('a power cut', () => {
  it('at any moment leaves a program that starts', async () => {
    const shop = await openShop({ args: ['--no-browser'] });
    let version = '0.1.0';
    for (let ms = 0; ms <= 2400; ms += 300) {
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
