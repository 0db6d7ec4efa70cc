import { describe, expect, test } from 'vitest';
import { languages } from '../../src/core/language.ts';
import { lazy } from '../../src/texts/en/index.ts';
import { type LazyFeature, loadLazyTexts } from '../../src/texts/load-texts.ts';
import { leaves, places } from './leaves.ts';

/** The features whose texts are loaded together with their part of the page. */
const features = Object.keys(lazy) as LazyFeature[];

/** Names, codes and words that are the same in these languages. */
const shared =
  /^\.(file|password)$|\.(concertName|notification|contactless)$|\.columns\.(date|hipay)$|\.history\.(no|net)$|\.findings\.terminal-lamp\.what$|\.checks\.service$|\.terminal\.link\.label$|\.words\.(about|flowHardware|environmentStage|environmentProd|groupTerminal)$|\.(sections|groups)\.(terminal|hipay)$/;

describe.each(features)('%s', (feature) => {
  test.each(languages)('%s has every text, translated, with every placeholder', async (language) => {
    const english = new Map(leaves(await loadLazyTexts('en', feature)));
    const own = new Map(leaves(await loadLazyTexts(language, feature)));
    expect(own.size).toBeGreaterThan(0);
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of english) {
      expect(own.get(path) === '', path).toBe(text === '');
      expect(places(own.get(path) ?? ''), path).toEqual(places(text));
      if (language !== 'en' && text !== '' && !shared.test(path)) expect(own.get(path), path).not.toBe(text);
    }
  });

  test('French spaces do not break', async () => {
    for (const [path, text] of leaves(await loadLazyTexts('fr', feature)))
      expect(text, path).not.toMatch(/ [:;?!»]|« /);
  });
});
