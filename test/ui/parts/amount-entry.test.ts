import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmount } from '../../../src/ui/format.ts';
import {
  type AmountEntry,
  type AmountKey,
  decimalSign,
  typeAmountKey,
} from '../../../src/ui/parts/amount-entry.ts';

const currencies = ['EUR', 'JPY', 'TND'] as const;
const digits = [...'0123456789'] as AmountKey[];
const keys: readonly AmountKey[] = [...digits, '00', 'point', 'back'];
const euro = { currency: 'EUR', cents: true, point: ',' } as const;

const typed = (sequence: readonly AmountKey[], rules: Parameters<typeof typeAmountKey>[2]): AmountEntry =>
  sequence.reduce<AmountEntry>((entry, key) => typeAmountKey(entry, key, rules), { amount: '' });

test('any keys give an amount or the beginning of one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...keys)),
      fc.constantFrom(...currencies),
      fc.boolean(),
      fc.constantFrom('.', ','),
      (sequence, currency, cents, point) => {
        const { amount } = typed(sequence, { currency, cents, point });
        const read = readAmount(amount.replace(/[.,]$/, ''), currency);
        // Only an empty amount and zero are refused.
        if (/[1-9]/.test(amount)) expect(read.ok, amount).toBe(true);
        expect(amount).toMatch(/^(|(0|[1-9]\d*)([.,]\d*)?)$/);
      },
    ),
  );
});

test('with cents, the digits are the minor units, without the zeros before them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...digits), { maxLength: 8 }), (sequence) => {
      const { amount } = typed(sequence, euro);
      const read = readAmount(amount, 'EUR');
      expect(read.ok ? read.amountMinor : 0).toBe(Number(sequence.join('')));
    }),
  );
});

test('the back key deletes what was typed last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...digits), { maxLength: 6 }),
      fc.constantFrom(...digits, 'point' as const),
      fc.boolean(),
      (sequence, key, cents) => {
        const rules = { ...euro, cents };
        const before = typed(['1', ...sequence], rules);
        const after = typeAmountKey(before, key, rules);
        // A key that has no effect, such as a third decimal, deletes nothing of its own.
        fc.pre(after.amount !== before.amount);
        expect(typeAmountKey(after, 'back', rules).amount).toBe(before.amount);
      },
    ),
  );
});

test.each<[string, string, boolean, string]>([
  ['1250', 'EUR', true, '12,50'],
  ['5', 'EUR', true, '0,05'],
  ['10,5', 'EUR', true, '10,5'],
  ['10,50', 'EUR', true, '10,50'],
  ['10,507', 'EUR', true, '10,50'],
  [',5', 'EUR', true, '0,5'],
  ['123456789', 'EUR', true, '123456,78'],
  ['1250', 'JPY', true, '1250'],
  ['1250', 'EUR', false, '1250'],
  ['12,5', 'EUR', false, '12,5'],
])('the keys %s in %s, in cents: %s, give %s', (sequence, currency, cents, amount) => {
  const pressed = [...sequence].map((key) => (key === ',' ? 'point' : key) as AmountKey);
  expect(typed(pressed, { ...euro, currency: currency as 'EUR', cents }).amount).toBe(amount);
});

test('the double zero is two zeros, also after a chosen amount', () => {
  expect(typed(['1', '2', '00'], euro).amount).toBe('12,00');
  expect(typeAmountKey({ amount: '8.90' }, '00', euro).amount).toBe('890,00');
});

test('the decimal sign depends on the language', () => {
  expect([decimalSign('en'), decimalSign('fr'), decimalSign('it'), decimalSign('pt-PT')]).toEqual([
    '.',
    ',',
    ',',
    ',',
  ]);
});
