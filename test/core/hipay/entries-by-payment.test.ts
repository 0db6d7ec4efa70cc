import { expect, it } from 'vitest';
import { entriesByPayment } from '../../../src/core/hipay/outbox-entry.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

it('groups the notifications by payment and keeps their order', () => {
  const contact = anEntry({ entryId: 'contact', paymentId: 'one' });
  const other = anEntry({ entryId: 'other', paymentId: 'two' });
  const contactless = anEntry({ entryId: 'contactless', paymentId: 'one' });
  expect([...entriesByPayment([contact, other, contactless])]).toEqual([
    ['one', [contact, contactless]],
    ['two', [other]],
  ]);
});
