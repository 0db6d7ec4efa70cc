import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type AmountKey, amountKeyOf } from '../parts/amount-entry.ts';
import { openDialogs } from '../parts/open-dialogs.ts';
import { hasOwnText } from '../parts/scan-guard.ts';
import { isAllSelected } from '../parts/type-amount.ts';

interface KeyHandlers {
  /** `replaces`: the whole amount is selected. `at`: the browser's time of the key, in milliseconds. */
  onAmountKey(key: AmountKey, replaces: boolean, at: number): void;
  /** A key of an amount was typed where none can be entered: a dialog is open. */
  onLostKey(key: AmountKey, at: number): void;
  onEnter(at: number): void;
  onEscape(): void;
}

/** The keys of the pay screen, wherever the focus is. Enter on a control that has its own meaning of Enter keeps it. */
export class PayKeys implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly handlers: KeyHandlers,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#onKeyDown);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#onKeyDown);
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, repeat, defaultPrevented, isComposing, timeStamp: at } = event;
    if (defaultPrevented || ctrlKey || metaKey || altKey || isComposing) return;
    const [target] = event.composedPath();
    const element = target instanceof Element ? target : undefined;
    if (hasOwnText(element)) return;
    const amountKey = key === 'Backspace' ? 'back' : amountKeyOf(key);
    if (openDialogs.size > 0) {
      if (amountKey) this.handlers.onLostKey(amountKey, at);
    } else if (amountKey) {
      event.preventDefault();
      this.handlers.onAmountKey(amountKey, isAllSelected(element), at);
    } else if (key === 'Escape' && !repeat) this.handlers.onEscape();
    else if (key === 'Enter' && !repeat && !element?.matches('button, a, summary, input')) {
      // The handler may move the focus: the browser would then submit the form that has it.
      event.preventDefault();
      this.handlers.onEnter(at);
    }
  };
}
