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
const personalData = /Rossi|Mario|C1|rossi@|\+33|Brioche|table/;
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
  it('contains no data of its customer, and still what was paid', () => {
    const { record, entries } = eraseCopy({ record: paid, entries: [delivered] }, 9000);
    expect(JSON.stringify([record, entries])).not.toMatch(personalData);
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
  it('is read as it was written', () => {
    const erased = erasePayment(paid, 9000);
    expect(readStoredPayment(JSON.parse(JSON.stringify(erased)))).toEqual(erased);
  });
  it('of a newer program also loses the data of its customer in the original', () => {
    const newer = readStoredPayment({ ...paid, state: 'of-a-newer-program' });
    expect(JSON.stringify(newer)).toMatch(personalData);
    expect(JSON.stringify(erasePayment(newer!, 9000))).not.toMatch(personalData);
  });
  it('does not get the data of its customer back from another copy, but gets the outcome of that copy', () => {
    const before = aRecord({ request: paid.request, state: 'waiting' });
    for (const joined of [
      joinPayment(erasePayment(before, 9000), paid),
      joinPayment(paid, erasePayment(before, 9000)),
    ]) {
      expect(JSON.stringify(joined)).not.toMatch(personalData);
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

describe('a payment', () => {
  it.each([
    ['charged', 'delivered'],
    ['not-charged', undefined],
  ] as const)('may be erased if it is %s and its notification is %s', (charge, state) => {
    const entries = state ? [anEntry({ state })] : [];
    expect(mayBeErased({ record: paid, entries }, charge)).toBe(true);
  });
  it.each([
    ['unknown', undefined],
    ['charged', 'pending'],
    ['charged', 'parked'],
  ] as const)('may not be erased if it is %s and its notification is %s', (charge, state) => {
    const entries = state ? [anEntry({ state })] : [];
    expect(mayBeErased({ record: paid, entries }, charge)).toBe(false);
  });
});
