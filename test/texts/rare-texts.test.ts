import { describe, expect, test } from 'vitest';
import { appearanceTexts } from '../../src/ui/appearance/appearance-texts.ts';
import { findTexts } from '../../src/ui/find/texts/find-texts.ts';
import { firstRunTexts } from '../../src/ui/first-run/first-run-texts.ts';
import { remarkTexts } from '../../src/ui/first-run/remarks/remark-texts.ts';
import { confirmBackTexts } from '../../src/ui/pay/confirm-back-texts.ts';
import { firstStepsTexts } from '../../src/ui/pay/first-steps-texts.ts';
import { notificationTexts } from '../../src/ui/payments/notification-texts.ts';
import { portHelpTexts } from '../../src/ui/port-help/texts/port-help-texts.ts';
import { receiptTexts } from '../../src/ui/receipts/receipt-texts.ts';
import { duplicateTexts } from '../../src/ui/resolve/duplicate-texts.ts';
import { resolverBackTexts, resolverTexts } from '../../src/ui/resolve/texts/resolver-texts.ts';
import { toolsTexts } from '../../src/ui/settings/texts/tools-texts.ts';
import { alarmBackTexts, alarmTexts } from '../../src/ui/shell/alarm-texts.ts';
import { scriptChoiceTexts } from '../../src/ui/terminal/script-choice-texts.ts';

const flat = ({ steps, ...rest }: (typeof firstRunTexts)['en']) => ({ ...rest, ...steps });
const guideTexts = {
  en: flat(firstRunTexts.en),
  fr: flat(firstRunTexts.fr),
  it: flat(firstRunTexts.it),
  pt: flat(firstRunTexts.pt),
};

/** The texts that are loaded with their part. */
const tables = {
  appearanceTexts,
  findTexts,
  guideTexts,
  remarkTexts,
  portHelpTexts,
  receiptTexts,
  duplicateTexts,
  toolsTexts,
  confirmBackTexts,
  firstStepsTexts,
  notificationTexts,
  resolverTexts,
  resolverBackTexts,
  alarmTexts,
  alarmBackTexts,
  scriptChoiceTexts,
};

/** `{detail}` is a library's message, in English only. */
const places = (text: string) =>
  [...text.matchAll(/\{\w+\}/g)]
    .map(String)
    .filter((place) => place !== '{detail}')
    .sort();
const shared = /^(oldLanguage|notification|contactless)$/;

describe.each(Object.entries(tables))('%s', (_name, table) => {
  test.each(['fr', 'it', 'pt'] as const)('%s has every text, translated, with every place', (language) => {
    const own: Record<string, string> = table[language];
    expect(Object.keys(own)).toEqual(Object.keys(table.en));
    for (const [key, text] of Object.entries(table.en)) {
      expect(own[key], key).not.toBe('');
      expect(places(own[key] ?? ''), key).toEqual(places(text));
      if (!shared.test(key)) expect(own[key], key).not.toBe(text);
    }
  });
  test('French texts have no-break spaces', () => {
    for (const text of Object.values(table.fr)) expect(text).not.toMatch(/ [:;?!»]|« /);
  });
});
