import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { eventually } from './connector-page.ts';
import { browser, callWithPassword, installed, withInstalledProgram } from './installed-program.ts';
import { removeFolder } from './remove-folder.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';

withInstalledProgram();

/** Every file of a folder, and everything that the program has printed, in which this text is. */
const placesOf = (text: string, folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

describe('an installed program without a configuration', () => {
  let home: string;
  let sidecar: RunningSidecar;
  let page: Page;
  let password = '';
  let clicks = 0;
  const press = async (name: string | RegExp) => {
    clicks += 1;
    await page.getByRole('button', { name }).first().click();
  };
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'hipay-ecr-empty-'));
    sidecar = await startSidecar({
      home,
      installed,
      args: ['--log', join(home, 'hipay-ecr.log')],
      env: { HOME: home },
    });
    page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  });
  afterAll(async () => {
    await page?.context().close();
    await sidecar?.stop();
    if (home) removeFolder(home);
  });

  it('opens the guide, and takes a simulated payment after at most five clicks and no typing', async () => {
    const startedAt = performance.now();
    await page.goto(sidecar.pairingLink);
    await page.getByRole('heading', { name: 'Step 1 of 3 Your shop' }).waitFor();
    await press('Try it first, without a terminal');
    await page.getByRole('heading', { name: 'Step 3 of 3 First payment' }).waitFor();
    await press(/^Try a payment of/);
    await page.getByText('Yes, the customer has paid.', { exact: true }).waitFor({ timeout: 30_000 });
    expect(clicks).toBeLessThanOrEqual(5);
    expect(performance.now() - startedAt).toBeLessThan(60_000);
    const records = readFileSync(join(home, 'records.jsonl'), 'utf8');
    expect(records).toContain('"APPROVED"');
  });
  it('leaves a configuration that only its owner can read, and shows the till’s password once', async () => {
    const path = join(home, 'config.yml');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const config = parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }) as Record<string, string>;
    password = config['api_password'] ?? '';
    expect(password).toMatch(/^[0-9a-f]{32}$/);
    expect(config).toMatchObject({ api_username: 'till', local_port: new URL(sidecar.origin).port });
    await page.getByText(password, { exact: true }).waitFor();
    expect(placesOf(password, home)).toEqual(['config.yml']);
    expect(sidecar.log()).not.toContain(password);
    expect(readFileSync(join(home, 'hipay-ecr.log'), 'utf8')).toContain('the guide has written');
  });
  it('accepts this password of the till, and no longer the previous one', async () => {
    expect((await callWithPassword(sidecar, 'till', password, '/health')).status).toBe(200);
    expect((await sidecar.call('GET', '/health')).status).toBe(401);
  });
  it('shows no password to a page that is opened again, and the guide only if it is asked for', async () => {
    await page.goto('about:blank');
    await page.goto(sidecar.origin);
    await page.getByRole('heading', { name: 'Take a payment' }).waitFor();
    await page.goto(`${sidecar.origin}/#/start`);
    await page.getByRole('heading', { name: 'Step 1 of 3 Your shop' }).waitFor();
    expect(await page.getByText(password).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Try it first/ }).isVisible()).toBe(false);
  });
  it('cannot be set up a second time', async () => {
    const answer = await page.evaluate(async () => {
      const reply = await fetch('/connector/setup', { method: 'POST', body: '{"from":"trial"}' });
      return { status: reply.status, body: await reply.json() };
    });
    expect(answer).toMatchObject({ status: 409, body: { written: false, why: 'set-up-already' } });
  });
  it('replaces the trial by the real account, and the till keeps its password', async () => {
    await page.getByRole('button', { name: 'Enter the HiPay account' }).click();
    const fields = {
      'hipay.login': '12345678.stage-secure-gateway.hipay-tpp.com',
      'hipay.password': ' Test_1 ',
      'contracts.proxy.merchantId': '1234567',
      'contracts.proxy.paymentApplication': '001',
      'contracts.proxy.rank': '001',
    };
    for (const [id, text] of Object.entries(fields)) await page.locator(`[id="${id}"]`).fill(text);
    await page.getByRole('button', { name: 'Go on to the terminal' }).click();
    await page.getByRole('radio', { name: /^Not yet/ }).check();
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByRole('heading', { name: 'Step 3 of 3 First payment' }).waitFor();
    await page.getByText('Your till goes on with the user name').waitFor();
    const config = parse(readFileSync(join(home, 'config.yml'), 'utf8'), { schema: 'failsafe' });
    expect(config).toMatchObject({
      api_password: password,
      hipay_password: ' Test_1 ',
      environment: 'stage',
    });
    expect((await callWithPassword(sidecar, 'till', password, '/health')).status).toBe(200);
    expect(await page.getByRole('button', { name: 'Now the real account' }).count()).toBe(0);
  });
});

it('takes over the file of HiPay’s program, and its till pays without a change', async () => {
  const home = mkdtempSync(join(tmpdir(), 'hipay-ecr-empty-'));
  const folder = join(home, 'user/hipay/ecr-connector/bin/data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.yml'), stringify({ ...shopConfig(), api_password: 'of_the_till' }));
  const sidecar = await startSidecar({ home, installed, env: { HOME: join(home, 'user') } });
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  try {
    await page.goto(sidecar.pairingLink);
    await page.getByText('HiPay’s desktop connector is on this computer').waitFor();
    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByRole('heading', { name: 'Step 2 of 3 Terminal' }).waitFor();
    await eventually('the till is known', async () => {
      // For a moment no program listens.
      const user = String(shopConfig()['api_username']);
      const reply = await callWithPassword(sidecar, user, 'of_the_till', '/health').catch(() => undefined);
      return reply?.status === 200;
    });
    expect(statSync(join(home, 'config.yml')).mode & 0o777).toBe(0o600);
    expect(await page.getByText('of_the_till').count()).toBe(0);
  } finally {
    await page.context().close();
    await sidecar.stop();
    removeFolder(home);
  }
});
