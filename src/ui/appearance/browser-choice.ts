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
