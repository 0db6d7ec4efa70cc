import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, terminalReady } from '../../end-to-end/connector-page.ts';
import { type OwnGateway, openGateway } from '../../end-to-end/own-gateway.ts';
import { removeFolder } from '../../end-to-end/remove-folder.ts';
import { freePort, type RunningSidecar, startSidecar } from '../../end-to-end/running-sidecar.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';
import {
  browsersOf,
  health,
  keepBrowserOptions,
  openSlowTerminal,
  pay,
  untilBrowserEnds,
  untilOneBrowser,
} from '../../end-to-end/sidecar-with-browser.ts';

describe('a browser that is killed while the customer pays', () => {
  let terminal: Awaited<ReturnType<typeof openSlowTerminal>>;
  let sidecar: RunningSidecar;
  beforeAll(async () => {
    terminal = await openSlowTerminal();
    sidecar = await terminal.start();
    await terminalReady(sidecar);
  });
  afterAll(async () => {
    await sidecar?.stop();
    await terminal?.close();
    if (sidecar) removeFolder(sidecar.home);
  });

  it.each([
    ['on its port again', true],
    // Another port is another origin: that page's journal does not have the order.
    ['on another port', false],
  ])(
    'killed together with its sidecar, which is started %s: the customer is charged at most once',
    async (name, samePort) => {
      const order = `Both ${name}`;
      terminal.forget();
      const lost = pay(sidecar, order).catch(() => 'cut off');
      await eventually('the terminal has the amount', async () => terminal.wire().includes('CB0041023'));
      const browser = await untilOneBrowser(sidecar);
      const moved = terminal.charges();
      await sidecar.kill();
      process.kill(browser, 'SIGKILL');
      expect(await lost).toBe('cut off');
      await untilBrowserEnds(sidecar);

      const { home, origin } = sidecar;
      sidecar = await terminal.start({ home, ...(samePort && { port: Number(new URL(origin).port) }) });
      for (let i = 0; i < 2; i++) {
        expect(await pay(sidecar, order)).toMatchObject({
          outcome: expect.stringMatching(/^(APPROVED|UNKNOWN)$/),
        });
      }
      expect(await untilOneBrowser(sidecar)).not.toBe(browser);
      expect((await sidecar.call('GET', `/orders/${encodeURIComponent(order)}`)).status).toBe(200);
      expect(terminal.wire().match(/CB0041023/g)).toHaveLength(1);
      expect(terminal.charges() - moved).toBeLessThanOrEqual(1);
      // The terminal is still busy with the customer of the killed payment.
      let tries = 0;
      await eventually('the next customer pays', async () => {
        // Another amount: while a payment is in doubt, an answer of its amount is in doubt too (decision 0034).
        const { paymentStatus } = await pay(sidecar, `Next ${samePort} ${tries++}`, 11.23);
        return paymentStatus === 'SUCCESS';
      });
    },
  );
});

describe('a sidecar that is killed', () => {
  const account = { login: 'shop', password: 'Test_password' };
  let gateway: OwnGateway;
  let port: number;
  let home: string;
  let sidecar: RunningSidecar;
  const start = async (at = port): Promise<RunningSidecar> =>
    startSidecar({
      port: at,
      ...(home && { home }),
      config: shopConfig({ hipay_login: 'shop' }),
      args: [...keepBrowserOptions, '--simulate', '--gateway', gatewayUrl],
    });
  let gatewayUrl: string;
  beforeAll(async () => {
    const gatewayPort = await freePort();
    gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    gateway = await openGateway(gatewayPort, account);
    port = await freePort();
    sidecar = await start();
    ({ home } = sidecar);
  });
  afterAll(async () => {
    await sidecar?.stop();
    await gateway?.close();
    removeFolder(home);
  });
  const ordersOf = (orderId: string) => gateway.twin.orders().filter(({ orderid }) => orderid === orderId);

  it('leaves the browser to finish the payment; the next start finds the browser and the result', async () => {
    await terminalReady(sidecar);
    const browser = await untilOneBrowser(sidecar);
    const lost = pay(sidecar, 'Kept_sidecar').catch(() => 'cut off');
    await eventually('the customer pays', async () => (await health(sidecar))['terminal'] === 'paying');
    await sidecar.kill();
    expect(await lost).toBe('cut off');
    expect(browsersOf(sidecar)).toEqual([browser]);

    sidecar = await start();
    expect(await pay(sidecar, 'Kept_sidecar')).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await untilOneBrowser(sidecar)).toBe(browser);
    expect(await health(sidecar)).toMatchObject({ browser: { state: 'running', restarts: 0 } });
    // The page got the result while its relay to HiPay, the sidecar, was away: it notifies once it is connected again.
    await eventually('HiPay has the order', async () => ordersOf('Kept_sidecar').length > 0);
    expect(ordersOf('Kept_sidecar')).toHaveLength(1);
  });
  it('starts one new browser and keeps the result if both were killed', async () => {
    const before = await untilOneBrowser(sidecar);
    await sidecar.kill();
    process.kill(before, 'SIGKILL');
    await untilBrowserEnds(sidecar);

    sidecar = await start();
    await terminalReady(sidecar);
    expect(await untilOneBrowser(sidecar)).not.toBe(before);
    expect(await pay(sidecar, 'Kept_sidecar')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(await pay(sidecar, 'Kept_after')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(ordersOf('Kept_sidecar')).toHaveLength(1);
  });
  it('a start on another port ends the browser of the old port', async () => {
    const before = await untilOneBrowser(sidecar);
    await sidecar.kill();
    sidecar = await start(await freePort());
    await terminalReady(sidecar);
    expect(await untilOneBrowser(sidecar)).not.toBe(before);
  });
});
