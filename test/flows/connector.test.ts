import { describe, expect, it } from 'vitest';
import { type SettingsInput, settings } from '../../src/core/settings/settings.ts';
import { aRecord, someSettings } from '../fakes/payment-examples.ts';
import { Shop } from './shop.ts';

const save = (shop: Shop, change: SettingsInput) =>
  shop.clock.until(shop.connector.saveSettings({ settings: someSettings(change) }));

describe('settings', () => {
  it('are shown without their secrets', async () => {
    const shop = await Shop.open();
    const shown = await shop.connector.readSettings();
    expect(shown.hipay).toMatchObject({ login: 'shop', passwordSet: true, hashKeySet: false });
    expect(JSON.stringify(shown)).not.toContain('secret');
  });
  it('keep a secret that the form left empty', async () => {
    const shop = await Shop.open();
    await save(shop, { terminal: { link: 'simulated' }, hipay: { login: 'other', password: '' } });
    expect(shop.settingsStore.stored?.hipay).toMatchObject({ login: 'other', password: 'secret' });
  });
  it.each<[string, SettingsInput]>([
    ['a simulated terminal', { environment: 'prod', terminal: { link: 'simulated' } }],
    ['a simulated gateway', { environment: 'prod', hipay: { simulated: true } }],
    ['a replaced gateway', { environment: 'prod', hipay: { gatewayUrl: 'http://localhost:1' } }],
    ['a gateway outside this machine', { hipay: { gatewayUrl: 'http://evil.example' } }],
  ])('are refused with %s', async (_, change) => {
    const shop = await Shop.open();
    expect(await save(shop, change)).toMatchObject({ saved: false, failure: 'request-invalid' });
    expect(await shop.connector.provision({ settings: settings.parse(change) })).toEqual({ accepted: false });
  });
  it('do not change while a payment runs', async () => {
    const shop = await Shop.open();
    const running = shop.payLater();
    expect(await shop.connector.saveSettings({ settings: someSettings() })).toMatchObject({
      failure: 'payment-running',
    });
    await shop.clock.until(running);
  });
  it('of the sidecar’s file are used, and a person cannot change them', async () => {
    const shop = await Shop.open();
    const provided = someSettings({ terminal: { link: 'simulated', script: 'refuse' } });
    expect(await shop.clock.until(shop.connector.provision({ settings: provided }))).toEqual({
      accepted: true,
    });
    expect((await shop.connector.readSettings()).provisioned).toBe(true);
    expect(await save(shop, {})).toMatchObject({ saved: false });
    expect((await shop.pay()).outcome).toBe('DECLINED');
  });
  it('are counted in the snapshot, also if the sidecar’s file says what was stored already', async () => {
    const shop = await Shop.open();
    const counts: unknown[] = [];
    shop.connector.subscribe(({ settingsChanges }) => counts.push(settingsChanges));
    const before = counts.at(-1);
    const stored = someSettings();
    await shop.clock.until(shop.connector.provision({ settings: stored }));
    const provisioned = counts.at(-1);
    await shop.clock.until(shop.connector.provision({ settings: stored }));
    expect(new Set([before, provisioned, counts.at(-1)]).size).toBe(3);
  });
});

describe('the script of a simulated terminal', () => {
  it('may be chosen on the screen although a file sets everything else, and stays when the file is sent again', async () => {
    const shop = await Shop.open();
    const provided = someSettings({ terminal: { link: 'simulated' }, hipay: { simulated: true } });
    await shop.clock.until(shop.connector.provision({ settings: provided }));
    expect(await save(shop, { ...provided, terminal: { ...provided.terminal, script: 'refuse' } })).toEqual({
      saved: true,
    });
    await shop.clock.until(shop.connector.provision({ settings: provided }));
    expect((await shop.pay()).outcome).toBe('DECLINED');
    expect(await save(shop, { ...provided, currencies: ['USD'] })).toMatchObject({ saved: false });
  });
});

describe('the terminal status', () => {
  it('is ready after the probe, which sends no amount', async () => {
    const shop = await Shop.open();
    expect(shop.connector.probeTerminal).toBeDefined();
    expect((await shop.clock.until(shop.connector.probeTerminal())).state).toBe('ready');
    expect(shop.link.ledger).toEqual([]);
  });
  it('distinguishes silent from not ready', async () => {
    const silent = await Shop.open('silent-at-1');
    expect((await silent.clock.until(silent.connector.probeTerminal())).state).toBe('silent');
    const notReady = await Shop.open('not-ready');
    expect((await notReady.clock.until(notReady.connector.probeTerminal())).state).toBe('not-ready');
  });
  it('is "away" while the cable is out, and ready when it is back', async () => {
    const shop = await Shop.open('unplug-at-5');
    await shop.pay();
    expect(shop.snapshots.some(({ terminal }) => terminal.state === 'away')).toBe(true);
    await shop.clock.advance(5000);
    expect(shop.snapshots.at(-1)?.terminal.state).toBe('ready');
  });
});

describe('a till that lost the answer', () => {
  it('finds the answer by the order number; the answer for an unknown order is null', async () => {
    const shop = await Shop.open();
    await shop.pay();
    expect(await shop.connector.findOrder({ orderId: 'Order_1' })).toMatchObject({
      outcome: 'APPROVED',
      replayed: true,
    });
    expect(await shop.connector.findOrder({ orderId: 'Order_9' })).toBeNull();
  });
  it('finds the last attempt, even if the clock was set back', async () => {
    const shop = await Shop.open('silent-at-6');
    await shop.storage.journal.write(
      aRecord({
        paymentId: 'first',
        state: 'closed',
        outcome: 'DECLINED',
        createdAt: shop.clock.now() + 60_000,
      }),
    );
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    expect((await shop.connector.findOrder({ orderId: 'Order_1' }))?.outcome).toBe('UNKNOWN');
  });
  it('waits for the end of a payment that still runs', async () => {
    const shop = await Shop.open();
    const running = shop.payLater();
    const found = shop.connector.findOrder({ orderId: 'Order_1' });
    await shop.clock.until(running);
    expect((await found)?.outcome).toBe('APPROVED');
  });
});
