import { describe, expect, it } from 'vitest';
import type { ConnectorApi } from '../../src/core/connector-api/connector-api.ts';
import type { Snapshot } from '../../src/core/connector-api/snapshot.ts';
import type { SettingsInput } from '../../src/core/settings/settings.ts';
import { OwnerProxy } from '../../src/flows/owner-proxy.ts';
import { memoryTabs } from '../fakes/memory-tabs.ts';
import { aRecord, aRequest } from '../fakes/payment-examples.ts';
import { Shop } from './shop.ts';

/** Two tabs over one shop's storage and terminal. The first tab owns the terminal. */
async function twoTabs(firstLocal?: ConnectorApi, settings: SettingsInput = {}) {
  const shop = await Shop.open('accept', settings);
  const tabs = memoryTabs();
  const open = (local: ConnectorApi) =>
    new OwnerProxy({ local, tabs: tabs.tab(), clock: shop.clock, ids: shop.ids });
  const first = open(firstLocal ?? shop.connector);
  first.becomeOwner();
  const local = await shop.anotherTab();
  const second = open(local);
  /** Does what the worker does when it gets the lock. */
  const takeOver = async () => {
    tabs.ownerDies();
    await shop.clock.until(local.recover());
    second.becomeOwner();
    await shop.clock.until(local.open());
  };
  return { shop, tabs, first, second, takeOver };
}

/** An owner that never answers. */
const hungOwner = {
  subscribe: () => () => {},
  takePayment: () => new Promise(() => {}),
} as unknown as ConnectorApi;

describe('a tab that does not own the terminal', () => {
  it('pays through the owner', async () => {
    const { shop, second } = await twoTabs();
    expect(await shop.clock.until(second.api.takePayment(aRequest()))).toMatchObject({ outcome: 'APPROVED' });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('shows the owner’s snapshot, marked as that of another tab', async () => {
    const { shop, second } = await twoTabs();
    let latest: Snapshot | undefined;
    second.api.subscribe((now) => {
      latest = now;
    });
    await shop.clock.until(second.api.takePayment(aRequest()));
    await shop.clock.advance(100);
    expect(latest).toMatchObject({ owner: false, payment: { phase: 'finished', outcome: 'APPROVED' } });
    expect(latest?.payments).toHaveLength(1);
  });
  it('lists and reads payments through the owner', async () => {
    const { shop, second } = await twoTabs();
    await shop.clock.until(second.api.takePayment(aRequest()));
    const { rows } = await shop.clock.until(
      second.api.listPayments({ from: 0, to: shop.clock.now() + 1, limit: 10 }),
    );
    expect(rows).toMatchObject([{ orderId: 'Order_1', outcome: 'APPROVED' }]);
    const story = await shop.clock.until(second.api.readPayment({ paymentId: rows[0]!.paymentId }));
    expect(story?.steps.map(({ kind }) => kind)).toContain('told');
  });
  it('joins the payment that the owner runs for the same order', async () => {
    const { shop, first, second } = await twoTabs();
    const [one, two] = await shop.clock.until(
      Promise.all([first.api.takePayment(aRequest()), second.api.takePayment(aRequest())]),
    );
    expect(two).toEqual(one);
    expect(shop.movedAmounts).toEqual([1023]);
  });
});

it('creates an order number with the owner’s prefix if the till sends none', async () => {
  const { shop, second } = await twoTabs(undefined, { orderPrefix: 'T1-' });
  const { orderId: _, ...request } = aRequest();
  const { orderId } = await shop.clock.until(second.api.takePayment(request));
  expect(orderId).toMatch(/^T1-order-/);
});

describe('the owner dies', () => {
  it('before it wrote anything down: the next owner takes the payment, once', async () => {
    const { shop, second, takeOver } = await twoTabs(hungOwner);
    const { orderId: _, ...request } = aRequest();
    const answer = second.api.takePayment(request);
    await takeOver();
    expect((await shop.clock.until(answer)).outcome).toBe('APPROVED');
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('after it sent the amount: the next owner answers from the journal, and charges nothing', async () => {
    const { shop, second, takeOver } = await twoTabs(hungOwner);
    await shop.storage.journal.write(aRecord({ state: 'waiting' }));
    const answer = second.api.takePayment(aRequest());
    await takeOver();
    expect(await shop.clock.until(answer)).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    expect(shop.link.ledger).toEqual([]);
  });
  it('and no other tab takes over: a call fails instead of waiting forever', async () => {
    const { shop, tabs, second } = await twoTabs();
    tabs.ownerDies();
    await expect(shop.clock.until(second.api.readSettings({}))).rejects.toThrow(/no tab/);
  });
});
