import { describe, expect, it } from 'vitest';
import { mergePayment, readRecordsFile } from '../../../src/core/records/ledger.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const file = { kind: 'hipay-ecr-records', version: 1, payments: [aRecord()], notifications: [anEntry()] };
const nothing = { record: undefined, entries: [] };

describe('a copy of the records', () => {
  it('is read completely or not at all', () => {
    expect(readRecordsFile(JSON.stringify(file))).toEqual(file);
    for (const text of ['', '{', '[]', 'null', JSON.stringify({ ...file, version: 2 })]) {
      expect(readRecordsFile(text), text).toBeUndefined();
    }
    const broken = { ...file, payments: [aRecord(), { ...aRecord(), paymentId: undefined }] };
    expect(readRecordsFile(JSON.stringify(broken))).toBeUndefined();
  });
  it('reads a payment in a state of a newer program as in doubt', () => {
    const newer = { ...file, payments: [aRecord(), { ...aRecord(), state: 'paid' }] };
    expect(readRecordsFile(JSON.stringify(newer))?.payments.map(({ outcome }) => outcome)).toEqual([
      undefined,
      'UNKNOWN',
    ]);
  });
});

describe('a copied payment', () => {
  const answered = aRecord({ state: 'answered', outcome: 'APPROVED', updatedAt: 5000 });
  it('that is missing here is added with its notifications', () => {
    const entry = anEntry({ state: 'delivered', attempts: 1 });
    expect(mergePayment({ record: answered, entries: [entry] }, nothing, 9000)).toEqual({
      record: answered,
      entries: [entry],
    });
  });
  it('never overwrites a record of the same age or newer', () => {
    for (const updatedAt of [5000, 6000]) {
      const here = { record: aRecord({ state: 'closed', updatedAt }), entries: [] };
      expect(mergePayment({ record: answered, entries: [] }, here, 9000)).toBeUndefined();
    }
    const older = { record: aRecord({ state: 'unknown', updatedAt: 4000 }), entries: [] };
    expect(mergePayment({ record: answered, entries: [] }, older, 9000)?.record).toEqual(answered);
  });
  it.each(['intended', 'sending', 'waiting'] as const)(
    'left at %s is unknown: it may have been charged since',
    (state) => {
      expect(mergePayment({ record: aRecord({ state }), entries: [] }, nothing, 9000)?.record).toMatchObject({
        state: 'unknown',
        outcome: 'UNKNOWN',
      });
    },
  );
  it('brings a notification as a resend: HiPay may have it already', () => {
    const merged = mergePayment({ record: answered, entries: [anEntry()] }, nothing, 9000);
    expect(merged?.entries).toEqual([anEntry({ attempts: 1 })]);
  });
  it('makes no delivered notification pending, and a pending one delivered', () => {
    const pending = anEntry({ state: 'pending' });
    const delivered = anEntry({ state: 'delivered' });
    const here = (entry: typeof pending) => ({ record: answered, entries: [entry] });
    expect(mergePayment({ record: answered, entries: [pending] }, here(delivered), 9000)).toBeUndefined();
    expect(mergePayment({ record: answered, entries: [pending] }, here(pending), 9000)).toBeUndefined();
    expect(mergePayment({ record: answered, entries: [delivered] }, here(pending), 9000)).toEqual({
      record: answered,
      entries: [delivered],
    });
  });
});
