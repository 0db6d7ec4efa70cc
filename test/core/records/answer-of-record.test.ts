import { expect, test } from 'vitest';
import { answerOfRecord } from '../../../src/core/records/answer-of-record.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const paid = aRecord({ state: 'answered', outcome: 'APPROVED' });
const contact = anEntry({ state: 'delivered', attempts: 1 });
const contactless = anEntry({ entryId: 'entry-2', contract: 'nfc' });

test.each([
  ['one of two contracts', [contact, contactless], { sent: false, count: 1, pending: 1 }],
  [
    'both contracts',
    [contact, { ...contactless, state: 'delivered' as const }],
    { sent: true, count: 2, pending: 0 },
  ],
  [
    'one contract, which covers the other',
    [contact, { ...contactless, state: 'delivered' as const, coveredBySibling: true }],
    { sent: true, count: 1, pending: 0 },
  ],
  ['no contract', [], { sent: false, count: 0, pending: 0 }],
])('the state of the notifications if HiPay has that of %s', (_, entries, notification) => {
  expect(answerOfRecord(paid, entries, false).notification).toEqual(notification);
});
