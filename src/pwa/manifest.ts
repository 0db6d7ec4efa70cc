import { type Language, languages } from '../core/language.ts';
import { type LazyTexts, loadLazyTexts, loadTexts, type Texts } from '../texts/load-texts.ts';
import { type Area, hashOfArea } from '../ui/page-address.ts';

interface ShortcutTexts {
  readonly language: Language;
  readonly words: Texts['words'];
  readonly history: LazyTexts['payments']['history'];
}

const textsOfLanguages: readonly ShortcutTexts[] = await Promise.all(
  languages.map(async (language) => {
    const { words } = await loadTexts(language);
    const { history } = await loadLazyTexts(language, 'payments');
    return { language, words, history };
  }),
);

/**
 * Creates a shortcut with its name in all languages, because a second manifest for another language would count as a
 * second program. A browser that does not know `name_localized` (W3C Web Application Manifest) shows the English name.
 */
function shortcut(area: Area, drawing: string, nameOf: (texts: ShortcutTexts) => string) {
  const { en, ...others } = Object.fromEntries(
    textsOfLanguages.map((texts) => [texts.language, nameOf(texts)]),
  );
  return {
    name: en ?? '',
    name_localized: others,
    url: `/${hashOfArea(area)}`,
    icons: [
      { src: `${drawing}-96.png`, sizes: '96x96', type: 'image/png' },
      { src: `${drawing}.svg`, sizes: 'any', type: 'image/svg+xml' },
    ],
  };
}

/** The shortcuts on the installed program's icon, in the language of the browser's own menus. */
export const manifestShortcuts = [
  shortcut('pay', 'shortcut-pay', ({ words }) => words.pay),
  shortcut('payments', 'shortcut-payments', ({ history }) => history.today),
];

const iconsOf = (drawing: string, purpose: 'any' | 'maskable') => [
  ...[192, 512].map((size) => ({
    src: `${drawing}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })),
  { src: `${drawing}.svg`, sizes: 'any', type: 'image/svg+xml', purpose },
];

/** PNG for the systems that draw no SVG, in the sizes that Chrome asks for before it offers to install. */
export const manifestIcons = [...iconsOf('icon', 'any'), ...iconsOf('icon-maskable', 'maskable')];
