import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Loads the module again, as on a page that has just been opened. */
async function openFreshPage() {
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
  const { useLanguage, useTexts, lazyTexts, onLanguageChange } = await openFreshPage();
  await useLanguage('en', []);
  await useTexts(['tills', 'receipts']);
  expect(lazyTexts('tills').allow).toBe('Allow');
  const titles: string[] = [];
  onLanguageChange(() => titles.push(lazyTexts('tills').title, lazyTexts('receipts').title));
  const changing = useLanguage('fr', []);
  expect(lazyTexts('tills').allow).toBe('Allow');
  await changing;
  expect(titles).toEqual([lazyTexts('tills').title, lazyTexts('receipts').title]);
  expect(lazyTexts('tills').allow).not.toBe('Allow');
});

test('texts that are requested while the language changes come in the new language', async () => {
  const { useLanguage, useTexts, lazyTexts } = await openFreshPage();
  await useLanguage('en', []);
  const changing = useLanguage('it', []);
  const loading = useTexts(['tills']);
  await Promise.all([changing, loading]);
  const inItalian = lazyTexts('tills').allow;
  await useLanguage('en', []);
  expect(lazyTexts('tills').allow).not.toBe(inItalian);
});

test('texts that are requested before the first language is loaded wait for that language', async () => {
  const { useLanguage, useTexts, lazyTexts } = await openFreshPage();
  const loading = useTexts(['tills']);
  await useLanguage('en', []);
  await loading;
  expect(lazyTexts('tills').allow).toBe('Allow');
});

test('the language that was requested last is used', async () => {
  const { useLanguage, currentLanguage } = await openFreshPage();
  await Promise.all([useLanguage('fr', []), useLanguage('pt', []), useLanguage('en', [])]);
  expect(currentLanguage()?.language).toBe('en');
});

test('reading texts that no part has requested throws an error with their name', async () => {
  const { useLanguage, lazyTexts } = await openFreshPage();
  await useLanguage('en', []);
  expect(() => lazyTexts('find')).toThrow('find');
});
