import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveNetworkTwinOnTcp, type TcpNetworkTwin } from '../../src/simulator/node-links/tcp-twin.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { eventually, terminalReady } from './connector-page.ts';
import { type OwnGateway, openGateway } from './own-gateway.ts';
import { removeFolder } from './remove-folder.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

// A till and a sidecar without a person. The sidecar starts the browser; this test clicks and opens nothing.
const keeping = ['--browser', '--headless'];

/** The browsers on this profile, without their helper processes. */
function browsersOf({ home }: RunningSidecar): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const line = commandLine(Number(pid));
      return line.includes(`--user-data-dir=${join(home, 'browser')}`) && !line.includes('--type=');
    })
    .map(Number);
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

const onlyBrowser = (sidecar: RunningSidecar) =>
  eventually('there is one browser', async () => {
    const [pid, ...others] = browsersOf(sidecar);
    return others.length === 0 && pid;
  });
const browserGone = (sidecar: RunningSidecar) =>
  eventually('the browser is gone', async () => browsersOf(sidecar).length === 0);
const health = async (sidecar: RunningSidecar) =>
  (await sidecar.call('GET', '/health')).body as Record<string, unknown>;
const restartsOf = (sidecar: RunningSidecar) =>
  eventually('the browser was started again', async () => {
    const { browser } = (await health(sidecar)) as { browser?: { state: string; restarts: number } };
    return browser?.state === 'running' && browser.restarts;
  });
const pay = async (sidecar: RunningSidecar, orderId: string, amount = 10.23) =>
  (await sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount }))).body as Record<
    string,
    unknown
  >;

