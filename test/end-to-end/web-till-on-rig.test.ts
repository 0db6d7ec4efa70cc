import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts, type Rig, startRig } from '../rig/rig.ts';
import { contextWithoutServiceWorker, eventually, terminalReady } from './connector-page.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';
import { allowTill, openTill } from './till-page.ts';
import { openTillSite, type TillSite } from './till-site.ts';

// A web till on its own origin, the connector on another, and a terminal on a real serial line of the rig.

const undo: (() => unknown)[] = [];
let rig: Rig;
let terminal: RigTerminal;
let sidecar: RunningSidecar;
let browser: Browser;
let context: BrowserContext;
let site: TillSite;
let till: Page;

beforeAll(async () => {
  const port = await freePort();
  site = await openTillSite();
  undo.push(() => site.close());
  undo.push(grantSerialPorts([`http://localhost:${port}`, site.origin]));
  rig = await startRig();
  undo.push(() => rig.stop());
  terminal = await plugTerminal(rig);
  sidecar = await startSidecar({ port, config: shopConfig(), args: ['--simulate=gateway'] });
  undo.push(() => sidecar.stop());
  browser = await rig.launch();
  undo.push(() => browser.close());
  context = await contextWithoutServiceWorker(browser);
  till = await openTill(context, site);
});
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const charged = () => terminal.twin.ledger.map(({ amountMinor, verdict }) => [amountMinor, verdict]);

