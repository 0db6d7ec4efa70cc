import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notificationOf } from '../../src/core/records/answer-of-record.ts';
import { readChanged, readLists } from '../../src/flows/snapshot-store.ts';
import { MemoryStorage } from '../../src/sdk/testing/memory-storage.ts';
import { anEntry, aRecord } from '../fakes/payment-examples.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';
import { runs } from '../property-runs.ts';

const hour = 3_600_000;

function shop() {
  const clock = new VirtualClock();
  const storage = new MemoryStorage();
  const deps = { ...storage, clock };
  /** Takes the payment, or writes its record again: a paid one stays paid. */
  const pay = async (number: number, state: 'answered' | 'unknown' = 'answered', delivered = true) => {
    const paymentId = `payment-${number}`;
    const before = storage.payments.get(paymentId);
    const paid = before?.state === 'answered' || state === 'answered';
    const createdAt = before?.createdAt ?? clock.now() + number;
    const record = aRecord({
      paymentId,
      orderId: `Order_${number}`,
      state: paid ? 'answered' : 'unknown',
      createdAt,
    });
    const entry = storage.notifications.get(`entry-${number}`) ?? {
      ...anEntry({ entryId: `entry-${number}`, paymentId }),
      createdAt: clock.now() + number,
    };
    const entries = paid
      ? [{ ...entry, state: delivered ? ('delivered' as const) : ('pending' as const) }]
      : [];
    await storage.journal.writeWithNotifications(record, entries);
    return paymentId;
  };
  return { clock, storage, deps, pay };
}

describe('the lists of the snapshot', () => {
  it('are the same after reading only the changed payment as after reading everything', async () => {
    const change = fc.record({
      number: fc.integer({ min: 0, max: 9 }),
      unknown: fc.boolean(),
      delivered: fc.boolean(),
      hours: fc.integer({ min: 0, max: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 25 }), async (changes) => {
        const { clock, deps, pay } = shop();
        let lists = await readLists(deps);
        for (const { number, unknown, delivered, hours } of changes) {
          await clock.advance(hours * hour);
          const paymentId = await pay(number, unknown ? 'unknown' : 'answered', delivered);
          lists = await readChanged(deps, lists.payments, [paymentId]);
          expect(lists).toEqual(await readLists(deps));
        }
      }),
      runs(60),
    );
  });
  it('shows a new parked notification, however many older ones are pending', async () => {
    const { deps, storage, pay } = shop();
    for (let number = 0; number < 150; number++) await pay(number, 'answered', false);
    await pay(150, 'answered', false);
    const youngest = storage.notifications.get('entry-150') ?? expect.fail('not there');
    await deps.outbox.update({ ...youngest, state: 'parked' });
    const { notifications, outbox } = await readLists(deps);
    expect(notifications).toHaveLength(100);
    expect(notifications[0]?.entryId).toBe('entry-0');
    expect(notifications.at(-1)).toMatchObject({ entryId: 'entry-150', state: 'parked' });
    expect(outbox).toMatchObject({ pending: 150, parked: 1 });
  });
  it('shows at most two hundred payments of a day, and every unknown one', async () => {
    const { deps, pay } = shop();
    await pay(0, 'unknown');
    for (let number = 1; number <= 200; number++) await pay(number);
    const whole = await readLists(deps);
    const changed = await readChanged(deps, whole.payments, [await pay(201)]);
    expect(changed).toEqual(await readLists(deps));
    expect(changed.payments).toHaveLength(201);
    expect(changed.payments.at(-1)).toMatchObject({ orderId: 'Order_0', state: 'unknown' });
  });
  it('gives each payment its own notifications', async () => {
    const { storage, deps, pay } = shop();
    await pay(1, 'answered', false);
    await pay(2);
    const { payments, notifications, outbox } = await readLists(deps);
    expect(payments.map(({ notification }) => notification)).toEqual(
      ['entry-2', 'entry-1'].map((id) =>
        notificationOf([storage.notifications.get(id)].filter((entry) => entry !== undefined)),
      ),
    );
    expect(notifications.map(({ entryId }) => entryId)).toEqual(['entry-1']);
    expect(outbox).toMatchObject({ pending: 1, parked: 0 });
  });
});
