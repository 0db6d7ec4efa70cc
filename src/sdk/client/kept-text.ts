import type { KeptText } from '../api.ts';

/** A text in this origin's local storage; where that is switched off, for as long as this page lives. */
export function keptText(key: string): KeptText {
  let kept: string | null = null;
  return {
    get() {
      try {
        return globalThis.localStorage?.getItem(key) ?? kept;
      } catch {
        return kept;
      }
    },
    set(text) {
      kept = text;
      try {
        globalThis.localStorage?.setItem(key, text);
      } catch {
        // Private windows and full disks: the text lasts as long as the page then.
      }
    },
  };
}
