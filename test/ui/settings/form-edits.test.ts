import { expect, test } from 'vitest';
import { applyEdits, noEdits, withChange } from '../../../src/ui/settings/settings-form.ts';
import { shopSettings } from '../helpers/fake-connector.ts';

const visible = shopSettings();
const refused = {
  ...noEdits,
  edited: { 'terminal.registerNumber': '7', currencies: '' },
  problems: { 'terminal.registerNumber': { kind: 'format' }, currencies: { kind: 'no-currency' } },
} as const;

test('fields show the stored values, except where a person typed', () => {
  const typed = withChange(noEdits, { 'terminal.registerNumber': '07' }, visible);
  expect(applyEdits(typed, visible)).toEqual({
    ...applyEdits(noEdits, visible),
    'terminal.registerNumber': '07',
  });
  expect(applyEdits(typed, { ...visible, environment: 'stage' }).environment).toBe('stage');
});

test('an error disappears with its cause, and the others stay', () => {
  const mended = withChange(refused, { 'terminal.registerNumber': '07' }, visible);
  expect(mended.problems).toEqual({ currencies: { kind: 'no-currency' } });
  expect(withChange(mended, { currencies: 'EUR' }, visible).problems).toEqual({});
});

test('no new error appears during typing', () => {
  expect(withChange(noEdits, { currencies: '' }, visible).problems).toEqual({});
  expect(Object.keys(withChange(refused, { notificationWaitMs: 'soon' }, visible).problems)).toEqual([
    'terminal.registerNumber',
    'currencies',
  ]);
});
