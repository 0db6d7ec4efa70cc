import { describe, expect, it } from 'vitest';
import type {
  PermitAnswer,
  PermitRefusal,
  PermitRequest,
} from '../../../src/core/connector-api/connector-api.ts';
import { connectorClient } from '../../../src/core/connector-api/connector-client.ts';
import { serveConnector } from '../../../src/core/connector-api/connector-server.ts';
import { failureOfRecord } from '../../../src/core/records/answer-of-record.ts';
import type { RecordsFile } from '../../../src/core/records/records-file.ts';
import { concertDialect } from '../../../src/core/terminal/concert-v2/concert-v2.ts';
import { takePayment } from '../../../src/flows/payments/take-payment.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { channelPair } from '../../fakes/memory-tabs.ts';
import { aRecord, aRequest, someSettings } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { Shop } from '../shop.ts';

const fileWith = (...payments: RecordsFile['payments']): RecordsFile => ({
  kind: 'hipay-ecr-records',
  version: 1,
  payments,
  notifications: [],
});

const unwritten: PermitRefusal = { failure: 'cannot-record', detail: 'the disk is full' };
/** A refusal that only a newer program knows. */
const newer = { failure: 'made-up' as 'unknown-error', detail: 'a newer reason' };

describe('who asks for a payment', () => {
  const phases = (shop: Shop) => shop.snapshots.flatMap(({ payment }) => payment ?? []);
  it('is shown in every phase, over the channel between two programs', async () => {
    const shop = await Shop.open();
    const [near, far] = channelPair();
    serveConnector(far, shop.connector, 'connector');
    const till = connectorClient(near, 'sidecar');
    await shop.clock.until(
      till.takePayment(aRequest(), { givePermit: async () => true, origin: 'https://till.example' }),
    );
    expect(phases(shop).map(({ phase }) => phase)).toContain('customer');
    for (const payment of phases(shop)) expect(payment.askedBy).toEqual({ origin: 'https://till.example' });
  });
  it('is a till without an origin, or is not named if a person has entered the payment', async () => {
    const shop = await Shop.open();
    await shop.clock.until(shop.connector.takePayment(aRequest(), { givePermit: async () => true }));
    expect(phases(shop).at(-1)?.askedBy).toEqual({});
    await shop.clock.until(shop.connector.takePayment(aRequest({ orderId: 'Order_2' })));
    expect(phases(shop).at(-1)).toMatchObject({ orderId: 'Order_2' });
    expect(phases(shop).at(-1)).not.toHaveProperty('askedBy');
  });
});

