import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { beginTry } from '../../../src/core/hipay/delivery-try.ts';
import { mayGetNewNumber, withNewNumber } from '../../../src/core/hipay/new-number.ts';
import { type OutboxEntry, outboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
const taken = anEntry({
  state: 'parked',
  attempts: 1,
  mayHaveArrived: false,
  parkedAs: 'order-number-taken',
  held: { amount: '10.00' },
  lastFailure: 'hipay-refused',
  lastDetail: 'taken',
  fields: [
    ['orderid', 'Order_1'],
    ['currency', 'EUR'],
    ['amount', '10.23'],
    ['payment_product_parameters', '{"hash":"old","mid":"1234567"}'],
    ['custom_data', '{"seat":7,"_reporting_data_3":"payment-1"}'],
  ],
});
const sibling = (change: Partial<OutboxEntry> = {}) =>
  anEntry({ entryId: 'entry-2', merchantId: '1234568', ...change });

it('allows a new number only while HiPay cannot have a notification of the payment', () => {
  expect(mayGetNewNumber([taken])).toBe(true);
  expect(mayGetNewNumber([taken, sibling()])).toBe(true);
  expect(mayGetNewNumber([taken, sibling({ attempts: 2, mayHaveArrived: false })])).toBe(true);
  expect(mayGetNewNumber([taken, { ...taken, entryId: 'entry-2' }])).toBe(true);
  for (const change of [
    { attempts: 1 },
    { attempts: 1, mayHaveArrived: true },
    { state: 'delivered' as const, mayHaveArrived: false },
    { state: 'delivered' as const, coveredBySibling: true, mayHaveArrived: false },
    { state: 'parked' as const, parkedAs: 'probably-sent' as const, mayHaveArrived: true },
  ])
    expect(mayGetNewNumber([taken, sibling(change)])).toBe(false);
});

it('allows a new number only if another payment has the old one', () => {
  for (const parkedAs of ['cannot-tell', 'probably-sent', undefined] as const) {
    const { parkedAs: _, ...withoutReason } = taken;
    expect(mayGetNewNumber([{ ...withoutReason, ...(parkedAs && { parkedAs }) }])).toBe(false);
  }
  expect(mayGetNewNumber([{ ...taken, state: 'pending' }])).toBe(false);
  expect(mayGetNewNumber([])).toBe(false);
});

it('a notification under a new number keeps the old one in custom data, has a new hash, and needs no look-up', async () => {
  const digest = { sha1: async (text: string) => sha1(text) };
  const renumbered = await withNewNumber(taken, 'T1-new', 'phrase', digest, 9000);
  expect(outboxEntry.parse(renumbered)).toEqual(renumbered);
  const form = Object.fromEntries(renumbered.fields);
  expect(form).toMatchObject({ orderid: 'T1-new', amount: '10.23' });
  expect(JSON.parse(form['custom_data'] ?? '')).toEqual({
    seat: 7,
    _reporting_data_3: 'payment-1',
    ecr_order_id: 'Order_1',
  });
  expect(JSON.parse(form['payment_product_parameters'] ?? '')).toEqual({
    hash: sha1('T1-new10.23EURphrase'),
    mid: '1234567',
  });
  expect(renumbered).toMatchObject({ state: 'pending', orderId: 'Order_1', nextAttemptAt: 9000 });
  for (const gone of ['parkedAs', 'held', 'lastFailure', 'lastDetail'])
    expect(renumbered).not.toHaveProperty(gone);
  expect(beginTry(renumbered)).toMatchObject({ nextRequest: 'order', sent: { orderId: 'T1-new' } });
});
