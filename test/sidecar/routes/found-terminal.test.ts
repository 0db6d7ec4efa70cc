import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { terminalKeepPath } from '../../../src/core/connector-api/sidecar-contract.ts';
import { readConfigFile } from '../../../src/sidecar/config/config-file.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { type RunningSidecar, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const serial = { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1, flowControl: 'none' };
const found = { language: 'concert-v2-e+', serial };
const original = 'api_username: log\napi_password: pwd\nhipay_login: shop\nhipay_password: secret\n';

async function shop(hasFile = true) {
  const folder = await temporaryFolder();
  const configuration = join(folder, 'config.yml');
  await writeFile(configuration, original);
  const reading = (await readConfigFile(configuration, folder))?.reading;
  if (!reading?.ok) throw new Error('the configuration of this test cannot be read');
  const sidecar = await runningSidecar({
    config: reading.config,
    options: { simulate: 'all' },
    ...(hasFile && { configuration }),
  });
  const page = await fakePage(sidecar);
  const headers = { origin: sidecar.pageUrl, cookie: page.cookie, 'content-type': 'application/json' };
  return { sidecar, page, headers, configuration };
}

const keep = (sidecar: RunningSidecar, headers: Record<string, string>, body: unknown = found) =>
  fetch(sidecar.url + terminalKeepPath, { method: 'POST', headers, body: JSON.stringify(body) });

describe('a terminal that a page has found', () => {
  test('is written into the file, and sent to every open and every later page', async () => {
    const { sidecar, page, headers, configuration } = await shop();
    const other = await fakePage(sidecar, {}, page.cookie);
    expect(page.provisioned[0]?.terminal.serial.dataBits).toBe(8);
    expect(await (await keep(sidecar, headers)).json()).toEqual({ kept: true });
    expect(await readFile(configuration, 'utf8')).toBe(
      `${original}connector:\n  language: concert-v2-e+\nbaudRate: 9600\ndataBits: 7\nparity: even\nstopBits: 1\n`,
    );
    for (const { provisioned } of [page, other])
      await expect.poll(() => provisioned.at(-1)?.terminal.serial).toEqual(serial);
    const later = await fakePage(sidecar, {}, page.cookie);
    await expect.poll(() => later.provisioned[0]?.terminal.serial).toEqual(serial);
    expect(JSON.stringify([page.provisioned, later.provisioned])).not.toContain('"secret"');
  });
  test('is not written if there is no configuration file', async () => {
    const { sidecar, page, headers, configuration } = await shop(false);
    expect(await (await keep(sidecar, headers)).json()).toEqual({ kept: false });
    expect(page.provisioned).toHaveLength(1);
    expect(await readFile(configuration, 'utf8')).toBe(original);
  });
  test('is written once per search, one write after the other, so that each key is in the file once', async () => {
    const { sidecar, headers, configuration } = await shop();
    const speeds = [1200, 2400, 4800, 19_200];
    await Promise.all(
      speeds.map((baudRate) => keep(sidecar, headers, { ...found, serial: { ...serial, baudRate } })),
    );
    const text = await readFile(configuration, 'utf8');
    expect(text.match(/baudRate/g)).toHaveLength(1);
    expect(text.startsWith(original)).toBe(true);
  });
});

describe('only for its own page', () => {
  test.each<[string, (headers: Record<string, string>) => Record<string, string>, number]>([
    ['a page that is not paired', ({ origin = '' }) => ({ origin }), 401],
    ['a wrong cookie', (right) => ({ ...right, cookie: `${right['cookie']}x` }), 401],
    ['a program without an origin', ({ cookie = '' }) => ({ cookie }), 403],
    ['a foreign page', (right) => ({ ...right, origin: 'https://evil.example' }), 403],
  ])('a request of %s is refused', async (_name, change, status) => {
    const { sidecar, headers, configuration } = await shop();
    expect((await keep(sidecar, change(headers))).status).toBe(status);
    expect(await readFile(configuration, 'utf8')).toBe(original);
  });
  test.each([
    ['no language', { serial }, 400],
    ['a parity that does not exist', { ...found, serial: { ...serial, parity: 'mark' } }, 400],
    ['5 KB', { ...found, padding: 'x'.repeat(5000) }, 413],
  ])('a body with %s: %i', async (_name, body, status) => {
    const { sidecar, headers, configuration } = await shop();
    expect((await keep(sidecar, headers, body)).status).toBe(status);
    expect(await readFile(configuration, 'utf8')).toBe(original);
  });
  test('cannot change other keys of the file', async () => {
    const { sidecar, headers, configuration } = await shop();
    await keep(sidecar, headers, { ...found, hipay_login: 'mine', connector: { gateway: 'direct' } });
    expect(await readFile(configuration, 'utf8')).not.toMatch(/mine|gateway/);
  });
  test('answers no GET', async () => {
    const { sidecar, headers } = await shop();
    expect((await fetch(sidecar.url + terminalKeepPath, { headers })).status).toBe(405);
  });
});