describe('start --browser --headless --simulate', () => {
  let sidecar: RunningSidecar;
  beforeAll(async () => {
    sidecar = await startSidecar({ args: [...keeping, '--simulate'] });
  });
  afterAll(() => sidecar?.stop());

  it('takes a payment without a click, posted before the browser has opened the page', async () => {
    expect(await pay(sidecar, 'Kept_1')).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'APPROVED' });
    expect(await health(sidecar)).toMatchObject({
      status: 'ready',
      browser: { state: 'running', restarts: 0 },
    });
  });
  it('pairs the browser with a file that is then deleted; no other user could read the link', async () => {
    const line = commandLine(await onlyBrowser(sidecar));
    expect(line).toContain('--app=file://');
    expect(line).not.toMatch(/#pair=|localhost/);
    await eventually('the file is gone', async () => !existsSync(join(sidecar.home, 'open.html')));
  });
  it('goes on after the browser was killed: keeps the result, and takes the next payment', async () => {
    process.kill(await onlyBrowser(sidecar), 'SIGKILL');
    expect(await restartsOf(sidecar)).toBe(1);
    await terminalReady(sidecar);
    expect(await pay(sidecar, 'Kept_1')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(await pay(sidecar, 'Kept_2')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect((await sidecar.gatewayOrders()).map(({ orderid }) => orderid)).toEqual(['Kept_1', 'Kept_2']);
  });
  it('ends the browser when it is stopped', async () => {
    expect((await sidecar.call('GET', '/stop')).body).toMatchObject({ stopped: true });
    await browserGone(sidecar);
  });
});

describe('a browser that is killed while the customer pays', () => {
  let terminal: TcpNetworkTwin;
  let sidecar: RunningSidecar;
  let start: (again?: { home?: string; port?: number }) => Promise<RunningSidecar>;
  let wire = '';
  beforeAll(async () => {
    const slow = twinScript('accept', { customerMs: 3000 });
    if (!slow) throw new Error('there is no such script');
    terminal = await serveNetworkTwinOnTcp(0, slow, (speaker, bytes) => {
      if (speaker === 'till') wire += Buffer.from(bytes).toString('latin1');
    });
    const connector = {
      link: 'tcp',
      language: 'caisse-ap-v3',
      terminal_host: '127.0.0.1',
      terminal_port: terminal.port,
    };
    start = (again = {}) =>
      startSidecar({
        ...again,
        config: shopConfig({ connector }),
        args: [...keeping, '--simulate=gateway'],
      });
    sidecar = await start();
  });
  afterAll(async () => {
    await sidecar?.stop();
    await terminal?.close();
    if (sidecar) removeFolder(sidecar.home);
  });

  it('is restarted; the repeated order gets the known result, and is charged at most once', async () => {
    await terminalReady(sidecar);
    wire = '';
    const answer = pay(sidecar, 'Kept_killed');
    await eventually('the terminal has the amount', async () => wire.includes('CB0041023'));
    process.kill(await onlyBrowser(sidecar), 'SIGKILL');
    expect(await answer).toMatchObject({ paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' });
    await restartsOf(sidecar);
    await terminalReady(sidecar);
    expect(await pay(sidecar, 'Kept_killed')).toMatchObject({
      outcome: expect.stringMatching(/^(APPROVED|UNKNOWN)$/),
    });
    expect(wire.match(/CB0041023/g)).toHaveLength(1);
    expect(terminal.twin.ledger.filter(movedMoney).length).toBeLessThanOrEqual(1);
    expect((await sidecar.gatewayOrders()).length).toBeLessThanOrEqual(1);
  });
  it.each([
    ['on its port again', true],
    // Another port is another origin: that page's journal does not have the order.
    ['on another port', false],
  ])(
    'killed together with its sidecar, which is started %s: the customer is charged at most once',
    async (name, samePort) => {
      const order = `Both ${name}`;
      wire = '';
      const lost = pay(sidecar, order).catch(() => 'cut off');
      await eventually('the terminal has the amount', async () => wire.includes('CB0041023'));
      const browser = await onlyBrowser(sidecar);
      const moved = terminal.twin.ledger.filter(movedMoney).length;
      await sidecar.kill();
      process.kill(browser, 'SIGKILL');
      expect(await lost).toBe('cut off');
      await browserGone(sidecar);

      const { home, origin } = sidecar;
      sidecar = await start({ home, ...(samePort && { port: Number(new URL(origin).port) }) });
      for (let i = 0; i < 2; i++) {
        expect(await pay(sidecar, order)).toMatchObject({
          outcome: expect.stringMatching(/^(APPROVED|UNKNOWN)$/),
        });
      }
      expect(await onlyBrowser(sidecar)).not.toBe(browser);
      expect((await sidecar.call('GET', `/orders/${encodeURIComponent(order)}`)).status).toBe(200);
      expect(wire.match(/CB0041023/g)).toHaveLength(1);
      expect(terminal.twin.ledger.filter(movedMoney).length - moved).toBeLessThanOrEqual(1);
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
      args: [...keeping, '--simulate', '--gateway', gatewayUrl],
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
    const browser = await onlyBrowser(sidecar);
    const lost = pay(sidecar, 'Kept_sidecar').catch(() => 'cut off');
    await eventually('the customer pays', async () => (await health(sidecar))['terminal'] === 'paying');
    await sidecar.kill();
    expect(await lost).toBe('cut off');
    expect(browsersOf(sidecar)).toEqual([browser]);

    sidecar = await start();
    expect(await pay(sidecar, 'Kept_sidecar')).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await onlyBrowser(sidecar)).toBe(browser);
    expect(await health(sidecar)).toMatchObject({ browser: { state: 'running', restarts: 0 } });
    // The page got the result while its relay to HiPay, the sidecar, was away: it notifies once it is connected again.
    await eventually('HiPay has the order', async () => ordersOf('Kept_sidecar').length > 0);
    expect(ordersOf('Kept_sidecar')).toHaveLength(1);
  });
  it('killed together with the browser: starts one new browser, and keeps the result', async () => {
    const before = await onlyBrowser(sidecar);
    await sidecar.kill();
    process.kill(before, 'SIGKILL');
    await browserGone(sidecar);

    sidecar = await start();
    await terminalReady(sidecar);
    expect(await onlyBrowser(sidecar)).not.toBe(before);
    expect(await pay(sidecar, 'Kept_sidecar')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(await pay(sidecar, 'Kept_after')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(ordersOf('Kept_sidecar')).toHaveLength(1);
  });
  it('a start on another port ends the browser of the old port', async () => {
    const before = await onlyBrowser(sidecar);
    await sidecar.kill();
    sidecar = await start(await freePort());
    await terminalReady(sidecar);
    expect(await onlyBrowser(sidecar)).not.toBe(before);
  });
});