describe('a permit to begin', () => {
  it('is asked after the payment is recorded and before the terminal is called', async () => {
    const shop = await Shop.open();
    const asked: [PermitRequest, string | undefined][] = [];
    const givePermit = async (request: PermitRequest) => {
      asked.push([request, shop.snapshots.at(-1)?.payment?.phase]);
      return true;
    };
    const answer = await shop.clock.until(shop.connector.takePayment(aRequest(), { givePermit }));
    expect(answer).toMatchObject({ outcome: 'APPROVED', charge: 'charged' });
    const [{ paymentId, orderId, payments }, phase] = asked[0] as (typeof asked)[0];
    expect({ paymentId, orderId, phase }).toEqual({
      paymentId: answer.paymentId,
      orderId: 'Order_1',
      phase: 'recording',
    });
    expect(payments).toMatchObject([{ paymentId, state: 'intended', leave: 'needed' }]);
    expect(asked).toHaveLength(1);
  });
  it.each([
    ['is refused', async () => false, 'till-left'],
    [
      'is not given because the question fails',
      () => Promise.reject(new Error('the line is lost')),
      'till-left',
    ],
    ['is not given in two seconds', (): Promise<boolean> => new Promise(() => {}), 'unknown-error'],
  ] satisfies [string, () => Promise<boolean>, string][])(
    '%s: nothing is sent, and the payment is closed as not charged',
    async (_, givePermit, failure) => {
      const shop = await Shop.open();
      const answer = await shop.clock.until(shop.connector.takePayment(aRequest(), { givePermit }));
      expect(answer).toMatchObject({ outcome: 'NOT_SENT', charge: 'not-charged', failure });
      expect(shop.movedAmounts).toEqual([]);
      expect(shop.records).toMatchObject([{ state: 'closed', leave: 'refused' }]);
      expect(shop.snapshots.map(({ payment }) => payment?.phase)).not.toContain('calling-terminal');
      expect((await shop.pay()).outcome).toBe('APPROVED');
      expect(shop.movedAmounts).toEqual([1023]);
    },
  );
  it.each<[string, PermitAnswer, string, string]>([
    ['with its reason', unwritten, 'cannot-record', unwritten.detail],
    ['without a reason', false, 'till-left', 'the till does not wait'],
    ['with a reason that only a newer program knows', newer, 'unknown-error', newer.detail],
  ])(
    'is refused over a channel %s: the answer and the record have the failure',
    async (_, given, failure, detail) => {
      const shop = await Shop.open();
      const [near, far] = channelPair();
      serveConnector(far, shop.connector, 'connector');
      const client = connectorClient(near, 'sidecar');
      const answer = await shop.clock.until(
        client.takePayment(aRequest(), { givePermit: async () => given }),
      );
      expect(answer).toMatchObject({ outcome: 'NOT_SENT', charge: 'not-charged', failure });
      expect(answer.detail).toContain(detail);
      expect(shop.movedAmounts).toEqual([]);
      const [record] = shop.records;
      expect(record).toMatchObject({ state: 'closed', leave: 'refused' });
      expect(record && failureOfRecord(record)).toBe(failure);
      // An older program must be able to read the record, and does not know this failure.
      expect(record?.failure).not.toBe('till-left');
    },
  );
  it('does not count if it came while the page was suspended: nothing is sent', async () => {
    const shop = await Shop.open();
    const givePermit = async () => {
      shop.clock.skip(30_000);
      return true;
    };
    const answer = await shop.clock.until(shop.connector.takePayment(aRequest(), { givePermit }));
    expect(answer).toMatchObject({ outcome: 'NOT_SENT', charge: 'not-charged' });
    expect(shop.movedAmounts).toEqual([]);
  });
  it.each([
    [19_000, true],
    [21_000, false],
  ])('is valid for 20 seconds until the terminal is ready (%i ms: %s)', async (ms, isValid) => {
    const clock = new VirtualClock();
    const allowed: boolean[] = [];
    const nothing = () => {};
    const record = await takePayment(
      { ...aRequest(), orderId: 'Order_1' },
      { attempt: 1, givePermit: async () => true },
      {
        journal: new MemoryStorage().journal,
        journalId: 'journal-1',
        clock,
        ids: countingIds(),
        digest: { sha1: async () => '' },
        dialect: concertDialect('E+'),
        settings: someSettings(),
        link: { kind: 'simulated', simulated: true },
        terminal: {
          status: () => ({ state: 'ready', description: '', seenAt: 0, simulated: true }),
          exchange: async (_, payment) => {
            clock.skip(ms);
            allowed.push(await payment.allowFrame());
            return allowed[0] ? 'overdue' : 'not-permitted';
          },
        },
        showPhase: nothing,
        onLateAnswer: nothing,
        settleOther: async () => 'acknowledge' as const,
        keepUnwritten: nothing,
      },
    );
    expect(allowed).toEqual([isValid]);
    expect(record.outcome).toBe(isValid ? 'UNKNOWN' : 'NOT_SENT');
  });
  it('is not needed for a payment by hand', async () => {
    const shop = await Shop.open();
    await shop.pay();
    expect(shop.records[0]).not.toHaveProperty('leave');
  });
  it('is asked over a channel, and is not given if the other end of the channel is gone', async () => {
    const shop = await Shop.open();
    const [near, far] = channelPair();
    serveConnector(far, shop.connector, 'connector');
    const client = connectorClient(near, 'sidecar');
    const asked: PermitRequest[] = [];
    const paying = client.takePayment(aRequest(), {
      givePermit: async (request) => {
        asked.push(request);
        return true;
      },
    });
    expect(await shop.clock.until(paying)).toMatchObject({ outcome: 'APPROVED' });
    expect(asked).toMatchObject([{ orderId: 'Order_1' }]);
    const lost = client.takePayment(aRequest({ orderId: 'Order_2' }), {
      givePermit: () => new Promise(() => {}),
    });
    lost.catch(() => {});
    await shop.clock.advance(100);
    near.close();
    await shop.clock.advance(5000);
    expect(shop.movedAmounts).toEqual([1023]);
    expect(shop.records.find(({ orderId }) => orderId === 'Order_2')).toMatchObject({ state: 'closed' });
  });
});

