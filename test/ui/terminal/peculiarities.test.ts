import { expect, test } from 'vitest';
import { languages } from '../../../src/core/language.ts';
import { loadLazyTexts } from '../../../src/texts/load-texts.ts';

test.each(languages)(
  'each peculiarity of a terminal is described in %s, and no text is left in English',
  async (language) => {
    const peculiarities = await loadLazyTexts(language, 'peculiarities');
    const english = await loadLazyTexts('en', 'peculiarities');
    expect(Object.keys(peculiarities).length).toBeGreaterThan(20);
    expect(Object.keys(peculiarities).sort()).toEqual(Object.keys(english).sort());
    for (const [id, { what, remedy }] of Object.entries(peculiarities)) {
      expect(what, id).toMatch(/\S.*[.]$/);
      expect(remedy, id).toMatch(/\S.*["”»).]?[.]$/);
      if (language !== 'en') expect([what, remedy]).not.toContain(english[id as keyof typeof english].what);
    }
  },
);
