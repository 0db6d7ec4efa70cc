import { describe, expect, test } from 'vitest';
import { failureNames } from '../../src/core/failures/failures.ts';
import { languageNames, languages } from '../../src/core/language.ts';
import { loadClientTexts } from '../../src/texts/load-client-texts.ts';
import { loadTexts } from '../../src/texts/load-texts.ts';
import { loadTillTexts } from '../../src/texts/load-till-texts.ts';
import { leaves, places } from './leaves.ts';

const others = languages.filter((language) => language !== 'en');

/** Names, codes and words that are the same in these languages. */
const shared = /^\.plurals|^\.language$|\.words\.(appName|notification|terminal|enterKey|escapeKey)$/;

const tables = { loadTexts, loadTillTexts, loadClientTexts };

test('every language has its name', () => {
  expect(Object.keys(languageNames)).toEqual(languages);
});

describe.each(Object.entries(tables))('%s', (_name, load) => {
  describe.each(others)('%s', (language) => {
    test('has every text, and none is empty unless the English one is', async () => {
      const english = new Map(leaves(await load('en')));
      const own = new Map(leaves(await load(language)));
      expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [path, text] of english) expect(own.get(path) === '', path).toBe(text === '');
    });

    test('keeps every placeholder', async () => {
      const own = new Map(leaves(await load(language)));
      for (const [path, text] of leaves(await load('en')))
        expect(places(own.get(path) ?? ''), path).toEqual(places(text));
    });

    test('has nothing left in English', async () => {
      const english = new Map(leaves(await load('en')));
      const left = [...leaves(await load(language))].filter(
        ([path, text]) => text !== '' && text === english.get(path) && !shared.test(path),
      );
      expect(left).toEqual([]);
    });
  });
});

test.each(failureNames)('%s says what happened and what to do, in every language', async (name) => {
  for (const language of languages) {
    const { failures } = await loadTexts(language);
    expect(failures[name].what).toMatch(/[.]$/);
    expect(failures[name].todo).toMatch(/[.]$/);
  }
});

test('French spaces do not break', async () => {
  const fr = await loadTexts('fr');
  for (const [path, text] of leaves(fr)) expect(text, path).not.toMatch(/ [:;?!»]|« /);
  expect(fr.lamps['not-chosen'].todo).toContain('«\u00a0Connecter le terminal\u00a0»');
});
