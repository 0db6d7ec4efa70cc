import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { openDialogs } from '../parts/open-dialogs.ts';
import { hasOwnText } from '../parts/scan-guard.ts';
import type { AmountKey } from './amount-entry.ts';

interface KeyHandlers {
  /** `replaces`: the whole amount is selected. */
  onAmountKey(key: AmountKey, replaces: boolean): void;
  onEnter(): void;
  onEscape(): void;
}

const amountKeyOf = (key: string): AmountKey | undefined => {
  if (/^[0-9]$/.test(key)) return key as AmountKey;
  if (key === ',' || key === '.') return 'point';
  return key === 'Backspace' ? 'back' : undefined;
};

const isAllSelected = (element: Element | undefined): boolean =>
  element instanceof HTMLInputElement &&
  element.value !== '' &&
  element.selectionStart === 0 &&
  element.selectionEnd === element.value.length;

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
    const { key, ctrlKey, metaKey, altKey, repeat, defaultPrevented, isComposing } = event;
    if (defaultPrevented || ctrlKey || metaKey || altKey || isComposing || openDialogs.size > 0) return;
    const [target] = event.composedPath();
    const element = target instanceof Element ? target : undefined;
    if (hasOwnText(element)) return;
    const amountKey = amountKeyOf(key);
    if (amountKey) {
      event.preventDefault();
      this.handlers.onAmountKey(amountKey, isAllSelected(element));
    } else if (key === 'Escape' && !repeat) this.handlers.onEscape();
    else if (key === 'Enter' && !repeat && !element?.matches('button, a, summary, input'))
      this.handlers.onEnter();
  };
}
