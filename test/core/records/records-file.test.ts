import { expect, it } from 'vitest';
import { readRecordsFile } from '../../../src/core/records/records-file.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const file = { kind: 'hipay-ecr-records', version: 1, payments: [aRecord()], notifications: [anEntry()] };

it('reads a copy of the records completely or not at all', () => {
  expect(readRecordsFile(JSON.stringify(file))).toEqual(file);
  for (const text of ['', '{', '[]', 'null', JSON.stringify({ ...file, version: 2 })]) {
    expect(readRecordsFile(text), text).toBeUndefined();
  }
  const broken = { ...file, payments: [aRecord(), { ...aRecord(), paymentId: undefined }] };
  expect(readRecordsFile(JSON.stringify(broken))).toBeUndefined();
});

it('reads a payment whose state only a newer program knows as in doubt', () => {
  const newer = { ...file, payments: [aRecord(), { ...aRecord(), state: 'paid' }] };
  expect(readRecordsFile(JSON.stringify(newer))?.payments.map(({ outcome }) => outcome)).toEqual([
    undefined,
    'UNKNOWN',
  ]);
});
