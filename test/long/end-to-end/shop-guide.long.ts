import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventually } from '../../end-to-end/connector-page.ts';
import {
  browser,
  callWithPassword,
  installed,
  withInstalledProgram,
} from '../../end-to-end/installed-program.ts';
import { removeFolder } from '../../end-to-end/remove-folder.ts';
import { freePort, startSidecar } from '../../end-to-end/running-sidecar.ts';
import { sampleOrder } from '../../end-to-end/sample-order.ts';

withInstalledProgram();

it('keeps its browser open over the set-up, which needs only a keyboard', async () => {
  const home = mkdtempSync(join(tmpdir(), 'hipay-ecr-empty-'));
  mkdirSync(join(home, 'user'));
  const sidecar = await startSidecar({
    home,
    installed,
    port: await freePort(),
    args: ['--browser', '--headless'],
    env: { HOME: join(home, 'user') },
  });
  const noteOf = () => JSON.parse(readFileSync(join(home, 'browser.json'), 'utf8')) as { pid: number };
  try {
    await eventually(
      'the kept page is there',
      async () => (await sidecar.call('GET', '/health')).body['terminal'] === 'ready',
      60_000,
    );
    const { pid } = noteOf();
    const context = await browser.newContext({ locale: 'en-GB' });
    const other = await context.newPage();
    await other.goto(sidecar.pairingLink);
    // Each heading has the focus, so the next key leads to the main button.
    const pressNext = async (heading: string) => {
      await eventually(`${heading} has the focus`, () =>
        other.getByRole('heading', { name: heading }).evaluate((title) => title.matches(':focus')),
      );
      await other.getByRole('button', { name: /^Try/ }).waitFor();
      await other.keyboard.press('Tab');
      await other.keyboard.press('Enter');
    };
    await pressNext('Step 1 of 3 Your shop');
    await pressNext('Step 3 of 3 First payment');
    await other.getByText('Yes, the customer has paid.', { exact: true }).waitFor();
    const text = await other.locator('ecr-till-access dd').last().textContent();
    await context.close();
    const ready = await eventually('the kept page is back', async () => {
      const reply = await callWithPassword(sidecar, 'till', text ?? '', '/health');
      const body = (await reply.json()) as { terminal?: string; browser?: { restarts: number } };
      return body.terminal === 'ready' && body;
    });
    expect(ready.browser).toMatchObject({ state: 'running', restarts: 0 });
    expect(noteOf().pid).toBe(pid);
    const paid = await fetch(`${sidecar.origin}/order`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`till:${text}`).toString('base64')}` },
      body: JSON.stringify(sampleOrder({ order_id: 'Kept_guide_1' })),
    });
    expect(await paid.json()).toMatchObject({ paymentStatus: 'SUCCESS' });
  } finally {
    await sidecar.stop();
    removeFolder(home);
  }
});

it('a program that a person has started in a console shows no guide', async () => {
  const sidecar = await startSidecar();
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(sidecar.pairingLink);
  await page.getByRole('heading', { name: 'Take a payment' }).waitFor();
  expect(existsSync(join(sidecar.home, 'config.yml'))).toBe(false);
  await page.context().close();
  await sidecar.stop();
});