describe('each connection of a till pays over the serial line', () => {
  it('embedded: the connector runs inside the till’s page, with its own worker and storage', async () => {
    const result = await till.evaluate(async () => {
      const contracts = { proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' } };
      const settings = { contracts, hipay: { simulated: true } };
      const connector = await window.sdk.openConnector({ embedded: { settings } });
      const phases: string[] = [];
      const result = await connector.pay(
        { amountMinor: 501, orderId: 'Embedded_1' },
        { onPhase: ({ phase }) => phases.push(phase) },
      );
      return { way: connector.way, phases, result };
    });
    expect(result).toMatchObject({
      way: 'embedded',
      phases: ['recording', 'calling-terminal', 'sending', 'customer', 'answer', 'notifying', 'finished'],
      result: { outcome: 'APPROVED', paymentStatus: 'SUCCESS', amount: '5.01' },
    });
    expect(charged()).toEqual([[501, 'accepted']]);
  });

  it('window: the connector’s page pays after a person has allowed the till once', async () => {
    // The till's page holds the port until it is closed.
    await till.close();
    till = await openTill(context, site);
    const page = await context.newPage();
    await page.goto(sidecar.pairingLink);
    await terminalReady(sidecar);
    await allowTill(context, till, sidecar.origin);
    const result = await till.evaluate(() => window.connector.pay({ amount: '5,02', orderId: 'Window_1' }));
    expect(result).toMatchObject({ outcome: 'APPROVED', amountMinor: 502, notificationHipaySent: true });
    expect(charged()).toContainEqual([502, 'accepted']);
  });

  it('sidecar: the till pays with a token, after one question to the person', async () => {
    const result = await till.evaluate(async (url) => {
      const connector = await window.sdk.openConnector({ sidecar: { url } });
      return [connector.way, await connector.pay({ amountMinor: 503, orderId: 'Sidecar_1' })];
    }, sidecar.origin);
    expect(result).toMatchObject(['sidecar', { outcome: 'APPROVED', amountMinor: 503 }]);
    // From now on the till connects without a click and without the connector's window.
    till = await reopenTill();
    const again = await till.evaluate(async (url) => {
      window.connector = await window.sdk.openConnector({ sidecar: { url } });
      return window.connector.payments.get('Sidecar_1');
    }, sidecar.origin);
    expect(again).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(charged()).toEqual([
      [501, 'accepted'],
      [502, 'accepted'],
      [503, 'accepted'],
    ]);
  });
});

async function reopenTill(): Promise<Page> {
  await till.close();
  return openTill(context, site);
}

const beginPayment = (orderId: string, amountMinor: number) =>
  till.evaluate(
    ([number, amount]) => {
      window.result = window.connector.pay({ amountMinor: Number(amount), orderId: String(number) });
      window.result.catch(() => {});
      return new Promise<void>((resolve) => {
        const stop = window.connector.on('phase', ({ phase, orderId }) => {
          if (orderId !== number || phase !== 'customer') return;
          stop();
          resolve();
        });
      });
    },
    [orderId, amountMinor],
  );

const waitUntilApproved = (orderId: string) =>
  eventually(`${orderId} has ended`, async () => {
    const { status, body } = await sidecar.call('GET', `/orders/${orderId}`);
    return status === 200 && String(body['outcome']) === 'APPROVED';
  });

describe('a part that goes away during a payment', () => {
  it('if the till’s page is reloaded, resumeLast() gives the result', async () => {
    terminal.follow('accept', 1500);
    await beginPayment('Reloaded_1', 601);
    await till.reload();
    const result = await till.evaluate(async (url) => {
      window.connector = await window.sdk.openConnector({ sidecar: { url } });
      return window.connector.resumeLast();
    }, sidecar.origin);
    expect(result).toMatchObject({ orderId: 'Reloaded_1', outcome: 'APPROVED', amountMinor: 601 });
  });

  it('if the till’s page is closed, the payment ends and is recorded', async () => {
    await beginPayment('Closed_1', 602);
    await till.close();
    await waitUntilApproved('Closed_1');
    till = await openTill(context, site);
  });

  it('if the connector’s window is closed, pay() rejects with outcome-unknown, and the till gets the result later', async () => {
    const connector = await allowedWindow();
    await beginPayment('Lost_1', 603);
    await connector.close();
    const failure = await till.evaluate(() =>
      window.result.catch((error: Error & Record<string, unknown>) => ({
        isFailure: error instanceof window.sdk.ConnectorFailure,
        name: error.name,
        code: error['code'],
        mayBeCharged: error['mayBeCharged'],
        retry: error['retry'],
        message: error.message,
      })),
    );
    expect(failure).toMatchObject({
      isFailure: true,
      name: 'outcome-unknown',
      code: '1102',
      mayBeCharged: 'unknown',
      retry: false,
    });
    // Another connector page owns the terminal: the payment went on there.
    const result = await till.evaluate(async (url) => {
      const connector = await window.sdk.openConnector({ sidecar: { url } });
      return connector.resumeLast();
    }, sidecar.origin);
    expect(result).toMatchObject({ orderId: 'Lost_1', outcome: 'APPROVED' });
  });

  it('if the till stops waiting, it gets outcome-unknown, and the payment goes on', async () => {
    const failure = await till.evaluate(async (url) => {
      window.connector = await window.sdk.openConnector({ sidecar: { url } });
      const waiting = new AbortController();
      window.connector.on('phase', ({ phase }) => phase === 'customer' && waiting.abort());
      return window.connector
        .pay({ amountMinor: 604, orderId: 'Left_1' }, { signal: waiting.signal })
        .catch(({ name, mayBeCharged }) => ({ name, mayBeCharged }));
    }, sidecar.origin);
    expect(failure).toEqual({ name: 'outcome-unknown', mayBeCharged: 'unknown' });
    await waitUntilApproved('Left_1');
  });

  it('if the till cancels, it is told to press the red key, and the terminal decides', async () => {
    terminal.follow('accept', 1500);
    const answers = await till.evaluate(async () => {
      const paying = window.connector.pay({ amountMinor: 605, orderId: 'CalledOff_1' });
      await new Promise<void>((resolve) => {
        window.connector.on('phase', ({ phase, orderId }) => {
          if (orderId === 'CalledOff_1' && phase === 'customer') resolve();
        });
      });
      const cancelled = await window.connector.cancel();
      return [cancelled, (await paying).outcome, await window.connector.cancel()];
    });
    expect(answers).toMatchObject([
      { state: 'press-red-key', orderId: 'CalledOff_1' },
      'APPROVED',
      { state: 'nothing-running' },
    ]);
  });
});

/** Opens the connector's window for a till that is already allowed. */
async function allowedWindow(): Promise<Page> {
  const popup = context.waitForEvent('page');
  await till.evaluate(async (url) => {
    window.connector = await window.sdk.openConnector({ window: { url } });
  }, sidecar.origin);
  return popup;
}
