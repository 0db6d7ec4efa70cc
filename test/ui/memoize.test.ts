import { expect, it } from 'vitest';
import { memoize, moneyText } from '../../src/ui/format.ts';

it('memoize creates one value for each combination of arguments', () => {
  let made = 0;
  const format = memoize((locale: string, digits: number) => `${locale} ${digits} ${++made}`);
  expect([format('fr', 2), format('fr', 3), format('en', 2), format('fr', 2)]).toEqual([
    'fr 2 1',
    'fr 3 2',
    'en 2 3',
    'fr 2 1',
  ]);
});

it('moneyText does not mix up languages, currencies or decimals', () => {
  const shown = () => [
    moneyText(1023, 'EUR', 'en'),
    moneyText(1023, 'EUR', 'fr'),
    moneyText(1023, 'JPY', 'en'),
    moneyText(1023, 'KWD', 'en'),
  ];
  const first = shown();
  expect(new Set(first).size).toBe(4);
  expect(shown()).toEqual(first);
});
