/** Undefined if a browser policy denies storage; then a choice lasts as long as the page. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** One of a few values that a person chooses, stored in this browser. An unknown stored value counts as none. */
export class BrowserChoice<Choice extends string> {
  readonly #watchers = new Set<() => void>();
  #chosen: Choice | undefined;

  constructor(
    private readonly key: string,
    readonly choices: readonly Choice[],
    private readonly defaultChoice: Choice,
  ) {}

  read(): Choice {
    const stored = this.#chosen ?? storage()?.getItem(this.key);
    return this.choices.find((each) => each === stored) ?? this.defaultChoice;
  }

  choose(choice: Choice): void {
    this.#chosen = choice;
    try {
      storage()?.setItem(this.key, choice);
    } catch {
      // The storage is full: the choice lasts as long as the page.
    }
    for (const watcher of this.#watchers) watcher();
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}

export const appearances = ['system', 'light', 'dark', 'contrast'] as const;
/** The appearance that a person has chosen for this browser. */
export type Appearance = (typeof appearances)[number];

/** The preferences of the operating system. */
export interface SystemPreference {
  readonly dark: boolean;
  readonly moreContrast: boolean;
}

/** The set of colors that is in use. */
export interface Theme {
  readonly scheme: 'light' | 'dark';
  readonly contrast: 'usual' | 'more';
}

/** The system's high contrast overrides every choice. The choice `contrast` is light or dark like the system. */
export function chooseTheme(chosen: Appearance, system: SystemPreference): Theme {
  const asSystem = system.dark ? 'dark' : 'light';
  return {
    scheme: chosen === 'light' || chosen === 'dark' ? chosen : asSystem,
    contrast: chosen === 'contrast' || system.moreContrast ? 'more' : 'usual',
  };
}

export const chosenAppearance = new BrowserChoice<Appearance>('hipay-ecr.appearance', appearances, 'system');

const darkQuery = () => matchMedia('(prefers-color-scheme: dark)');
const contrastQuery = () => matchMedia('(prefers-contrast: more)');

function apply(): void {
  const system = { dark: darkQuery().matches, moreContrast: contrastQuery().matches };
  Object.assign(document.documentElement.dataset, chooseTheme(chosenAppearance.read(), system));
}

/** Applies the theme, now and after each change of the choice or of the system. Call it before the first element renders. */
export function followAppearance(): () => void {
  const watched = [darkQuery(), contrastQuery()];
  for (const each of watched) each.addEventListener('change', apply);
  const unwatch = chosenAppearance.watch(apply);
  apply();
  return () => {
    for (const each of watched) each.removeEventListener('change', apply);
    unwatch();
  };
}

/** Whether a payment's result makes a sound. Off by default, because shops are noisy. */
export const chosenSound = new BrowserChoice<'off' | 'on'>('hipay-ecr.sound', ['off', 'on'], 'off');

/** Whether the digits of an amount are cents, so that 1250 gives 12.50. */
export const chosenEntry = new BrowserChoice<'cents' | 'decimal'>(
  'hipay-ecr.entry',
  ['cents', 'decimal'],
  'cents',
);

export const largeAmounts = ['off', '100', '200', '500', '1000', '2000', '5000', '10000'] as const;

/** From which amount on, in the payment's currency, a person is asked before a payment by hand. */
export const chosenLargeAmount = new BrowserChoice<(typeof largeAmounts)[number]>(
  'hipay-ecr.large-amount',
  largeAmounts,
  '1000',
);