describe('a payment whose caller knows records', () => {
  const paid = aRecord({ paymentId: 'elsewhere', state: 'answered', outcome: 'APPROVED', updatedAt: 2000 });
  it('replays a sale that another browser took, and charges nothing', async () => {
    const shop = await Shop.open();
    const answer = await shop.clock.until(shop.connector.takePayment(aRequest(), { known: fileWith(paid) }));
    expect(answer).toMatchObject({ outcome: 'APPROVED', replayed: true, charge: 'charged' });
    expect(shop.movedAmounts).toEqual([]);
    expect((await shop.clock.until(shop.connector.findOrder({ orderId: 'Order_1' })))?.charge).toBe(
      'charged',
    );
  });
  it.each(['sending', 'waiting', 'unknown'] as const)(
    'of the order in state %s is in doubt, and nothing is charged',
    async (state) => {
      const shop = await Shop.open();
      const known = fileWith(aRecord({ paymentId: 'elsewhere', state }));
      const answer = await shop.clock.until(shop.connector.takePayment(aRequest(), { known }));
      expect(answer).toMatchObject({ outcome: 'UNKNOWN', charge: 'unknown' });
      expect(shop.movedAmounts).toEqual([]);
    },
  );
  it('replays the paid sale, although this browser only knows a declined payment of the order', async () => {
    const shop = await Shop.open('refuse');
    await shop.pay();
    const answer = await shop.clock.until(shop.connector.takePayment(aRequest(), { known: fileWith(paid) }));
    expect(answer).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(shop.movedAmounts).toEqual([]);
  });
  it('ignores records of another order', async () => {
    const shop = await Shop.open();
    const known = fileWith({ ...paid, orderId: 'Order_9' });
    expect((await shop.clock.until(shop.connector.takePayment(aRequest(), { known }))).replayed).toBe(false);
  });
  it('charges nothing if the records cannot be written', async () => {
    const shop = await Shop.open();
    shop.storage.mustFail = () => true;
    const answer = await shop.clock.until(shop.connector.takePayment(aRequest(), { known: fileWith(paid) }));
    expect(answer).toMatchObject({ outcome: 'UNKNOWN', charge: 'unknown' });
    expect(shop.movedAmounts).toEqual([]);
  });
});

describe('the number of a paid order that comes again', () => {
  const hour = 3_600_000;
  it.each([
    ['within the replay hours: answered again', 3 * hour, true, { outcome: 'APPROVED', replayed: true }],
    [
      'later: refused',
      5 * hour,
      true,
      { outcome: 'NOT_SENT', failure: 'order-id-reused', charge: 'charged', earlier: { amountMinor: 1023 } },
    ],
    [
      'later, but its answer never reached the till: answered again',
      500 * hour,
      false,
      { outcome: 'APPROVED', replayed: true },
    ],
  ] as const)('%s', async (_, ms, answered, expected) => {
    const shop = await Shop.open();
    const { paymentId } = await shop.pay();
    const record = shop.records.find((each) => each.paymentId === paymentId);
    if (answered && record) await shop.storage.journal.write({ ...record, answeredAt: shop.clock.now() });
    await shop.clock.advance(ms);
    expect(await shop.pay()).toMatchObject(expected);
    expect(shop.movedAmounts).toEqual([1023]);
  });
});

