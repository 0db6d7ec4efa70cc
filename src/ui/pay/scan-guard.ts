import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Keystroke, lastRun, typedBy } from './typing-speed.ts';

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
