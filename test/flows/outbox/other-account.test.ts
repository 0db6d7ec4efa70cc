import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { releaseParkedForAccount } from '../../../src/flows/outbox/release-for-account.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';
import { accepted, Backlog, noAnswer, notFound } from './backlog.ts';

const minute = 60_000;

/** One notification that is due, and what changed before. */
function backlogOf(change: Partial<OutboxEntry>, answer = () => accepted): Backlog {
  const backlog = new Backlog([], answer, true);
  const fields: [string, string][] = [['orderid', 'Order_1']];
  backlog.storage.notifications.set(
    'Order_1',
    anEntry({ entryId: 'Order_1', paymentId: 'Order_1', fields, ...change }),
  );
  return backlog;
}
const entryOf = ({ storage }: Backlog) => storage.notifications.get('Order_1');
const deliver = (backlog: Backlog) => backlog.clock.until(backlog.delivery.sendNow());
const release = (backlog: Backlog) =>
  backlog.clock.until(releaseParkedForAccount(backlog.storage, backlog.account));

describe('a notification of another HiPay than the present account', () => {
  it('is parked and never sent, also if a person sends it', async () => {
    for (const [environment, now] of [
      ['simulated', 'live'],
      ['stage', 'live'],
      ['live', 'stage'],
      ['a newer word', 'live'],
    ] as const) {
      const backlog = backlogOf({ environment });
      backlog.environment = now;
      await deliver(backlog);
      await backlog.clock.until(backlog.delivery.sendOne('Order_1'));
      expect(backlog.usedLogins).toEqual([]);
      expect(entryOf(backlog)).toMatchObject({ state: 'parked', parkedAs: 'other-environment', attempts: 0 });
    }
  });

  it('is sent once its HiPay is set up again', async () => {
    const backlog = backlogOf({ environment: 'live' });
    backlog.environment = 'stage';
    await deliver(backlog);
    backlog.environment = 'live';
    await release(backlog);
    await deliver(backlog);
    expect(entryOf(backlog)).toMatchObject({ state: 'delivered' });
    expect(entryOf(backlog)).not.toHaveProperty('parkedAs');
  });

  it('is sent if an older program did not store its HiPay', async () => {
    const backlog = backlogOf({});
    backlog.environment = 'live';
    await deliver(backlog);
    expect(entryOf(backlog)).toMatchObject({ state: 'delivered' });
  });
});

describe('a notification that may have arrived in another account', () => {
  async function lostAt(login: string): Promise<Backlog> {
    const backlog = backlogOf({}, () => noAnswer);
    backlog.login = login;
    await deliver(backlog);
    expect(entryOf(backlog)).toMatchObject({ state: 'pending', mayHaveArrived: true });
    return backlog;
  }

  it('is neither sent to the new account nor looked up there', async () => {
    const backlog = await lostAt('old');
    backlog.login = 'new';
    backlog.answer = () => accepted;
    await deliver(backlog);
    await backlog.clock.until(backlog.delivery.sendOne('Order_1'));
    await backlog.clock.advance(60 * minute);
    expect(backlog.usedLogins).not.toContain('new');
    expect(entryOf(backlog)).toMatchObject({
      state: 'parked',
      parkedAs: 'other-account',
      lastDetail: expect.stringContaining('old'),
    });
    expect(JSON.stringify(entryOf(backlog))).not.toContain('secret');
  });

  it('is looked up and sent once its account is set up again', async () => {
    const backlog = await lostAt('old');
    backlog.login = 'new';
    await deliver(backlog);
    backlog.login = 'old';
    backlog.lookUpReply = () => notFound;
    backlog.answer = () => accepted;
    await release(backlog);
    await deliver(backlog);
    expect(new Set(backlog.usedLogins)).toEqual(new Set(['old']));
    expect(entryOf(backlog)).toMatchObject({ state: 'delivered' });
  });

  it('is sent to the new account if it is proven that it did not arrive', async () => {
    const beforeSending = { kind: 'no-answer', reason: 'no-sidecar', beforeSending: true } as const;
    const backlog = backlogOf({}, () => beforeSending as never);
    backlog.login = 'old';
    await deliver(backlog);
    expect(entryOf(backlog)).toMatchObject({ mayHaveArrived: false });
    expect(entryOf(backlog)).not.toHaveProperty('sentTo');
    backlog.login = 'new';
    backlog.answer = () => accepted;
    await deliver(backlog);
    expect(entryOf(backlog)).toMatchObject({ state: 'delivered' });
  });

  it('is looked up in the present account if an older program did not store the account', async () => {
    const backlog = backlogOf({ attempts: 2 });
    await deliver(backlog);
    expect(entryOf(backlog)).toMatchObject({ state: 'delivered' });
  });
});

it('a try uses the account that is written down before it, although the login changes meanwhile', async () => {
  const backlog = backlogOf({}, () => noAnswer);
  const { outbox } = backlog.storage;
  const update = outbox.update.bind(outbox);
  backlog.login = 'old';
  outbox.update = async (entry) => {
    await update(entry);
    backlog.login = 'new';
  };
  await deliver(backlog);
  expect(backlog.usedLogins).toEqual(['old']);
  expect(entryOf(backlog)?.sentTo).toEqual(['old ']);
});

describe('a shop that goes live', () => {
  /** A shop with a simulated terminal and HiPay, whose sale HiPay did not get. */
  async function trialShop(): Promise<Shop> {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    await shop.pay();
    return shop;
  }
  async function goLive(shop: Shop): Promise<void> {
    const { stored } = shop.settingsStore;
    if (!stored) throw new Error('the shop has settings');
    stored.environment = 'prod';
    stored.terminal.link = 'web-serial';
    Object.assign(stored.hipay, { simulated: false, gatewayUrl: '', login: 'live' });
    shop.gatewayDown = false;
    await shop.start();
    await shop.clock.advance(5 * minute);
  }
  const entries = (shop: Shop) => [...shop.storage.notifications.values()];

  it('does not send the sale of its trial to the live account, and says why', async () => {
    const shop = await trialShop();
    await goLive(shop);
    expect(entries(shop)).toMatchObject([
      { environment: 'simulated', state: 'parked', parkedAs: 'other-environment', attempts: 1 },
    ]);
    expect(shop.snapshots.at(-1)?.notifications).toMatchObject([{ parkedAs: 'other-environment' }]);
  });

  it('marks the sale of the trial also if it is only settled now', async () => {
    const doubt = { state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' } as const;
    const { environment: _, ...older } = aRecord({ ...doubt, paymentId: 'older' });
    for (const record of [aRecord({ ...doubt, environment: 'simulated' }), older]) {
      const shop = await Shop.open();
      await shop.storage.journal.write(record);
      await goLive(shop);
      const { paymentId } = record;
      await shop.clock.until(
        shop.connector.resolvePayment({ paymentId, paid: true, by: 'Ana', why: 'ticket' }),
      );
      await shop.clock.advance(5 * minute);
      expect(entries(shop)).toMatchObject([{ environment: 'simulated', parkedAs: 'other-environment' }]);
    }
  });

  it('sends its own sales to the live account', async () => {
    const shop = await Shop.open();
    await goLive(shop);
    await shop.pay();
    expect(entries(shop)).toMatchObject([{ environment: 'live', sentTo: ['live live'] }]);
  });
});
