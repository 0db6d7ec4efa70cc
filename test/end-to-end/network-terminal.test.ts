import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveNetworkTwinOnTcp, type TcpNetworkTwin } from '../../src/simulator/node-links/tcp-twin.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { eventually, launchBrowser, openPairedPage, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

const script = (name: string, customerMs = 100) => twinScript(name, { customerMs })!;
const customerMs = 4000;
const contract = (merchantId: string, application: string) => ({
  merchant_id: merchantId,
  payment_application: application,
  rank: '001',
});

let browser: Browser;
let terminal: TcpNetworkTwin;
let sidecar: RunningSidecar;
let page: Page;
const wire: string[] = [];

beforeAll(async () => {
  terminal = await serveNetworkTwinOnTcp(0, script('accept'), (speaker, bytes) =>
    wire.push(`${speaker === 'till' ? '>' : '<'} ${Buffer.from(bytes).toString('latin1')}`),
  );
  sidecar = await startSidecar({
    config: shopConfig({
      contract: { proxy: contract('1234567', '001'), nfc: contract('1234567', '00B') },
      connector: {
        link: 'tcp',
        language: 'caisse-ap-v3',
        caisse_ap_version: '0320',
        terminal_host: '127.0.0.1',
        terminal_port: terminal.port,
        timers: { customer_ms: customerMs },
      },
    }),
    args: ['--simulate=gateway'],
  });
  browser = await launchBrowser();
  page = await openPairedPage(browser, sidecar);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  await terminal?.close();
});

const pay = async (orderId: string, change: Record<string, unknown> = {}) =>
  (await sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, ...change }))).body as Record<
    string,
    unknown
  >;
const charged = () =>
  terminal.twin.ledger.filter(movedMoney).map(({ operation, amountMinor }) => [operation, amountMinor]);
const notificationsOf = async (orderId: string) =>
  (await sidecar.gatewayOrders()).filter(({ orderid }) => orderid === orderId);
const waitUntilIdle = () => eventually('the terminal is idle', async () => terminal.twin.idle);

describe('a payment at a terminal on the network', () => {
  it('goes from the till to the terminal and back, and HiPay is notified only of the contract that was used', async () => {
    wire.length = 0;
    const body = await pay('Net_1');
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      outcome: 'APPROVED',
      amount: '10,23',
      notificationHipaySent: true,
      numberOfNotificationSent: 1,
    });
    expect(wire[0]).toMatch(/^> CZ0040320CJ012\d{12}CA00201CB0041023CD0010CE003978/);
    expect(wire[0]).not.toContain('BF');
    expect(body['receipt']).toBeTruthy();
    expect(await notificationsOf('Net_1')).toHaveLength(1);
    expect(charged()).toEqual([['debit', 1023]]);
    // A repeated order sends nothing to the terminal.
    wire.length = 0;
    expect(await pay('Net_1')).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(wire).toEqual([]);
  });
  it('takes a payment from the screen', async () => {
    await page.getByRole('button', { name: 'New payment' }).click();
    await page.getByLabel(/^amount/i).fill('12,50');
    await page.keyboard.press('Enter');
    await page.getByText('Yes, the customer has paid.', { exact: true }).waitFor();
    expect(charged().at(-1)).toEqual(['debit', 1250]);
  });
  it.each([
    ['single-bytes', 'SUCCESS', 'APPROVED', undefined],
    ['long-ticket', 'SUCCESS', 'APPROVED', undefined],
    ['padded-amount', 'SUCCESS', 'APPROVED', undefined],
    ['version-0301', 'SUCCESS', 'APPROVED', undefined],
    ['no-close', 'SUCCESS', 'APPROVED', undefined],
    ['close-at-once', 'SUCCESS', 'APPROVED', undefined],
    ['refuse', 'FAILURE', 'DECLINED', '1006'],
    ['extended-reason', 'FAILURE', 'DECLINED', '1006'],
    ['busy', 'FAILURE', 'DECLINED', '1006'],
    ['red-key-bare', 'FAILURE', 'CANCELLED', '1006'],
    ['wrong-echo-amount', 'FAILURE', 'OTHER_PAYMENT', '1105'],
    ['wrong-echo-currency', 'FAILURE', 'OTHER_PAYMENT', '1105'],
    ['wrong-echo-register', 'FAILURE', 'OTHER_PAYMENT', '1105'],
    ['wrong-echo-operation', 'FAILURE', 'OTHER_PAYMENT', '1105'],
  ])('the script %s ends with %s, %s, error code %s', async (name, paymentStatus, outcome, errorCode) => {
    await waitUntilIdle();
    terminal.twin.follow(script(name));
    const before = charged().length;
    // Uses another amount: while a payment is in doubt, an answer with its amount is in doubt too (decision 0034).
    const body = await pay(`Net_${name}`, outcome === 'OTHER_PAYMENT' ? { amount: '11,23' } : {});
    expect(body).toMatchObject({ paymentStatus, outcome });
    expect(body['errorCode']).toBe(errorCode);
    expect(await notificationsOf(`Net_${name}`)).toHaveLength(outcome === 'APPROVED' ? 1 : 0);
    // Whatever the answer, the customer is charged at most once.
    expect(charged().length - before).toBeLessThanOrEqual(1);
  });
  it('notifies the contactless contract of a contactless payment', async () => {
    await waitUntilIdle();
    terminal.twin.follow(script('contactless'));
    expect(await pay('Net_tap')).toMatchObject({ paymentApplication: '00B', numberOfNotificationSent: 1 });
    expect((await notificationsOf('Net_tap'))[0]).toMatchObject({ mid: '1234567' });
  });
  it('after a partial approval, the till and HiPay get the real amount', async () => {
    await waitUntilIdle();
    terminal.twin.follow(script('partial-amount'));
    expect(await pay('Net_part')).toMatchObject({
      paymentStatus: 'SUCCESS',
      outcome: 'PARTIALLY_APPROVED',
      amount: '5,12',
    });
    expect(await notificationsOf('Net_part')).toMatchObject([{ amount: '5.12' }]);
  });
});

