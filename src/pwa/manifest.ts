import { type Language, languages } from '../core/language.ts';
import { type LateTexts, loadLateTexts, loadTexts, type Texts } from '../texts/load-texts.ts';
import { type Area, hashOfArea } from '../ui/page-address.ts';

interface Named {
  readonly language: Language;
  readonly words: Texts['words'];
  readonly history: LateTexts['payments']['history'];
}

const named: readonly Named[] = await Promise.all(
  languages.map(async (language) => {
    const { words } = await loadTexts(language);
    const { history } = await loadLateTexts(language, 'payments');
    return { language, words, history };
  }),
);

/**
 * One manifest serves all languages: a second manifest address would be a second program. A browser that does not know
 * `name_localized` (W3C Web Application Manifest) shows the English name.
 */
function shortcut(area: Area, nameOf: (texts: Named) => string) {
  const { en, ...others } = Object.fromEntries(named.map((texts) => [texts.language, nameOf(texts)]));
  return {
    name: en ?? '',
    name_localized: others,
    url: `/${hashOfArea(area)}`,
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
}

/** The shortcuts on the installed program's icon, in the language of the browser's own menus. */
export const manifestShortcuts = [
  shortcut('pay', ({ words }) => words.pay),
  shortcut('payments', ({ history }) => history.today),
];
