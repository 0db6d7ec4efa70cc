import type { Language } from '../ui/language.ts';
import { type Area, hashOfArea } from '../ui/page-address.ts';
import { en as enHistory } from '../ui/payments/texts/en.ts';
import { fr as frHistory } from '../ui/payments/texts/fr.ts';
import { it as itHistory } from '../ui/payments/texts/it.ts';
import { pt as ptHistory } from '../ui/payments/texts/pt.ts';
import { words as en } from '../ui/texts/en/words.ts';
import { words as fr } from '../ui/texts/fr/words.ts';
import { words as it } from '../ui/texts/it/words.ts';
import { words as pt } from '../ui/texts/pt/words.ts';

/**
 * One manifest serves all languages: a second manifest address would be a second program. A browser that does not know
 * `name_localized` (W3C Web Application Manifest) shows the English name.
 */
function shortcut(area: Area, { en, ...others }: Record<Language, string>) {
  return {
    name: en,
    name_localized: others,
    url: `/${hashOfArea(area)}`,
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
}

/** The shortcuts on the installed program's icon, in the language of the browser's own menus. */
export const manifestShortcuts = [
  shortcut('pay', { en: en.pay, fr: fr.pay, it: it.pay, pt: pt.pay }),
  shortcut('payments', {
    en: enHistory.today,
    fr: frHistory.today,
    it: itHistory.today,
    pt: ptHistory.today,
  }),
];
