import { areaOfHash, fieldOfHash, hashOfArea } from '../page-address.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { type FieldName, fieldNames, type Group, groupOf } from './settings-draft.ts';
import type { CardName } from './settings-search.ts';

/** The sections of the settings, in the order of the menu. One of them is shown at a time. */
export const sections = ['terminal', 'account', 'paying', 'screen', 'tills', 'backup', 'help'] as const;
export type Section = (typeof sections)[number];

export const sectionIcons = {
  terminal: icon('terminal'),
  account: rareIcon('lock'),
  paying: icon('card'),
  screen: rareIcon('screen'),
  tills: rareIcon('basket'),
  backup: rareIcon('download'),
  help: rareIcon('help'),
} as const satisfies Record<Section, unknown>;

const sectionsOfGroups: Readonly<Record<Group, Section>> = {
  terminal: 'terminal',
  serial: 'terminal',
  timers: 'terminal',
  hipay: 'account',
  contracts: 'account',
  payments: 'paying',
};

/** The sections with settings of the connector. The others can be changed on the page, also if those come from a file. */
export const sectionsWithSettings: ReadonlySet<Section> = new Set(Object.values(sectionsOfGroups));

export const sectionOf = (name: FieldName): Section => sectionsOfGroups[groupOf(name)];

export const cardsOfSections: Readonly<Record<Section, readonly CardName[]>> = {
  terminal: ['permission'],
  account: [],
  paying: [],
  screen: ['appearance'],
  tills: ['tills'],
  backup: ['records', 'file', 'storage'],
  help: ['diagnostics'],
};

export const hashOfSection = (section: Section): string => hashOfArea('settings', section);

/** The section that a hash names, or that has the field or the group that it names; otherwise the first one. */
export function sectionOfHash(hash: string): Section {
  const place = areaOfHash(hash) === 'settings' ? fieldOfHash(hash) : undefined;
  if (!place) return 'terminal';
  const named = sections.find((section) => section === place);
  const field = fieldNames.find((name) => name === place || name.split('.')[0] === place);
  return named ?? (field ? sectionOf(field) : 'terminal');
}
