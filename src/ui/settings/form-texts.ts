import type { LazyTexts, Texts } from '../../texts/load-texts.ts';
import { lazyTexts } from '../language.ts';
import type { FieldName } from './settings-draft.ts';

type SettingsTexts = LazyTexts['settings'];

/** The general texts and the texts of the settings in one object. */
export interface FormTexts extends Omit<Texts, 'words'> {
  readonly words: Texts['words'] & SettingsTexts['words'];
  readonly maintenance: SettingsTexts['maintenance'];
  readonly changes: SettingsTexts['changes'];
  readonly fields: Readonly<Record<FieldName, { readonly label: string; readonly hint: string }>>;
}

export function withSettingsTexts(texts: Texts): FormTexts {
  const { words, maintenance, changes } = lazyTexts('settings');
  return {
    ...texts,
    words: { ...texts.words, ...words },
    maintenance,
    changes,
    fields: lazyTexts('setting-fields'),
  };
}
