import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * A pressed key with the browser's timestamp, not the time of its handling: a busy page handles several keys late and at
 * once, so that a person would look like a scanner.
 */
export interface Keystroke {
  /** Milliseconds from any fixed moment. */
  readonly at: number;
  readonly key: string;
  /** True if the key is held down, which no scanner does. */
  readonly repeat: boolean;
}

/** Longest gap between two keys of a scanner; even the fastest typists take longer on average. */
export const scannerGapMs = 50;
/** Minimum number of characters at scanner speed for a scan. EAN-8, the shortest barcode in shops, has eight. */
const scannedCharacters = 5;
/** Minimum number of characters for a scan if Enter or Tab follows at the same speed. */
const endedCharacters = 2;

const isEndKey = (key: string): boolean => key === 'Enter' || key === 'Tab';

/** The last keys of the list, as far back as they follow each other at scanner speed. */
export function lastFastKeys(strokes: readonly Keystroke[]): readonly Keystroke[] {
  let start = strokes.length;
  while (start > 0) {
    const stroke = strokes[start - 1];
    const next = strokes[start];
    if (!stroke || stroke.repeat || (next && next.at - stroke.at > scannerGapMs)) break;
    start -= 1;
  }
  return strokes.slice(start);
}

/** Decides by speed who pressed the last keys. To the computer, a barcode scanner is a keyboard. */
export function detectTypist(strokes: readonly Keystroke[]): 'person' | 'scanner' {
  const run = lastFastKeys(strokes);
  const characters = run.filter(({ key }) => !isEndKey(key)).length;
  const last = run.at(-1);
  if (characters >= scannedCharacters) return 'scanner';
  return last && isEndKey(last.key) && characters >= endedCharacters ? 'scanner' : 'person';
}

interface ScanHandlers<Typed> {
  /** What is typed now, before the key that the guard sees. */
  readonly readTyped: () => Typed;
  /**
   * Called at each key once a scanner is detected. `before`: what was typed before the barcode. `intoOrder`: true if the
   * scanner types into the order number.
   */
  readonly onScan: (before: Typed, intoOrder: boolean) => void;
}

/** True for fields with a text of their own. The amount does not count, because the pay screen reads its keys. */
export const hasOwnText = (element: Element | undefined): boolean =>
  element?.id !== 'amount' &&
  element?.matches('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]') === true;

const maxStrokes = 64;
/** True for characters and end keys. Some scanners press Shift between characters, which must not count. */
const isTypingKey = (key: string): boolean => key.length === 1 || key === 'Enter' || key === 'Tab';

/**
 * Prevents a barcode scanner from starting a payment: removes its text from the amount and ignores its Enter. Every other
 * text field keeps what is typed into it, at any speed, because the order number accepts barcodes and a person may type fast.
 * The guard captures keys on the whole window, because Enter would also press a focused button.
 */
export class ScanGuard<Typed> implements ReactiveController {
  #strokes: Keystroke[] = [];
  #before: Typed;

  constructor(
    host: ReactiveControllerHost,
    private readonly handlers: ScanHandlers<Typed>,
  ) {
    this.#before = handlers.readTyped();
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#onKeyDown, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#onKeyDown, { capture: true });
  }

  #onKeyDown = (event: KeyboardEvent): void => {
    const { key, repeat, timeStamp: at, ctrlKey, metaKey, altKey } = event;
    if (!isTypingKey(key) || ctrlKey || metaKey || altKey) return;
    this.#strokes = [...this.#strokes.slice(1 - maxStrokes), { at, key, repeat }];
    if (lastFastKeys(this.#strokes).length <= 1) this.#before = this.handlers.readTyped();
    if (detectTypist(this.#strokes) === 'person') return;
    const [target] = event.composedPath();
    const takesText = target instanceof Element && hasOwnText(target) && !target.matches('select');
    const field = takesText ? target : undefined;
    if (!field || isEndKey(key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (!field || field.id === 'order') this.handlers.onScan(this.#before, field !== undefined);
  };
}