describe('a till’s payment while the same amount is in doubt', () => {
  const givePermit = async () => true;
  const inDoubt = async (settings = {}) => {
    const shop = await Shop.open('silent-at-3', settings);
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    await shop.start('accept');
    return shop;
  };
  const take = (shop: Shop, amountMinor = 1023) =>
    shop.clock.until(
      shop.connector.takePayment(aRequest({ orderId: 'Order_2', amountMinor }), { givePermit }),
    );
  const doubt = { sameAmountInDoubt: { orderId: 'Order_1' } };
  /** A payment whose till sends no order number: the sidecar has created this one. */
  const takeUnnumbered = (shop: Shop, orderId: string) =>
    shop.clock.until(shop.connector.takePayment(aRequest({ orderId }), { givePermit }));

  it('goes on, and its answer names the payment in doubt', async () => {
    const shop = await inDoubt();
    expect(await take(shop)).toMatchObject(doubt);
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('has no warning for another amount, or once ten minutes are over', async () => {
    expect(await take(await inDoubt(), 999)).not.toHaveProperty('sameAmountInDoubt');
    const later = await inDoubt();
    await later.clock.advance(600_000);
    expect(await take(later)).not.toHaveProperty('sameAmountInDoubt');
  });
  it('is refused if the shop holds such payments, and nothing is sent', async () => {
    const shop = await inDoubt({ holdSameAmount: true });
    const expected = {
      outcome: 'NOT_SENT',
      failure: 'same-amount-in-doubt',
      charge: 'nothing-sent',
      ...doubt,
    };
    expect(await take(shop)).toMatchObject(expected);
    expect(shop.movedAmounts).toEqual([]);
    expect((await take(shop, 999)).outcome).toBe('APPROVED');
  });
  it('is held for a payment in doubt of another browser too, which the sidecar knows', async () => {
    const shop = await Shop.open('accept', { holdSameAmount: true });
    const elsewhere = { paymentId: 'elsewhere', orderId: 'Order_1', createdAt: shop.clock.now() };
    shop.secondCopy = { doubtsAbout: async ({ amountMinor }) => (amountMinor === 1023 ? [elsewhere] : []) };
    await shop.start();
    expect(await take(shop)).toMatchObject({
      failure: 'same-amount-in-doubt',
      charge: 'nothing-sent',
      ...doubt,
    });
    expect(shop.movedAmounts).toEqual([]);
    expect((await take(shop, 999)).outcome).toBe('APPROVED');
  });
  it('is not held for a payment of another browser that is in doubt for ten minutes already, but for a younger one behind it', async () => {
    const shop = await Shop.open('accept', { holdSameAmount: true });
    const since = shop.clock.now() - 600_000;
    const older = { paymentId: 'elsewhere', orderId: 'Order_1', createdAt: since, since };
    shop.secondCopy = { doubtsAbout: async () => [older] };
    await shop.start();
    expect((await take(shop, 999)).outcome).toBe('APPROVED');
    shop.secondCopy = {
      doubtsAbout: async () => [older, { ...older, orderId: 'Younger', since: since + 600_000 }],
    };
    await shop.start();
    const held = shop.connector.takePayment(aRequest({ orderId: 'Order_3' }), { givePermit });
    expect(await shop.clock.until(held)).toMatchObject({ failure: 'same-amount-in-doubt' });
  });
  it('without a number, like the payment in doubt: that payment is named, and nothing is charged', async () => {
    const shop = await Shop.open('silent-at-3');
    const first = await takeUnnumbered(shop, 'ecr-20261130-AAAAAAAAAAAA');
    expect(first.outcome).toBe('UNKNOWN');
    await shop.start('accept');
    const second = await takeUnnumbered(shop, 'ecr-20261130-BBBBBBBBBBBB');
    expect(second).toMatchObject({ outcome: 'UNKNOWN', paymentId: first.paymentId, charge: 'unknown' });
    expect(shop.movedAmounts).toEqual([]);
    await shop.clock.advance(600_000);
    expect((await takeUnnumbered(shop, 'ecr-20261130-CCCCCCCCCCCC')).paymentId).not.toBe(first.paymentId);
  });
  describe('without a number, like an unknown payment that a late answer has made paid', () => {
    const paidLate = async () => {
      const shop = await Shop.open('too-slow-customer');
      const { outcome, paymentId = '' } = await takeUnnumbered(shop, 'ecr-20261130-AAAAAAAAAAAA');
      expect(outcome).toBe('UNKNOWN');
      await shop.clock.advance(60_000);
      // Another terminal, which has charged nothing yet.
      await shop.start('accept');
      return { shop, paymentId };
    };
    const takeAgain = (shop: Shop) => takeUnnumbered(shop, 'ecr-20261130-BBBBBBBBBBBB');

    it('names that payment, and charges nothing', async () => {
      const { shop, paymentId } = await paidLate();
      const order = { orderId: 'ecr-20261130-AAAAAAAAAAAA', paymentId };
      expect(await takeAgain(shop)).toMatchObject({ ...order, outcome: 'UNKNOWN', charge: 'unknown' });
      expect(shop.movedAmounts).toEqual([]);
    });
    it.each<[string, (shop: Shop, paymentId: string) => Promise<unknown>]>([
      ['the till has that answer', (shop, paymentId) => shop.connector.noteAnswered({ paymentId })],
      ['a person has seen the late answer', (shop, paymentId) => shop.connector.dismissAlarm({ paymentId })],
      ['ten minutes are over', (shop) => shop.clock.advance(600_000)],
    ])('is a new sale once %s', async (_, happens) => {
      const { shop, paymentId } = await paidLate();
      await happens(shop, paymentId);
      expect((await takeAgain(shop)).outcome).toBe('APPROVED');
      expect(shop.movedAmounts).toEqual([1023]);
    });
  });
});
