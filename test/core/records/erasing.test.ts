import { describe, expect, it } from 'vitest';
import { readStoredPayment } from '../../../src/core/payment/stored-payment.ts';
import {
  eraseCopy,
  eraseNotification,
  erasePayment,
  mayBeErased,
} from '../../../src/core/records/erasing.ts';
import { joinNotification, joinPayment } from '../../../src/core/records/ledger.ts';
import { digestOf } from '../../../src/core/records/payment-digest.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const { request } = aRecord();
const secret = /Rossi|Mario|C1|rossi@|\+33|Brioche|table/;
const paid = aRecord({
  state: 'answered',
  outcome: 'APPROVED',
  request: {
    ...request,
    customer: { id: 'C1', firstName: 'Mario', lastName: 'Rossi', email: 'rossi@example.org' },
    cart: [
      {
        product_reference: 'b',
        type: 'good',
        quantity: 1,
        name: 'Brioche',
        unit_price: 10.23,
        tax_rate: 0,
        discount: 0,
        total_amount: 10.23,
      },
    ],
    customData: { table: '7' },
    receiptTo: { phone: '+33600000000' },
  },
});
const delivered = anEntry({
  state: 'delivered',
  fields: [
    ['orderid', 'Order_1'],
    ['amount', '10.23'],
    ['basket', '[{"name":"Brioche"}]'],
    ['custom_data', '{"table":"7"}'],
    ['cid', 'C1'],
    ['firstname', 'Mario'],
    ['lastname', 'Rossi'],
    ['email', 'rossi@example.org'],
  ],
});

describe('an erased payment', () => {
  it('says nothing of its customer, and still what was paid', () => {
    const { record, entries } = eraseCopy({ record: paid, entries: [delivered] }, 9000);
    expect(JSON.stringify([record, entries])).not.toMatch(secret);
    expect(record).toEqual({
      ...paid,
      request: { ...request, customer: {}, cart: [], customData: {} },
      erasedAt: 9000,
    });
    expect(entries[0]?.fields).toEqual([
      ['orderid', 'Order_1'],
      ['amount', '10.23'],
    ]);
  });
  it('is read from the disk as it was written', () => {
    const erased = erasePayment(paid, 9000);
    expect(readStoredPayment(JSON.parse(JSON.stringify(erased)))).toEqual(erased);
  });
  it('of a newer program loses its customer in the original too', () => {
    const newer = readStoredPayment({ ...paid, state: 'of-a-newer-program' });
    expect(JSON.stringify(newer)).toMatch(secret);
    expect(JSON.stringify(erasePayment(newer!, 9000))).not.toMatch(secret);
  });
  it('does not get its customer back from another copy, and keeps that copy’s facts', () => {
    const before = aRecord({ request: paid.request, state: 'waiting' });
    for (const joined of [
      joinPayment(erasePayment(before, 9000), paid),
      joinPayment(paid, erasePayment(before, 9000)),
    ]) {
      expect(JSON.stringify(joined)).not.toMatch(secret);
      expect(joined).toMatchObject({ state: 'answered', outcome: 'APPROVED', erasedAt: 9000 });
    }
    const erased = eraseNotification(delivered, 9000);
    expect(joinNotification(delivered, erased)).toEqual(erased);
    expect(joinNotification(erased, delivered)).toEqual(erased);
  });
  it('has another digest than a copy that is not erased, so that the two are joined', () => {
    expect(digestOf(erasePayment(paid, 9000), [])).not.toBe(digestOf(paid, []));
    expect(digestOf(erasePayment(paid, 9000), [])).toBe(digestOf(erasePayment(paid, 9500), []));
  });
});

describe('a payment that may be erased', () => {
  it.each([
    ['has a certain end, and HiPay has its notification', 'charged', 'delivered', true],
    ['took no money', 'not-charged', undefined, true],
    ['is in doubt: no', 'unknown', undefined, false],
    ['waits for HiPay: no', 'charged', 'pending', false],
    ['waits for a person: no', 'charged', 'parked', false],
  ] as const)('%s', (_, charge, state, may) => {
    const entries = state ? [anEntry({ state })] : [];
    expect(mayBeErased({ record: paid, entries }, charge)).toBe(may);
  });
});
