import type { Settings } from '../settings/settings.ts';
import { concertDialect } from './concert-v2/concert-dialect.ts';
import type { Dialect } from './dialect.ts';

/** The language of the terminal that the settings name. */
export const dialectFor = ({ language }: Settings['terminal']): Dialect =>
  concertDialect(language === 'concert-v2-e' ? 'E' : 'E+');
