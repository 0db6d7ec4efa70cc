import { type Contract, contract, contractKind, type SettingPath, settingDefs } from './setting-defs.ts';
import type { SettingDef, SettingGroup } from './setting-kinds.ts';

// Apart from the table, because the page needs this only with the settings.

const isDef = (entry: SettingDef | SettingGroup): entry is SettingDef => 'schema' in entry;

const rowsOf = (group: SettingGroup, before: string): [string, SettingDef][] =>
  Object.entries(group).flatMap(([key, entry]): [string, SettingDef][] => {
    const path = before + key;
    if (!isDef(entry)) return rowsOf(entry, `${path}.`);
    if (entry.kind.is !== 'contracts') return [[path, entry]];
    return contractKind.options.map((kind) => [`${path}.${kind}`, entry]);
  });

/** The table of settings by path, in its order. */
export const settingRows = new Map(rowsOf(settingDefs, '') as [SettingPath, SettingDef][]);

/** The row of any text: undefined if it is not the path of a setting. */
export const settingDefOf = (path: string): SettingDef | undefined => settingRows.get(path as SettingPath);

export const contractFields = Object.keys(contract.shape) as (keyof Contract)[];
