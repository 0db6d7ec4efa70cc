import { expect, it } from 'vitest';
import { groupsOf } from '../../../src/ui/payments/row-groups.ts';
import { aRow } from '../../core/history/some-rows.ts';

it('the line of an hour counts the payments whose amounts it sums', () => {
  const rows = [
    aRow({ paymentId: '4', outcome: 'DECLINED' }),
    aRow({ paymentId: '3', transactionType: 'Credit', amountMinor: 23 }),
    aRow({ paymentId: '2', outcome: 'UNKNOWN', state: 'unknown' }),
    aRow({ paymentId: '1' }),
  ];
  const [group, another] = groupsOf(rows, rows.length, false);
  expect(another).toBeUndefined();
  expect(group).toMatchObject({ first: 0, count: 2 });
  expect(group?.net.get('EUR')).toBe(1000);
});
