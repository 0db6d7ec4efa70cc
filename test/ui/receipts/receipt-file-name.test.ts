import { expect, test } from 'vitest';
import { receiptFileName } from '../../../src/ui/receipts/ecr-receipt-dialog.ts';

const at = new Date(2026, 0, 5, 9, 7).getTime();

test.each([
  ['A-1042', 'receipt-A-1042-20260105-0907.txt'],
  ['2026/17: table 4', 'receipt-2026_17_table_4-20260105-0907.txt'],
  ['..\\..\\etc', 'receipt-.._.._etc-20260105-0907.txt'],
  ['caf\u0065\u0301 9', 'receipt-café_9-20260105-0907.txt'],
  ['9'.repeat(99), `receipt-${'9'.repeat(40)}-20260105-0907.txt`],
  ['\u0000<>:"|?*\u202e', 'receipt-_-20260105-0907.txt'],
])('the receipt of order %j is the file %s', (order, name) => {
  expect(receiptFileName('receipt', order, at)).toBe(name);
});
