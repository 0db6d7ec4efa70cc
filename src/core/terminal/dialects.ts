import { type CaisseApOptions, caisseApDialect } from './caisse-ap/caisse-ap.ts';
import { concertDialect } from './concert-v2/concert-v2.ts';
import type { Dialect } from './dialect.ts';
import type { TerminalLanguage } from './terminal-languages.ts';

/** The part of the terminal's settings that a dialect depends on. */
export interface DialectSettings {
  readonly language: TerminalLanguage;
  readonly registerNumber: string;
  readonly privateDigits: boolean;
  readonly caisseAp: Omit<CaisseApOptions, 'registerNumber'>;
}

const dialects: Readonly<Record<TerminalLanguage, (terminal: DialectSettings) => Dialect>> = {
  'concert-v2-e+': ({ privateDigits }) => concertDialect('E+', privateDigits),
  'concert-v2-e': ({ privateDigits }) => concertDialect('E', privateDigits),
  'caisse-ap-v3': ({ caisseAp, registerNumber }) => caisseApDialect({ ...caisseAp, registerNumber }),
};

/** The language of the terminal that the settings name. */
export const dialectFor = (terminal: DialectSettings): Dialect => dialects[terminal.language](terminal);
