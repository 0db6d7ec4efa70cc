import { expect, test } from 'vitest';
import { answerOfRecord } from '../../../src/core/records/answer-of-record.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const paid = aRecord({ state: 'answered', outcome: 'APPROVED' });
const contact = anEntry({ state: 'delivered', attempts: 1 });
const contactless = anEntry({ entryId: 'entry-2', contract: 'nfc' });

test.each([
  ['one of two', [contact, contactless], { sent: false, count: 1, pending: 1 }],
  ['both', [contact, { ...contactless, state: 'delivered' as const }], { sent: true, count: 2, pending: 0 }],
  [
    'one, which covers the other',
    [contact, { ...contactless, state: 'delivered' as const, coveredBySibling: true }],
    { sent: true, count: 1, pending: 0 },
  ],
  ['none', [], { sent: false, count: 0, pending: 0 }],
])('HiPay has a payment only with the notification of every contract: %s', (_, entries, notification) => {
  expect(answerOfRecord(paid, entries, false).notification).toEqual(notification);
});
