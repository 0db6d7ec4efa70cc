import { describe, expect, it } from 'vitest';
import { linkedRefunds, withRefundLink } from '../../src/core/payment/refund-links.ts';
import type { Journal, Outbox, PageMark } from '../../src/core/ports/storage.ts';
import { anEntry, aRecord, aRequest } from '../fakes/payment-examples.ts';

/** The acceptance tests of every journal and outbox. `fresh` creates an empty pair; `reopened` reads the same data. */
export function storageContract(
  title: string,
  fresh: () => Promise<{
    journal: Journal;
    outbox: Outbox;
    reopened(): Promise<{ journal: Journal; outbox: Outbox }>;
  }>,
): void {
  describe(`${title}: journal`, () => {
    it('keeps a record over a reopening, and the last write wins', async () => {
      const { journal, reopened } = await fresh();
      await journal.write(aRecord());
      await journal.write(aRecord({ state: 'sending', updatedAt: 2000 }));
      expect(await (await reopened()).journal.find('payment-1')).toEqual(
        aRecord({ state: 'sending', updatedAt: 2000 }),
      );
    });
    it('returns no payment that was never written', async () => {
      const { journal } = await fresh();
      expect(await journal.find('payment-9')).toBeUndefined();
      expect(await journal.ofOrder('Order_9')).toEqual([]);
    });
    it('lists the attempts of one order, oldest first', async () => {
      const { journal } = await fresh();
      await journal.write(aRecord({ paymentId: 'b', attempt: 2, createdAt: 2000 }));
      await journal.write(aRecord({ paymentId: 'a', attempt: 1, createdAt: 1000 }));
      await journal.write(aRecord({ paymentId: 'c', orderId: 'Order_2' }));
      expect((await journal.ofOrder('Order_1')).map(({ paymentId }) => paymentId)).toEqual(['a', 'b']);
    });
    it('distinguishes unfinished, unknown and finished payments', async () => {
      const { journal } = await fresh();
      const states = ['intended', 'sending', 'waiting', 'answered', 'unknown', 'resolved', 'closed'] as const;
      for (const [at, state] of states.entries()) {
        await journal.write(aRecord({ paymentId: state, state, createdAt: at }));
      }
      const ids = (records: { paymentId: string }[]) => records.map(({ paymentId }) => paymentId);
      expect(ids(await journal.unfinished())).toEqual(['intended', 'sending', 'waiting']);
      expect(ids(await journal.unknown())).toEqual(['unknown']);
    });
    it('begins only one of two simultaneous refunds that together exceed the sale', async () => {
      const { journal, reopened } = await fresh();
      await journal.write(aRecord({ state: 'answered', outcome: 'APPROVED' }));
      const refund = (orderId: string, amountMinor: number) =>
        aRecord({
          paymentId: `payment of ${orderId}`,
          orderId,
          request: aRequest({ orderId, amountMinor, transactionType: 'Credit', refundOf: 'Order_1' }),
        });
      const kinds = await Promise.all([
        journal.writeRefund(refund('R1', 600)).then(({ kind }) => kind),
        journal.writeRefund(refund('R2', 600)).then(({ kind }) => kind),
      ]);
      expect(kinds.toSorted()).toEqual(['begun', 'refused']);
      const begun = kinds[0] === 'begun' ? 'R1' : 'R2';
      const later = (await reopened()).journal;
      expect(linkedRefunds(await later.ofOrder('Order_1'))).toEqual([begun]);
      expect([...(await later.ofOrder('R1')), ...(await later.ofOrder('R2'))]).toMatchObject([
        { orderId: begun, state: 'intended' },
      ]);
      // A refund that gave nothing back is no obstacle.
      await later.write({ ...refund(begun, 600), state: 'closed', outcome: 'DECLINED' });
      expect(await later.writeRefund(refund('R3', 1023))).toMatchObject({ kind: 'begun' });
      expect(await later.writeRefund(refund('R4', 1))).toMatchObject({ kind: 'refused' });
    });
    it('keeps the refunds of a sale when somebody writes the sale as it was before', async () => {
      const { journal } = await fresh();
      const sale = aRecord({ state: 'answered', outcome: 'APPROVED' });
      await journal.write(withRefundLink(sale, 'R1', 2000));
      await journal.write({ ...sale, answeredAt: 3000 });
      await journal.writeWithNotifications(sale, []);
      const stored = await journal.ofOrder('Order_1');
      expect(linkedRefunds(stored)).toEqual(['R1']);
      expect(stored).toHaveLength(1);
    });
    it('lists since a time, newest first, with a limit', async () => {
      const { journal } = await fresh();
      for (const at of [1, 2, 3, 4]) await journal.write(aRecord({ paymentId: `at-${at}`, createdAt: at }));
      expect((await journal.since(2, 2)).map(({ createdAt }) => createdAt)).toEqual([4, 3]);
      expect((await journal.since(3, 9)).map(({ createdAt }) => createdAt)).toEqual([4, 3]);
    });
    it('lists the ids since a time, oldest first, and reads by id', async () => {
      const { journal } = await fresh();
      for (const at of [3, 1, 2]) await journal.write(aRecord({ paymentId: `at-${at}`, createdAt: at }));
      expect(await journal.idsSince(2)).toEqual(['at-2', 'at-3']);
      const found = await journal.findAll(['at-3', 'never', 'at-1']);
      expect(found.map(({ paymentId }) => paymentId)).toEqual(['at-3', 'at-1']);
    });
    it('returns pages of a time span, newest first, each payment once, also within one millisecond', async () => {
      const { journal } = await fresh();
      const times = [10, 20, 20, 20, 20, 30, 40, 40, 50];
      for (const [at, createdAt] of times.entries())
        await journal.write(aRecord({ paymentId: `p-${(at * 7) % 9}`, createdAt }));
      const order = (await journal.page({ from: 0, to: 99, limit: 99 })).map(({ paymentId }) => paymentId);
      expect(order).toHaveLength(times.length);
      for (const limit of [1, 2, 3, 4, 9]) {
        const seen: string[] = [];
        for (let after: PageMark | undefined; seen.length <= times.length; ) {
          const page = await journal.page({ from: 0, to: 99, limit, ...(after && { after }) });
          expect(page.length).toBeLessThanOrEqual(limit);
          seen.push(...page.map(({ paymentId }) => paymentId));
          after = page.at(-1);
          if (!after) break;
        }
        expect(seen).toEqual(order);
      }
      const span = await journal.page({ from: 20, to: 40, limit: 99 });
      expect(span.map(({ createdAt }) => createdAt)).toEqual([30, 20, 20, 20, 20]);
    });
    it('continues after a page whose last payment is gone', async () => {
      const { journal } = await fresh();
      for (const at of [10, 20, 30]) await journal.write(aRecord({ paymentId: `at-${at}`, createdAt: at }));
      const after = { createdAt: 25, paymentId: 'never' };
      const page = await journal.page({ from: 0, to: 99, limit: 9, after });
      expect(page.map(({ createdAt }) => createdAt)).toEqual([20, 10]);
    });
    it('lists alarms until a person has dismissed them, oldest alarm first', async () => {
      const { journal, reopened } = await fresh();
      const alarm = { kind: 'late-answer', outcome: 'APPROVED', at: 50 } as const;
      await journal.write(aRecord({ paymentId: 'calm' }));
      await journal.write(aRecord({ paymentId: 'younger', alarm: { ...alarm, at: 60 } }));
      await journal.write(aRecord({ paymentId: 'older', createdAt: 5000, alarm }));
      await journal.write(aRecord({ paymentId: 'seen', alarm: { ...alarm, seenAt: 70 } }));
      const found = await (await reopened()).journal.alarmed();
      expect(found.map(({ paymentId }) => paymentId)).toEqual(['older', 'younger']);
    });
    it('does not share its copy with the caller', async () => {
      const { journal } = await fresh();
      const record = aRecord();
      await journal.write(record);
      record.state = 'closed';
      expect((await journal.find('payment-1'))?.state).toBe('intended');
    });
    it('writes a record and its notifications together', async () => {
      const { journal, reopened } = await fresh();
      await journal.writeWithNotifications(aRecord({ state: 'answered' }), [
        anEntry(),
        anEntry({ entryId: 'entry-2', contract: 'nfc' }),
      ]);
      const again = await reopened();
      expect((await again.journal.find('payment-1'))?.state).toBe('answered');
      expect((await again.outbox.ofPayment('payment-1')).map(({ contract }) => contract).sort()).toEqual([
        'nfc',
        'proxy',
      ]);
    });
    it('joins copies: adds missing records, keeps the records that are further ahead, and returns what it wrote', async () => {
      const { journal, reopened } = await fresh();
      const paid = aRecord({ state: 'answered', outcome: 'APPROVED', updatedAt: 5000 });
      await journal.write(
        aRecord({ paymentId: 'younger', state: 'closed', outcome: 'DECLINED', updatedAt: 9000 }),
      );
      await journal.write(aRecord({ state: 'unknown', outcome: 'UNKNOWN', updatedAt: 9000 }));
      const missing = aRecord({ paymentId: 'missing', orderId: 'Order_2', state: 'waiting' });
      const written = await journal.join(
        [
          { record: paid, entries: [anEntry()] },
          { record: missing, entries: [] },
          { record: aRecord({ paymentId: 'younger', state: 'intended' }), entries: [] },
        ],
        10_000,
      );
      expect(written.map(({ record }) => [record.paymentId, record.state])).toEqual([
        ['payment-1', 'answered'],
        ['missing', 'unknown'],
      ]);
      const again = await reopened();
      expect((await again.journal.find('payment-1'))?.outcome).toBe('APPROVED');
      expect((await again.journal.find('younger'))?.outcome).toBe('DECLINED');
      expect(await again.outbox.ofPayment('payment-1')).toEqual([
        anEntry({ attempts: 1, mayHaveArrived: true }),
      ]);
      expect(await again.journal.join([{ record: paid, entries: [anEntry()] }], 11_000)).toEqual([]);
    });
    it('joins all copies or none', async () => {
      const { journal, outbox } = await fresh();
      const broken = { ...anEntry(), fields: 'no list' } as unknown as ReturnType<typeof anEntry>;
      const copies = [
        { record: aRecord({ state: 'answered' }), entries: [] },
        { record: aRecord({ paymentId: 'payment-2', state: 'answered' }), entries: [broken] },
      ];
      await expect(journal.join(copies, 9000)).rejects.toThrow();
      expect(await journal.find('payment-1')).toBeUndefined();
      expect(await outbox.ofPayment('payment-2')).toEqual([]);
    });
    it('writes neither the record nor its notifications when one of them cannot be written', async () => {
      const { journal, outbox } = await fresh();
      const broken = { ...anEntry(), fields: 'no list' } as unknown as ReturnType<typeof anEntry>;
      await expect(
        journal.writeWithNotifications(aRecord({ state: 'answered' }), [broken]),
      ).rejects.toThrow();
      expect(await journal.find('payment-1')).toBeUndefined();
      expect(await outbox.ofPayment('payment-1')).toEqual([]);
    });
  });

  describe(`${title}: outbox`, () => {
    const seeded = async () => {
      const storage = await fresh();
      await storage.journal.writeWithNotifications(aRecord({ state: 'answered' }), [
        anEntry({ entryId: 'late', nextAttemptAt: 5000, createdAt: 1 }),
        anEntry({ entryId: 'due-young', nextAttemptAt: 10, createdAt: 30 }),
        anEntry({ entryId: 'due-old', nextAttemptAt: 20, createdAt: 20 }),
        anEntry({ entryId: 'parked', state: 'parked', nextAttemptAt: 0, createdAt: 5 }),
        anEntry({ entryId: 'delivered', state: 'delivered', nextAttemptAt: 0, createdAt: 6 }),
      ]);
      return storage;
    };
    const ids = (entries: { entryId: string }[]) => entries.map(({ entryId }) => entryId);

    it('returns due notifications, oldest payment first', async () => {
      const { outbox } = await seeded();
      expect(ids(await outbox.due(20, 10))).toEqual(['due-old', 'due-young']);
      // The oldest entry is not the one that is due for longest.
      expect(ids(await outbox.due(20, 1))).toEqual(['due-old']);
      expect(ids(await outbox.due(5000, 2))).toEqual(['late', 'due-old']);
      expect(ids(await outbox.due(9, 10))).toEqual([]);
    });
    it('returns due notifications with a Retry-After last; among these, the one with the oldest try comes first', async () => {
      const { outbox } = await seeded();
      const busy = (entryId: string, createdAt: number, lastAttemptAt: number) =>
        anEntry({ entryId, createdAt, lastAttemptAt, nextAttemptAt: 10, askedToWait: true });
      await outbox.update(busy('busy-tried-now', 2, 9));
      await outbox.update(busy('busy-tried-before', 3, 8));
      const order = ['due-old', 'due-young', 'busy-tried-before', 'busy-tried-now'];
      for (const limit of [1, 2, 3, 4, 9]) {
        expect(ids(await outbox.due(20, limit))).toEqual(order.slice(0, limit));
      }
      await outbox.update({ ...busy('busy-tried-now', 2, 9), nextAttemptAt: 4000 });
      await outbox.wake(20, 5000);
      expect(ids(await outbox.due(20, 9))).toEqual(['late', 'due-old', 'due-young', 'busy-tried-before']);
    });
    it('keeps the time of a notification that HiPay calls a duplicate and does not find', async () => {
      const { outbox } = await seeded();
      const waits = anEntry({ entryId: 'waits', createdAt: 40, lastAttemptAt: 41, nextAttemptAt: 4000 });
      await outbox.update({ ...waits, lastFailure: 'hipay-refused', contradictions: [42] });
      const failed = { lastFailure: 'hipay-unreachable', contradictions: [42] } as const;
      await outbox.update({ ...waits, ...failed, entryId: 'failed-since' });
      await outbox.wake(20, 5000);
      expect(ids(await outbox.due(20, 9))).toEqual(['late', 'due-old', 'due-young', 'failed-since']);
      expect(ids(await outbox.due(4000, 9))).toContain('waits');
    });
    it('returns when the next notification is due, and nothing if none is pending', async () => {
      const { outbox } = await seeded();
      expect(await outbox.nextDueAt()).toBe(10);
      for (const entry of await outbox.undelivered(99)) await outbox.update({ ...entry, state: 'delivered' });
      expect(await outbox.nextDueAt()).toBeUndefined();
    });
    it('lists since a time, newest first, with a limit', async () => {
      const { outbox } = await seeded();
      expect(ids(await outbox.since(6, 9))).toEqual(['due-young', 'due-old', 'delivered']);
      expect(ids(await outbox.since(0, 2))).toEqual(['due-young', 'due-old']);
      expect(ids(await outbox.since(0, 1))).toEqual(['due-young']);
    });
    it('reads the notifications of several payments together', async () => {
      const { journal, outbox } = await seeded();
      const other = anEntry({ entryId: 'other', paymentId: 'payment-2' });
      await journal.writeWithNotifications(aRecord({ paymentId: 'payment-2' }), [other]);
      expect(ids(await outbox.ofPayments(['payment-2', 'never']))).toEqual(['other']);
      expect(await outbox.ofPayments(['payment-1', 'payment-2'])).toHaveLength(6);
      expect(await outbox.ofPayments([])).toEqual([]);
    });
    it('lists the ids since a time, oldest first, and reads by id', async () => {
      const { outbox } = await seeded();
      expect(await outbox.idsSince(6)).toEqual(['delivered', 'due-old', 'due-young']);
      expect(ids(await outbox.findAll(['late', 'never', 'parked']))).toEqual(['late', 'parked']);
    });
    it('lists and counts undelivered notifications', async () => {
      const { outbox } = await seeded();
      expect(ids(await outbox.undelivered(99))).toEqual(['late', 'parked', 'due-old', 'due-young']);
      expect(ids(await outbox.undelivered(2))).toEqual(['late', 'parked']);
      expect(await outbox.countUndelivered()).toEqual({ pending: 3, parked: 1, oldestAt: 1 });
      expect(ids(await outbox.parked(9))).toEqual(['parked']);
      await outbox.update(anEntry({ entryId: 'late', state: 'parked' }));
      expect(ids(await outbox.parked(1))).toHaveLength(1);
    });
    it('makes all undelivered notifications due, parked ones too', async () => {
      const { outbox } = await seeded();
      await outbox.wakeAll(3);
      expect(ids(await outbox.due(3, 9))).toEqual(['late', 'parked', 'due-old', 'due-young']);
      expect(await outbox.countUndelivered()).toMatchObject({ pending: 4, parked: 0 });
    });
    it('makes due what is delayed until a time, but nothing that is delayed longer, parked or delivered', async () => {
      const { outbox } = await seeded();
      await outbox.wake(15, 4999);
      expect(ids(await outbox.due(15, 9))).toEqual(['due-old', 'due-young']);
      await outbox.wake(16, 5000);
      expect(ids(await outbox.due(16, 9))).toEqual(['late', 'due-old', 'due-young']);
      expect(await outbox.nextDueAt()).toBe(10);
      expect(await outbox.countUndelivered()).toMatchObject({ pending: 3, parked: 1 });
    });
    it('makes due what was tried in the future, or is due later than any schedule says, behind any number of parked entries', async () => {
      const { outbox } = await seeded();
      const hour = 3_600_000;
      for (let i = 0; i < 60; i++)
        await outbox.update(
          anEntry({ entryId: `parked-${i}`, state: 'parked', createdAt: 1, nextAttemptAt: 9 * hour }),
        );
      const at = { createdAt: 40, lastAttemptAt: 41 };
      const far = { ...at, nextAttemptAt: 8760 * hour, askedToWait: true };
      await outbox.update(anEntry({ ...far, entryId: 'far' }));
      await outbox.update(anEntry({ ...at, entryId: 'has-retry-after', nextAttemptAt: 15 + hour }));
      await outbox.update(
        anEntry({ entryId: 'tried', lastAttemptAt: 9000, nextAttemptAt: 9500, createdAt: 50 }),
      );
      await outbox.update(anEntry({ entryId: 'made', createdAt: 9001, nextAttemptAt: 9501 }));
      await outbox.wakeAhead(15);
      expect(ids(await outbox.due(15, 99))).toEqual(['due-young', 'tried', 'made', 'far']);
      expect(await outbox.nextDueAt()).toBe(10);
      expect(await outbox.countUndelivered()).toMatchObject({ pending: 7, parked: 61 });
    });
    it('makes due the entries that failed for a lost connection, returns their number, and changes no other entry', async () => {
      const { outbox } = await seeded();
      const failedWithout = (entryId: string, wayAway: 'network' | 'sidecar', createdAt: number) =>
        anEntry({ entryId, wayAway, createdAt, nextAttemptAt: 7000 });
      await outbox.update(failedWithout('no-sidecar', 'sidecar', 40));
      await outbox.update(failedWithout('no-sidecar-old', 'sidecar', 25));
      await outbox.update(failedWithout('no-network', 'network', 2));
      await outbox.update({ ...failedWithout('no-sidecar-parked', 'sidecar', 3), state: 'parked' });
      expect(await outbox.wakeForRoutes(['sidecar'], 20)).toBe(2);
      expect(ids(await outbox.due(20, 9))).toEqual(['due-old', 'no-sidecar-old', 'due-young', 'no-sidecar']);
      expect(await outbox.wakeForRoutes(['sidecar'], 20)).toBe(0);
      expect(await outbox.wakeForRoutes(['network', 'sidecar'], 21)).toBe(1);
      expect(await outbox.countUndelivered()).toMatchObject({ pending: 6, parked: 2 });
    });
    it('makes pending what is parked for a refused account, and nothing else, and keeps its time', async () => {
      const { outbox } = await seeded();
      const refused = (entryId: string, refusedAccount: string, state: 'parked' | 'pending') =>
        anEntry({ entryId, refusedAccount, state, createdAt: 50, nextAttemptAt: 12 });
      await outbox.update(refused('refused', 'shop', 'parked'));
      await outbox.update(refused('refused-other', 'another shop', 'parked'));
      expect(ids(await outbox.releaseRefused('shop'))).toEqual(['refused']);
      expect(await outbox.releaseRefused('shop')).toEqual([]);
      expect(ids(await outbox.due(11, 9))).toEqual(['due-young']);
      expect(ids(await outbox.due(12, 9))).toEqual(['due-young', 'refused']);
      expect(await outbox.countUndelivered()).toMatchObject({ pending: 4, parked: 2 });
    });
    it('an update survives a reopening', async () => {
      const { outbox, reopened } = await seeded();
      const [entry] = await outbox.due(20, 1);
      await outbox.update({ ...entry!, attempts: 3, state: 'parked' });
      const again = (await (await reopened()).outbox.ofPayment('payment-1')).find(
        ({ attempts }) => attempts === 3,
      );
      expect(again?.state).toBe('parked');
    });
  });
}
