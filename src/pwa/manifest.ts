import { type Language, languages } from '../core/language.ts';
import { type LazyTexts, loadLazyTexts, loadTexts, type Texts } from '../texts/load-texts.ts';
import { type Area, hashOfArea } from '../ui/page-address.ts';

const descriptions: Readonly<Record<Language, string>> = {
  en: 'Between a till and its card terminal.',
  fr: 'Entre une caisse et son terminal de paiement.',
  it: 'Tra una cassa e il suo terminale di pagamento.',
  pt: 'Entre uma caixa e o seu terminal de pagamento.',
};

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
 * A text in all languages, because a second manifest for another language would count as a second program. A browser that does
 * not know members such as `name_localized` (W3C Web Application Manifest) shows the English text.
 */
function inLanguages(textOf: (texts: ShortcutTexts) => string) {
  const { en = '', ...others } = Object.fromEntries(
    textsOfLanguages.map((texts) => [texts.language, textOf(texts)]),
  );
  return { en, others };
}

function shortcut(area: Area, fileName: string, nameOf: (texts: ShortcutTexts) => string) {
  const { en, others } = inLanguages(nameOf);
  return {
    name: en,
    name_localized: others,
    url: `/${hashOfArea(area)}`,
    icons: [
      { src: `${fileName}-96.png`, sizes: '96x96', type: 'image/png' },
      { src: `${fileName}.svg`, sizes: 'any', type: 'image/svg+xml' },
    ],
  };
}

/** The shortcuts on the installed program's icon, in the language of the browser's own menus. */
export const manifestShortcuts = [
  shortcut('pay', 'shortcut-pay', ({ words }) => words.pay),
  shortcut('payments', 'shortcut-payments', ({ history }) => history.today),
];

const iconsOf = (fileName: string, purpose: 'any' | 'maskable') => [
  ...[192, 512].map((size) => ({
    src: `${fileName}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })),
  { src: `${fileName}.svg`, sizes: 'any', type: 'image/svg+xml', purpose },
];

/** PNG for the systems that draw no SVG, in the sizes that Chrome asks for before it offers to install. */
export const manifestIcons = [...iconsOf('icon', 'any'), ...iconsOf('icon-maskable', 'maskable')];

const { en: description, others: descriptionLocalized } = inLanguages(
  ({ language }) => descriptions[language],
);

/** What the program is. Its name is the same in all languages. */
export const manifestDescription = { description, description_localized: descriptionLocalized };

function screenshot(
  name: string,
  size: readonly [number, number],
  labelOf: (texts: ShortcutTexts) => string,
) {
  const { en, others } = inLanguages(labelOf);
  const [width, height] = size;
  return {
    src: `screenshot-${name}.png`,
    sizes: `${width}x${height}`,
    type: 'image/png',
    form_factor: width > height ? ('wide' as const) : ('narrow' as const),
    label: en,
    label_localized: others,
  };
}

/** What Chrome shows before it installs: `npm run draw:screenshots` takes these pictures of the built page. */
export const manifestScreenshots = [
  screenshot('pay-wide', [1280, 800], ({ words }) => words.pay),
  screenshot('payments-wide', [1280, 800], ({ history }) => history.today),
  screenshot('pay-narrow', [412, 892], ({ words }) => words.pay),
  screenshot('payments-narrow', [412, 892], ({ history }) => history.today),
];
