import { describe, expect, it } from 'vitest';
import { httpGateway } from '../../../../src/adapters/http-gateway/http-gateway.ts';
import type { Settings } from '../../../../src/core/settings/settings.ts';
import { settings } from '../../../../src/core/settings/settings.ts';
import {
  lookUpAtHipay,
  sendStageOrder,
  sentSale,
} from '../../../../src/sidecar/commands/pilot/hipay-stage.ts';
import { systemClock } from '../../../../src/sidecar/program/version.ts';
import type { OrderKey } from '../../../../src/simulator/gateway/gateway-ledger.ts';
import { gatewayTwin } from '../../../../src/simulator/gateway/gateway-twin.ts';

const account = { login: 'shop', password: 'secret-of-hipay', hashKey: 'phrase' };
const contract = (merchantId: string, paymentApplication: string) => ({
  merchantId,
  paymentApplication,
  rank: '001',
});
const shopSettings = (environment: Settings['environment'] = 'stage'): Settings =>
  settings.parse({
    environment,
    hipay: { ...account, gatewayUrl: 'http://127.0.0.1:1' },
    contracts: { proxy: contract('1234567', '001'), nfc: contract('1234568', '00B') },
  });

/** The stage as it may be: its key is the number, or number and contract. */
function stage(orderKey: OrderKey) {
  const twin = gatewayTwin({ clock: systemClock, account, orderKey });
  const gateway = httpGateway(async (url, request) => twin.app.request(String(url), request));
  return { twin, deps: { settings: shopSettings(), gateway, secrets: [account.password], now: () => 1 } };
}

const order = (paymentId: string, which: 'first' | 'second' = 'first') =>
  ({ orderId: 'PILOT-TEST-H', paymentId, amountMinor: 100, currency: 'EUR', contract: which }) as const;

describe("the pilot's calls to HiPay", () => {
  it('are orders as the connector sends them, with a right hash', async () => {
    const { twin, deps } = stage('number-and-mid');
    expect(await sendStageOrder(order('one'), deps)).toMatchObject({
      status: 200,
      verdict: 'delivered',
      state: 'completed',
      amountSent: '1.00',
      amountBack: '1.00',
      decimals: '2',
    });
    expect(await sendStageOrder(order('two'), deps)).toMatchObject({ verdict: 'duplicate', code: '3010004' });
    expect(twin.orders()).toMatchObject([{ orderid: 'PILOT-TEST-H', mid: '1234567', amount: '1.00' }]);
  });

  it.each([
    ['number-and-mid', 'delivered'],
    ['number', 'duplicate'],
  ] as const)('show whether the key of HiPay is the %s', async (orderKey, verdict) => {
    const { deps } = stage(orderKey);
    await sendStageOrder(order('one'), deps);
    expect(await sendStageOrder(order('two', 'second'), deps)).toMatchObject({ verdict });
  });

  it('find the first payment of a number, and its contract', async () => {
    const { deps } = stage('number-and-mid');
    await sendStageOrder(order('one'), deps);
    const found = (paymentId: string) => lookUpAtHipay(sentSale('PILOT-TEST-H', paymentId, 100, 'EUR'), deps);
    expect(await found('one')).toMatchObject({ verdict: 'found', paymentId: 'ours', contracts: ['first'] });
    expect(await found('two')).toMatchObject({ verdict: 'found', paymentId: 'other' });
    const unknown = sentSale('PILOT-TEST-N', 'one', 100, 'EUR');
    expect(await lookUpAtHipay(unknown, deps)).toMatchObject({ status: 404, verdict: 'not-found' });
  });

  it('report no secret and no card number that HiPay quotes, also where the text is cut', async () => {
    const quoted = `${'x'.repeat(34)} phrase secret-of-hipay 4111111111111111`;
    const answer = {
      state: quoted,
      order: { id: 'PILOT-TEST-H', amount: quoted },
      merchant_order_id: 'PILOT-TEST-H',
      amount: '4111111111111111 secret-of-hipay',
      currency: 'phrase secret-of-hipay',
    };
    const gateway = httpGateway(async () => new Response(JSON.stringify(answer)));
    const deps = { ...stage('number').deps, gateway };
    const sent = sentSale('PILOT-TEST-H', 'one', 100, 'EUR');
    for (const facts of [await sendStageOrder(order('one'), deps), await lookUpAtHipay(sent, deps)]) {
      expect(facts).toHaveProperty('amountBack');
      expect(JSON.stringify(facts)).not.toMatch(/phras|secret|41111111111/);
    }
  });

  it('never send an invented order to production', async () => {
    const { deps } = stage('number');
    const inProduction = { ...deps, settings: shopSettings('prod') };
    await expect(sendStageOrder(order('one'), inProduction)).rejects.toThrow('production');
  });
});