describe('other operations', () => {
  it.each([
    ['Credit', 'credit', 'Credit', '200350'],
    ['Cancel', 'cancellation', 'Credit', '200350'],
  ])(
    '%s: reaches the terminal and HiPay as its operation',
    async (type, operation, operationAtHipay, code) => {
      await waitUntilIdle();
      terminal.twin.follow(script('accept'));
      const body = await pay(`Op_${type}`, { transation_type: type });
      expect(body).toMatchObject({ outcome: 'APPROVED', transactionType: type, transationType: type });
      expect(charged().at(-1)).toEqual([operation, 1023]);
      const [order] = (await notificationsOf(`Op_${type}`)) as unknown as {
        fields: Record<string, string>;
      }[];
      expect(order?.fields['operation']).toBe(operationAtHipay);
      expect(JSON.parse(order?.fields['payment_product_parameters'] ?? '{}')).toMatchObject({ code });
    },
  );
  it('approves a cheque, and sends no notification, because no contract takes cheques', async () => {
    await waitUntilIdle();
    const body = await pay('Op_cheque', { payment_means: 'cheque' });
    expect(body).toMatchObject({ outcome: 'APPROVED', numberOfNotificationSent: 0 });
    expect(await notificationsOf('Op_cheque')).toEqual([]);
  });
  it('a pre-authorisation is refused with a reason, and nothing is sent', async () => {
    await waitUntilIdle();
    wire.length = 0;
    const { status, body } = await sidecar.call(
      'POST',
      '/order',
      sampleOrder({ order_id: 'Op_auth', transation_type: 'Authorization' }),
    );
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('pre-authorisation');
    expect(wire).toEqual([]);
  });
  it('a duplicate is answered with the last payment, and charges nothing', async () => {
    await waitUntilIdle();
    expect(await pay('Op_last', { amount: '7,77' })).toMatchObject({ outcome: 'APPROVED' });
    await waitUntilIdle();
    const before = charged();
    const body = await pay('Op_last', { transation_type: 'Duplicate' });
    expect(body).toMatchObject({ outcome: 'APPROVED', amount: '7,77', duplicateOf: 'Op_last' });
    expect(charged()).toEqual(before);
    expect(await notificationsOf('Op_last')).toHaveLength(1);
  });
});

describe('a payment with an unknown outcome', () => {
  it('is unknown after half an answer and silence, and is not sent again', async () => {
    await waitUntilIdle();
    terminal.twin.follow(script('half-answer'));
    const body = await pay('Net_half', { amount: '3,33' });
    expect(body).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
    const asked = charged().length;
    expect(await pay('Net_half', { amount: '3,33' })).toMatchObject({ outcome: 'UNKNOWN' });
    expect(charged()).toHaveLength(asked);
  });
  it('is unknown, then paid with an alarm, if the answer comes after the time-out', async () => {
    await waitUntilIdle();
    terminal.twin.follow(script('accept', customerMs + 1500));
    expect(await pay('Net_late', { amount: '4,44' })).toMatchObject({
      outcome: 'UNKNOWN',
      errorCode: '1102',
    });
    await eventually('the late answer', async () => {
      const { body } = await sidecar.call('GET', '/orders/Net_late');
      return (body as Record<string, unknown>)['outcome'] === 'APPROVED';
    });
    await page.getByText(/The terminal answered late: .*4\.44.*WAS paid/).waitFor();
    await eventually('HiPay has the order', async () => (await notificationsOf('Net_late')).length === 1);
    expect(charged().filter(([, amount]) => amount === 444)).toHaveLength(1);
  });
  it('is unknown and charged once if the page is closed while the customer pays, and a duplicate finds the charge', async () => {
    await waitUntilIdle();
    terminal.twin.follow(script('accept', 1500));
    const paying = pay('Net_gone', { amount: '6,66' });
    await eventually('the terminal was asked', async () => wire.some((line) => line.includes('CB003666')));
    await page.reload();
    expect(await paying).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
    await waitUntilIdle();
    await terminalReady(sidecar);
    terminal.twin.follow(script('accept'));
    const body = await pay('Net_gone', { amount: '6,66', transation_type: 'Duplicate' });
    expect(body).toMatchObject({ outcome: 'APPROVED', amount: '6,66' });
    expect(body['duplicateOf']).toBeUndefined();
    expect(await pay('Net_gone', { amount: '6,66' })).toMatchObject({ outcome: 'UNKNOWN' });
    expect(charged().filter(([, amount]) => amount === 666)).toHaveLength(1);
  });
});

describe('a terminal that is not there', () => {
  it('is reported as unreachable, and is ready again without a person when it is back', async () => {
    const { port } = terminal;
    await terminal.close();
    const { status, body } = await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Net_away' }));
    expect(status).toBe(503);
    expect(JSON.stringify(body)).toMatch(/1004.*refused/);
    terminal = await serveNetworkTwinOnTcp(port, script('accept'));
    await terminalReady(sidecar);
    expect(await pay('Net_away')).toMatchObject({ outcome: 'APPROVED' });
  });
});
