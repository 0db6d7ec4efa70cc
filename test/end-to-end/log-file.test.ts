import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, launchBrowser, openPairedPage } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

async function payOnce(sidecar: RunningSidecar): Promise<unknown> {
  const browser = await launchBrowser();
  try {
    await openPairedPage(browser, sidecar);
    return (await sidecar.call('POST', '/order', sampleOrder())).body;
  } finally {
    await browser.close();
  }
}

test('with connector.log, writes the log into the named file of the home folder, and SIGHUP begins a new file', async () => {
  const config = shopConfig({ connector: { log: 'logs/connector.log' } });
  const sidecar = await startSidecar({ config, args: ['--simulate'] });
  const path = join(sidecar.home, 'logs', 'connector.log');
  expect(await payOnce(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
  expect(sidecar.log()).toBe('');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining({ level: 30 }));

  renameSync(path, `${path}.moved`);
  process.kill(sidecar.pid, 'SIGHUP');
  await eventually('a new log', async () => {
    // Each payment is a line.
    await sidecar.call('POST', '/order', sampleOrder());
    return existsSync(path);
  });
  await sidecar.stop();
});

test('with --log on a full disk, writes the log to stderr, and takes the payment', async () => {
  const sidecar = await startSidecar({ args: ['--simulate', '--log', '/dev/full'] });
  expect(await payOnce(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
  expect(sidecar.log()).toContain('"level":30');
  await sidecar.stop();
});
