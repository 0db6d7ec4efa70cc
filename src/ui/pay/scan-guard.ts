import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A key that was pressed, at the time the browser has of it (not when we came to look: a busy page would look like a scanner). */
export interface Keystroke {
  /** Milliseconds, from any beginning. */
  readonly at: number;
  readonly key: string;
  /** A key that is held down. No scanner does that. */
  readonly repeat: boolean;
}

/** Between two keys of a scanner; the quickest typists of the world need more than this on average. */
export const scannerGapMs = 50;
/** So many characters in a row at that speed are no person's. The shortest barcode in shops, EAN-8, has eight. */
const scannedCharacters = 5;
/** Shorter codes are known by the key that ends them, at the same speed. */
const endedCharacters = 2;

const ends = (key: string): boolean => key === 'Enter' || key === 'Tab';

/** The keys at the end that came as quickly as only a machine sends them. */
export function lastRun(strokes: readonly Keystroke[]): readonly Keystroke[] {
  let first = strokes.length;
  while (first > 0) {
    const stroke = strokes[first - 1];
    const next = strokes[first];
    if (!stroke || stroke.repeat || (next && next.at - stroke.at > scannerGapMs)) break;
    first -= 1;
  }
  return strokes.slice(first);
}

/** Who pressed the last of these keys, by how quickly they came. A barcode scanner is a keyboard to the computer. */
export function typedBy(strokes: readonly Keystroke[]): 'person' | 'scanner' {
  const run = lastRun(strokes);
  const characters = run.filter(({ key }) => !ends(key)).length;
  const last = run.at(-1);
  if (characters >= scannedCharacters) return 'scanner';
  return last && ends(last.key) && characters >= endedCharacters ? 'scanner' : 'person';
}

interface Guarded {
  /** What stands in the amount now. */
  readonly amount: () => string;
  /** A barcode came: what stood in the amount before it, and whether it was typed into the order number. */
  readonly scanned: (before: string, intoOrder: boolean) => void;
}

const kept = 64;
/** Keys that type or end something; Shift and its like come between the characters of some scanners. */
const counts = (key: string): boolean => key.length === 1 || key === 'Enter' || key === 'Tab';

/**
 * Keeps a barcode scanner from paying: what it types is taken out of the amount, and its Enter presses nothing. In the order
 * number a barcode may stand. Listens before everybody else, wherever the focus is: Enter would press a button too.
 */
export class ScanGuard implements ReactiveController {
  #strokes: Keystroke[] = [];
  #before = '';

  constructor(
    host: ReactiveControllerHost,
    private readonly guarded: Guarded,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#press, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#press, { capture: true });
  }

  #press = (event: KeyboardEvent): void => {
    const { key, repeat, timeStamp: at, ctrlKey, metaKey, altKey } = event;
    if (!counts(key) || ctrlKey || metaKey || altKey) return;
    this.#strokes = [...this.#strokes.slice(1 - kept), { at, key, repeat }];
    if (lastRun(this.#strokes).length <= 1) this.#before = this.guarded.amount();
    if (typedBy(this.#strokes) === 'person') return;
    const field = event.composedPath()[0];
    const intoOrder = field instanceof HTMLElement && field.id === 'order';
    if (!intoOrder || key.length > 1) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    this.guarded.scanned(this.#before, intoOrder);
  };
}
