import { type Contract, contract, contractKind, type SettingPath, settingDefs } from './setting-defs.ts';
import type { SettingDef, SettingGroup } from './setting-kinds.ts';

// Separate from the table of settings, because the page needs these rows only for its settings screen.

const isDef = (entry: SettingDef | SettingGroup): entry is SettingDef => 'schema' in entry;

const rowsOf = (group: SettingGroup, before: string): [string, SettingDef][] =>
  Object.entries(group).flatMap(([key, entry]): [string, SettingDef][] => {
    const path = before + key;
    if (!isDef(entry)) return rowsOf(entry, `${path}.`);
    if (entry.kind.is !== 'contracts') return [[path, entry]];
    return contractKind.options.map((kind) => [`${path}.${kind}`, entry]);
  });

/** The rows of the table by path, in the order of the table. */
export const settingRows = new Map(rowsOf(settingDefs, '') as [SettingPath, SettingDef][]);

/** Finds the row of a path; undefined if it is not the path of a setting. */
export const settingDefOf = (path: string): SettingDef | undefined => settingRows.get(path as SettingPath);

export const contractFields = Object.keys(contract.shape) as (keyof Contract)[];
