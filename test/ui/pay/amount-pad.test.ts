import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPadKey, decimalSign, padKeys } from '../../../src/ui/pay/ecr-amount-pad.ts';
import { readAmount } from '../../../src/ui/pay/payment-draft.ts';

const currencies = { EUR: 2, JPY: 0, TND: 3 } as const;
const names = Object.keys(currencies) as (keyof typeof currencies)[];

test('any keys give an amount or the beginning of one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...padKeys)),
      fc.constantFrom(...names),
      fc.constantFrom('.', ','),
      (keys, currency, point) => {
        const text = keys.reduce((now, key) => applyPadKey(now, key, currencies[currency], point), '');
        const read = readAmount(text.replace(/[.,]$/, ''), currency);
        // Only an empty amount and zero are refused.
        if (/[1-9]/.test(text)) expect(read.ok, text).toBe(true);
        expect(text).toMatch(/^(|(0|[1-9]\d*)([.,]\d*)?)$/);
      },
    ),
  );
});

test('the back key deletes the digit that was typed last', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{0,4}$/), fc.constantFrom(...'0123456789'), (text, key) => {
      const more = applyPadKey(text, key as '0', 2, '.');
      expect(applyPadKey(more, 'back', 2, '.')).toBe(text);
    }),
  );
});

test('the decimal sign depends on the language', () => {
  expect([decimalSign('en'), decimalSign('fr'), decimalSign('it'), decimalSign('pt-PT')]).toEqual([
    '.',
    ',',
    ',',
    ',',
  ]);
});
