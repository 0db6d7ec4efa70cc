import { expect, test } from 'vitest';
import { languages } from '../../../src/core/language.ts';
import { loadLateTexts } from '../../../src/texts/load-texts.ts';

test.each(languages)(
  'each peculiarity of a terminal is described in %s, and no text is left in English',
  async (language) => {
    const deviations = await loadLateTexts(language, 'deviations');
    const english = await loadLateTexts('en', 'deviations');
    expect(Object.keys(deviations).length).toBeGreaterThan(20);
    expect(Object.keys(deviations).sort()).toEqual(Object.keys(english).sort());
    for (const [id, { what, remedy }] of Object.entries(deviations)) {
      expect(what, id).toMatch(/\S.*[.]$/);
      expect(remedy, id).toMatch(/\S.*["”»).]?[.]$/);
      if (language !== 'en') expect([what, remedy]).not.toContain(english[id as keyof typeof english].what);
    }
  },
);
