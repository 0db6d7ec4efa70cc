import { amountKeyOf } from '../parts/amount-entry.ts';
import { hasOwnText } from '../parts/scan-guard.ts';

/** Keys that are older are forgotten, ms: the pay screen may be opened much later than the page. */
const maxAgeMs = 10_000;

/** Digits that were typed while the page was loading: the pay screen was not there, so they did not count. */
class EarlyKeys {
  #lastAt: number | undefined;

  listen(): void {
    window.addEventListener('keydown', this.#onKeyDown);
  }

  /** When the last one was typed, in the browser's time of events, ms. Undefined: none was typed. Ends the listening. */
  take(): number | undefined {
    window.removeEventListener('keydown', this.#onKeyDown);
    const at = this.#lastAt;
    this.#lastAt = undefined;
    return at !== undefined && performance.now() - at < maxAgeMs ? at : undefined;
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, timeStamp } = event;
    if (ctrlKey || metaKey || altKey || !amountKeyOf(key)) return;
    const [target] = event.composedPath();
    if (target instanceof Element && hasOwnText(target)) return;
    this.#lastAt = timeStamp;
  };
}

/** Listens from the start of the program until the pay screen is there. */
export const earlyKeys = new EarlyKeys();
