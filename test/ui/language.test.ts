import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** As on a page that has just been opened. */
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

test('a change of language is heard when the texts of every part in use are there', async () => {
  const { useLanguage, useTexts, lateTexts, onLanguageChange } = await freshPage();
  await useLanguage('en', []);
  await useTexts(['tills', 'receipts']);
  expect(lateTexts('tills').allow).toBe('Allow');
  const heard: string[] = [];
  onLanguageChange(() => heard.push(lateTexts('tills').title, lateTexts('receipts').title));
  const changing = useLanguage('fr', []);
  expect(lateTexts('tills').allow).toBe('Allow');
  await changing;
  expect(heard).toEqual([lateTexts('tills').title, lateTexts('receipts').title]);
  expect(lateTexts('tills').allow).not.toBe('Allow');
});

test('texts that are asked for while the language changes come in the new one', async () => {
  const { useLanguage, useTexts, lateTexts } = await freshPage();
  await useLanguage('en', []);
  const changing = useLanguage('it', []);
  const asking = useTexts(['tills']);
  await Promise.all([changing, asking]);
  const inItalian = lateTexts('tills').allow;
  await useLanguage('en', []);
  expect(lateTexts('tills').allow).not.toBe(inItalian);
});

test('texts that are asked for before the first language wait for it', async () => {
  const { useLanguage, useTexts, lateTexts } = await freshPage();
  const asking = useTexts(['tills']);
  await useLanguage('en', []);
  await asking;
  expect(lateTexts('tills').allow).toBe('Allow');
});

test('the language that was asked for last counts', async () => {
  const { useLanguage, currentLanguage } = await freshPage();
  await Promise.all([useLanguage('fr', []), useLanguage('pt', []), useLanguage('en', [])]);
  expect(currentLanguage()?.language).toBe('en');
});

test('texts that no part has asked for are an error that names them', async () => {
  const { useLanguage, lateTexts } = await freshPage();
  await useLanguage('en', []);
  expect(() => lateTexts('find')).toThrow('find');
});
