import { describe, expect, test } from 'vitest';
import { failureNames } from '../../src/core/failures/failures.ts';
import { diagnosticsTexts } from '../../src/ui/diagnostics/texts/diagnostics-texts.ts';
import { historyTexts } from '../../src/ui/payments/texts/history-texts.ts';
import { settingsTexts } from '../../src/ui/settings/texts/settings-texts.ts';
import { texts as enFirst } from '../../src/ui/texts/en/texts.ts';
import { texts as frFirst } from '../../src/ui/texts/fr/texts.ts';
import { texts as itFirst } from '../../src/ui/texts/it/texts.ts';
import { texts as ptFirst } from '../../src/ui/texts/pt/texts.ts';

// The texts that are loaded first, and those of the other areas.
const en = {
  ...enFirst,
  settings: settingsTexts.en,
  history: historyTexts.en,
  diagnostics: diagnosticsTexts.en,
};
const fr = {
  ...frFirst,
  settings: settingsTexts.fr,
  history: historyTexts.fr,
  diagnostics: diagnosticsTexts.fr,
};
const it = {
  ...itFirst,
  settings: settingsTexts.it,
  history: historyTexts.it,
  diagnostics: diagnosticsTexts.it,
};
const pt = {
  ...ptFirst,
  settings: settingsTexts.pt,
  history: historyTexts.pt,
  diagnostics: diagnosticsTexts.pt,
};

function* leaves(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else for (const [key, inner] of Object.entries(value as object)) yield* leaves(inner, `${path}.${key}`);
}

const english = new Map(leaves(en));
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

/** Names, codes and words that are equal in these languages. */
const shared =
  /^\.plurals|\.terminal\.link\.label$|\.columns\.(date|hipay)$|\.history\.no$|\.findings\.terminal-lamp\.what$|\.diagnostics\.checks\.service$|\.words\.(appName|notification|flowHardware|environmentStage|environmentProd|terminal|groupTerminal|about|contactless)$/;

describe.each(Object.entries({ fr, it, pt }))('%s', (_language, texts) => {
  test('has every text, and none is empty unless the English one is', () => {
    const own = new Map(leaves(texts));
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of english) expect(own.get(path) === '', path).toBe(text === '');
  });

  test('keeps every placeholder', () => {
    const own = new Map(leaves(texts));
    for (const [path, text] of english) expect(places(own.get(path) ?? ''), path).toEqual(places(text));
  });

  test('has no text left in English', () => {
    const left = [...leaves(texts)].filter(
      ([path, text]) => text !== '' && text === english.get(path) && !shared.test(path),
    );
    expect(left).toEqual([]);
  });
});

test.each(failureNames)('%s says what happened and what to do, in every language', (name) => {
  for (const texts of [en, fr, it, pt]) {
    expect(texts.failures[name].what).toMatch(/[.]$/);
    expect(texts.failures[name].todo).toMatch(/[.]$/);
  }
});

test('French texts have no-break spaces', () => {
  expect(fr.charged.unknown).not.toMatch(/ [:;?!]/);
  expect(fr.lamps['not-chosen'].todo).toContain('«\u00a0Connecter le terminal\u00a0»');
});
