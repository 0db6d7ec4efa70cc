import type { Settings } from '../settings/settings.ts';
import { caisseApDialect } from './caisse-ap/caisse-ap.ts';
import { concertDialect } from './concert-v2/concert-v2.ts';
import type { Dialect } from './dialect.ts';

/** The language of the terminal in the settings. */
export function dialectFor({ language, caisseAp, registerNumber }: Settings['terminal']): Dialect {
  switch (language) {
    case 'caisse-ap-v3':
      return caisseApDialect({ ...caisseAp, registerNumber });
    case 'concert-v2-e':
      return concertDialect('E');
    case 'concert-v2-e+':
      return concertDialect('E+');
    default:
      return language satisfies never;
  }
}
