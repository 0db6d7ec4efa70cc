import { appearanceTexts } from '../appearance/appearance-texts.ts';
import { forgetTexts } from '../forget/forget-texts.ts';
import { inLanguage } from '../texts/in-language.ts';
import { tillQuestionTexts } from '../tills/till-texts.ts';
import { type FieldName, fieldNames } from './field-names.ts';
import { type Group, groupOf } from './field-use.ts';
import { type Findable, foundAmong } from './settings-search.ts';
import type { FormTexts } from './texts/settings-texts.ts';
import { toolsTexts } from './texts/tools-texts.ts';

/** What stands below the form, each in a card of its own. */
export const cardNames = [
  'permission',
  'appearance',
  'storage',
  'file',
  'tills',
  'records',
  'diagnostics',
] as const;
export type CardName = (typeof cardNames)[number];

export const groupTitle = (group: Group, { words }: FormTexts): string =>
  ({
    terminal: words.groupTerminal,
    serial: words.groupSerial,
    hipay: words.groupHipay,
    contracts: words.groupContracts,
    payments: words.groupPayments,
    timers: words.groupAdvanced,
  })[group];

const cardTexts = ({ upkeep }: FormTexts): Record<CardName, readonly string[]> => {
  const tills = inLanguage(tillQuestionTexts);
  const tools = inLanguage(toolsTexts);
  return {
    permission: Object.values(inLanguage(forgetTexts)).filter((text) => typeof text === 'string'),
    appearance: Object.values(inLanguage(appearanceTexts)),
    storage: [upkeep.storageTitle, upkeep.storageWhat, upkeep.storageInstall],
    file: [tools.fileTitle, tools.fileWhat, tools.saveFile, tools.openFile],
    tills: [tills.title, tills.what],
    records: [upkeep.recordsTitle, upkeep.recordsWhat],
    diagnostics: [upkeep.diagnosticsTitle, upkeep.diagnosticsWhat],
  };
};

/** By label, hint, group, and the name that the files have for it. */
function findables(texts: FormTexts): Findable<FieldName | CardName>[] {
  const fields = fieldNames.map((name) => {
    const { label, hint } = texts.fields[name];
    const group = groupOf(name);
    const line = group === 'serial' ? [texts.words.preset] : [];
    return { name, texts: [label, hint, groupTitle(group, texts), ...line, name] };
  });
  const cards = Object.entries(cardTexts(texts)).map(([name, all]) => ({
    name: name as CardName,
    texts: all,
  }));
  return [...fields, ...cards];
}

/** Undefined while nothing is looked for. */
export const findSettings = (
  wanted: string,
  texts: FormTexts,
): ReadonlySet<FieldName | CardName> | undefined => foundAmong(wanted, findables(texts));
