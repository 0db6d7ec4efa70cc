import { describe, expect, it } from 'vitest';
import { eventually, terminalReady } from './connector-page.ts';
import {
  keepBrowserOptions,
  next,
  openShop,
  pay,
  untilVersionProven,
  untilVersionRuns,
  withTwoVersions,
} from './updated-shop.ts';

withTwoVersions();

describe('an update while a payment runs', () => {
  it('is done after the payment, and the page of the new build opens by itself', async () => {
    const shop = await openShop({ args: keepBrowserOptions, connector: { script: 'slow-customer' } });
    await terminalReady(shop.sidecar);
    const paying = pay(shop, 'During_1');
    const versionAtEnd = paying.then(() => shop.pointer().version);
    await eventually('the payment runs', async () => (await shop.health())['terminal'] === 'paying');
    const asked = await shop.run('update', '--from', next, '--now');
    expect(asked).toMatchObject({
      code: 0,
      output: expect.stringContaining('changes to version 0.2.0 as soon as no payment runs'),
    });
    expect(await paying).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await versionAtEnd).toBe('0.1.0');

    await untilVersionRuns(shop, '0.2.0');
    await untilVersionProven(shop, '0.2.0');
    expect(shop.pointer()).toMatchObject({ version: '0.2.0', previous: '0.1.0' });
    expect(await shop.health()).toMatchObject({ pageBuild: { version: '0.2.0', journal: 'open' } });
    await terminalReady(shop.sidecar);
    expect(await pay(shop, 'During_1')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
  }, 240_000);
});
