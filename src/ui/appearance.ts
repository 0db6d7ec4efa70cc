/** Storage can be switched off by policy; a choice then lasts as long as the page. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** One choice of a few, kept in this browser. What is stored and unknown counts as nothing stored. */
export class BrowserChoice<Choice extends string> {
  readonly #watchers = new Set<() => void>();
  #now: Choice | undefined;

  constructor(
    private readonly key: string,
    readonly choices: readonly Choice[],
    private readonly usual: Choice,
  ) {}

  read(): Choice {
    const stored = this.#now ?? storage()?.getItem(this.key);
    return this.choices.find((each) => each === stored) ?? this.usual;
  }

  choose(choice: Choice): void {
    this.#now = choice;
    try {
      storage()?.setItem(this.key, choice);
    } catch {
      // A full disk: the choice lasts as long as the page.
    }
    for (const watcher of this.#watchers) watcher();
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}

export const appearances = ['system', 'light', 'dark', 'contrast'] as const;
/** What a person has chosen for this browser. */
export type Appearance = (typeof appearances)[number];

/** What the system says it prefers. */
export interface SystemTaste {
  readonly dark: boolean;
  readonly moreContrast: boolean;
}

/** Which set of colours holds. */
export interface Theme {
  readonly scheme: 'light' | 'dark';
  readonly contrast: 'usual' | 'more';
}

/** Who told the system that they need more contrast gets it with every choice; high contrast alone is light or dark as the system is. */
export function themeOf(chosen: Appearance, system: SystemTaste): Theme {
  const asSystem = system.dark ? 'dark' : 'light';
  return {
    scheme: chosen === 'light' || chosen === 'dark' ? chosen : asSystem,
    contrast: chosen === 'contrast' || system.moreContrast ? 'more' : 'usual',
  };
}

export const chosenAppearance = new BrowserChoice<Appearance>('hipay-ecr.appearance', appearances, 'system');

const dark = () => matchMedia('(prefers-color-scheme: dark)');
const contrast = () => matchMedia('(prefers-contrast: more)');

function apply(): void {
  const system = { dark: dark().matches, moreContrast: contrast().matches };
  Object.assign(document.documentElement.dataset, themeOf(chosenAppearance.read(), system));
}

/** Keeps the page's colours at what was chosen, or what the system prefers as it changes. Call it before anything is drawn. */
export function followAppearance(): () => void {
  const watched = [dark(), contrast()];
  for (const each of watched) each.addEventListener('change', apply);
  const unwatch = chosenAppearance.watch(apply);
  apply();
  return () => {
    for (const each of watched) each.removeEventListener('change', apply);
    unwatch();
  };
}

/** Off until somebody wants it: a shop has sounds enough. */
export const chosenSound = new BrowserChoice<'off' | 'on'>('hipay-ecr.sound', ['off', 'on'], 'off');
