import { lazyTexts } from '../language.ts';
import type { FormTexts } from './form-texts.ts';
import { type FieldName, fieldNames, type Group, groupOf } from './settings-draft.ts';

/** Removes accents, case and punctuation, so that `Electronico` finds `electrónico` and `TCP/IP` finds `tcp ip`. */
const normalize = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A search target with all its texts. */
export interface SearchTarget<Name extends string> {
  readonly name: Name;
  readonly texts: readonly string[];
}

/** The targets in which each typed word is a word, or the beginning of a word. Undefined if the search is empty. */
export function findAmong<Name extends string>(
  searchText: string,
  targets: readonly SearchTarget<Name>[],
): ReadonlySet<Name> | undefined {
  const words = normalize(searchText).split(' ').filter(Boolean);
  if (words.length === 0) return undefined;
  const isMatch = ({ texts }: SearchTarget<Name>) => {
    const text = ` ${normalize(texts.join(' '))}`;
    return words.every((word) => text.includes(` ${word}`));
  };
  return new Set(targets.filter(isMatch).map(({ name }) => name));
}

/** The cards below the form. */
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

const cardTexts = ({ maintenance }: FormTexts): Record<CardName, readonly string[]> => {
  const tills = lazyTexts('tills');
  const tools = lazyTexts('settings').tools;
  return {
    permission: Object.values(lazyTexts('settings').forget).filter((text) => typeof text === 'string'),
    appearance: Object.values(lazyTexts('settings').appearance),
    storage: [maintenance.storageTitle, maintenance.storageWhat, maintenance.storageInstall],
    file: [tools.fileTitle, tools.fileWhat, tools.saveFile, tools.openFile],
    tills: [tills.title, tills.what],
    records: [maintenance.recordsTitle, maintenance.recordsWhat],
    diagnostics: [maintenance.diagnosticsTitle, maintenance.diagnosticsWhat],
  };
};

/** All search targets: the fields with label, hint, group title and settings key, and the cards with their texts. */
function listTargets(texts: FormTexts): SearchTarget<FieldName | CardName>[] {
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

/** The fields and cards that match the search. Undefined if the search is empty. */
export const findSettings = (
  searchText: string,
  texts: FormTexts,
): ReadonlySet<FieldName | CardName> | undefined => findAmong(searchText, listTargets(texts));
