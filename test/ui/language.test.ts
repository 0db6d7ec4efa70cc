import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Loads the module again, as on a page that has just been opened. */
async function freshPage() {
  vi.resetModules();
  return import('../../src/ui/language.ts');
}

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: {} });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('listeners are notified of a new language after the texts of every used part are loaded', async () => {
  const { useLanguage, useTexts, lateTexts, onLanguageChange } = await freshPage();
  await useLanguage('en', []);
  await useTexts(['tills', 'receipts']);
  expect(lateTexts('tills').allow).toBe('Allow');
  const titles: string[] = [];
  onLanguageChange(() => titles.push(lateTexts('tills').title, lateTexts('receipts').title));
  const changing = useLanguage('fr', []);
  expect(lateTexts('tills').allow).toBe('Allow');
  await changing;
  expect(titles).toEqual([lateTexts('tills').title, lateTexts('receipts').title]);
  expect(lateTexts('tills').allow).not.toBe('Allow');
});

test('texts that are requested while the language changes come in the new language', async () => {
  const { useLanguage, useTexts, lateTexts } = await freshPage();
  await useLanguage('en', []);
  const changing = useLanguage('it', []);
  const loading = useTexts(['tills']);
  await Promise.all([changing, loading]);
  const inItalian = lateTexts('tills').allow;
  await useLanguage('en', []);
  expect(lateTexts('tills').allow).not.toBe(inItalian);
});

test('texts that are requested before the first language is loaded wait for it', async () => {
  const { useLanguage, useTexts, lateTexts } = await freshPage();
  const loading = useTexts(['tills']);
  await useLanguage('en', []);
  await loading;
  expect(lateTexts('tills').allow).toBe('Allow');
});

test('the language that was requested last is used', async () => {
  const { useLanguage, currentLanguage } = await freshPage();
  await Promise.all([useLanguage('fr', []), useLanguage('pt', []), useLanguage('en', [])]);
  expect(currentLanguage()?.language).toBe('en');
});

test('reading texts that no part has requested throws an error with their name', async () => {
  const { useLanguage, lateTexts } = await freshPage();
  await useLanguage('en', []);
  expect(() => lateTexts('find')).toThrow('find');
});
