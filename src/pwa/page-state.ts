import type { PageState } from '../ui/surroundings.ts';

/** What the page knows, watched by the screens. */
export class ObservedPageState {
  #now: PageState;
  readonly #watchers = new Set<(now: PageState) => void>();

  constructor(online: boolean) {
    this.#now = { online, updateReady: false, pairing: 'none', connectorGone: false };
  }

  change(change: Partial<PageState>): void {
    this.#now = { ...this.#now, ...change };
    for (const watcher of this.#watchers) watcher(this.#now);
  }

  watch(watcher: (now: PageState) => void): () => void {
    this.#watchers.add(watcher);
    watcher(this.#now);
    return () => this.#watchers.delete(watcher);
  }
}
