import { expect, test } from 'vitest';
import { nothingSent } from '../../src/core/payment/money-text.ts';
import { failureDescription } from '../../src/core/rest/descriptions.ts';
import { loadTexts } from '../../src/texts/load-texts.ts';

// A listed port may not work any more, for example after a reset of USB. The browser then reports the same error as for a
// port that another program uses, or no error. Only unplugging helps, so each text for such a terminal says so.

test.each([
  ['en', 'unplug', 'plug it in again'],
  ['fr', 'débranchez', 'rebranchez'],
  ['it', 'scolleghi', 'ricolleghi'],
  ['pt', 'desligue', 'volte a lig'],
] as const)(
  'a listed port that does not open: unplug it and plug it in again (%s)',
  async (language, unplug, plug) => {
    const texts = await loadTexts(language);
    for (const todo of [
      texts.lamps['in-use'].todo,
      texts.lamps.away.todo,
      texts.failures['port-in-use'].todo,
      texts.failures['terminal-away'].todo,
    ]) {
      expect(todo.toLowerCase()).toContain(unplug);
      expect(todo.toLowerCase()).toContain(plug);
    }
  },
);

test('the descriptions in REST answers say so too', () => {
  for (const failure of ['port-in-use', 'terminal-away'] as const)
    expect(failureDescription(failure, nothingSent)).toMatch(/unplug (it|the terminal) and plug it in again/);
});
