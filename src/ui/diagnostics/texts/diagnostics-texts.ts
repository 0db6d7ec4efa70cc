import type { Check, FindingName } from '../../../core/diagnostics/finding.ts';
import type { EveryLanguage } from '../../language.ts';
import { withFrenchSpaces } from '../../texts/fr/french-spaces.ts';
import type { words } from './en.ts';
import * as en from './en.ts';
import * as fr from './fr.ts';
import * as it from './it.ts';
import * as pt from './pt.ts';

/** As the files of the languages write them. A text that is missing does not compile. */
export interface WrittenTexts {
  readonly words: Readonly<Record<keyof typeof words, string>>;
  readonly checks: Readonly<Record<Check, string>>;
  /** What it means, then what to do. */
  readonly findings: Readonly<Record<FindingName, readonly [what: string, todo: string]>>;
}

interface DiagnosticsTexts extends Omit<WrittenTexts, 'findings'> {
  readonly findings: Readonly<Record<FindingName, { readonly what: string; readonly todo: string }>>;
}

function read(written: WrittenTexts): DiagnosticsTexts {
  const told = Object.entries(written.findings).map(([name, [what, todo]]) => [name, { what, todo }]);
  return { words: written.words, checks: written.checks, findings: Object.fromEntries(told) };
}

export const diagnosticsTexts: EveryLanguage<DiagnosticsTexts> = {
  en: read(en),
  fr: withFrenchSpaces(read(fr)),
  it: read(it),
  pt: read(pt),
};
