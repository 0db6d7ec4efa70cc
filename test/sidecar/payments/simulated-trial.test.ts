import { describe, expect, test, vi } from 'vitest';
import { readShopConfig, type ShopConfig } from '../../../src/core/settings/config-file.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// A shop tries the connector with a simulated terminal, and then uses a real one, with the same home folder and browser.

const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const order = { amount: 10.23, currency: 'EUR', order_id: '77' };
const post = (sidecar: RunningSidecar, change: object = {}) =>
  json(postOrder(sidecar, { ...order, ...change }));
const get = (sidecar: RunningSidecar, id = '77') => json(asTill(sidecar, `/orders/${id}`));

function configWith(link: 'simulated' | 'web-serial'): ShopConfig {
  const read = readShopConfig(shopConfig());
  if (!read.ok) throw new Error('the sample configuration is not valid');
  const { settings } = read.config;
  return { ...read.config, settings: { ...settings, terminal: { ...settings.terminal, link } } };
}

class Trial {
  readonly profile = new ConnectorProfile(new ShopGateway());
  private constructor(readonly homeFolder: string) {}
  static async begin() {
    return new Trial(await temporaryFolder());
  }
  /** Runs a sidecar with this terminal until `run` has ended. */
  async with<Result>(link: 'simulated' | 'web-serial', run: (sidecar: RunningSidecar) => Promise<Result>) {
    const sidecar = await runningSidecar({
      homeFolder: this.homeFolder,
      config: configWith(link),
      timeouts: { pageReturnMs: 50, pageReadyMs: 200 },
    });
    const result = await run(sidecar);
    await vi.waitUntil(async () => (await sidecar.stop()).stopped, 20_000);
    await sidecar.closed;
    return result;
  }
  /** The trial: order 77 is paid at the simulated terminal. */
  readonly payInTrial = () =>
    this.with('simulated', async (sidecar) => {
      const page = await this.profile.open(sidecar);
      expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', simulated: true });
      await page.close();
    });
}

describe('an order that was paid at a simulated terminal', () => {
  test('is not answered as paid once the terminal is real, with and without a page', async () => {
    const trial = await Trial.begin();
    await trial.payInTrial();
    await trial.with('web-serial', async (sidecar) => {
      expect(await post(sidecar)).toMatchObject({ error: { charge: 'nothing-sent' } });
      expect(await get(sidecar)).not.toHaveProperty('paymentStatus');
      const page = await trial.profile.open(sidecar);
      expect(await get(sidecar)).not.toHaveProperty('paymentStatus');
      const paid = await post(sidecar);
      expect(paid).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(paid).not.toHaveProperty('simulated');
      expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
      await page.close();
      expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
      expect(await get(sidecar)).not.toHaveProperty('simulated');
    });
  });

  test('and refunded there, is paid and refunded once at the real terminal, with the same numbers', async () => {
    const trial = await Trial.begin();
    const refund = { order_id: 'R1', transaction_type: 'Credit', refund_of: '77' };
    await trial.with('simulated', async (sidecar) => {
      const page = await trial.profile.open(sidecar);
      await post(sidecar);
      expect(await post(sidecar, refund)).toMatchObject({ paymentStatus: 'SUCCESS', simulated: true });
      await page.close();
    });
    await trial.with('web-serial', async (sidecar) => {
      const page = await trial.profile.open(sidecar);
      expect(await post(sidecar, refund)).toMatchObject({ error: { charge: 'nothing-sent' } });
      await post(sidecar);
      const refunded = await post(sidecar, refund);
      expect(refunded).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
      expect(refunded).not.toHaveProperty('simulated');
      expect(await get(sidecar)).toMatchObject({ refunds: [{ orderId: 'R1', amount: 10.23 }] });
      expect(await post(sidecar, { ...refund, order_id: 'R2' })).toMatchObject({
        error: { errorDescription: expect.stringContaining('0.00 EUR of it can be given back') },
      });
      await page.close();
    });
  });
});

describe('an order that was paid at a real terminal', () => {
  test('is answered as paid while the terminal is simulated', async () => {
    const trial = await Trial.begin();
    await trial.with('web-serial', async (sidecar) => {
      const page = await trial.profile.open(sidecar);
      expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS' });
      await page.close();
    });
    await trial.with('simulated', async (sidecar) => {
      expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
      await trial.profile.open(sidecar);
      expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    });
  });
});
