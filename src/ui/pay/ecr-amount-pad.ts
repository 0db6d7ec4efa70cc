import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { controls } from '../theme/controls.ts';

export const padKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'point', '0', 'back'] as const;
export type PadKey = (typeof padKeys)[number];

/** Maximum number of digits, including decimals, of an amount that a terminal accepts. */
const maxDigits = 8;

/** The decimal separator of the language. */
export const decimalSign = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/**
 * Returns the amount after a key of the pad was pressed. Allows no more decimals than the currency has, only one decimal
 * separator, and no leading zeros. So the result is an amount or the beginning of an amount.
 */
export function applyPadKey(amount: string, key: PadKey, digits: number, point: string): string {
  if (key === 'back') return amount.slice(0, -1);
  const signIndex = amount.search(/[.,]/);
  if (key === 'point') {
    if (digits === 0 || signIndex >= 0) return amount;
    return `${amount === '' ? '0' : amount}${point}`;
  }
  if (signIndex >= 0) return amount.length - signIndex - 1 < digits ? amount + key : amount;
  if (amount === '0') return key;
  return amount.length < maxDigits - digits ? amount + key : amount;
}

/** A keypad for touch screens. Fires `amount` with the new amount. */
@customElement('ecr-amount-pad')
export class EcrAmountPad extends EcrElement {
  @property() amount = '';
  /** Decimals of the currency. */
  @property({ type: Number }) digits = 2;
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    controls,
    css`
      div {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--space-2);
      }
      button {
        min-height: 3.25rem;
        font-size: 1.5rem;
        font-variant-numeric: tabular-nums;
        touch-action: manipulation;
        user-select: none;
      }
      button:active:not(:disabled) {
        background: var(--accent-soft);
      }
    `,
  ];

  protected override render() {
    return html`<div role="group" aria-label=${this.t.words.pad}>${padKeys.map((key) => this.#key(key))}</div>`;
  }

  #key(key: PadKey) {
    const press = () => {
      const detail = applyPadKey(this.amount, key, this.digits, decimalSign(this.locale));
      this.dispatchEvent(new CustomEvent<string>('amount', { detail }));
    };
    if (key === 'back') {
      return html`<button type="button" ?disabled=${this.disabled || this.amount === ''} @click=${press}
        aria-label=${this.t.words.padBack}>${icon('erase', 28)}</button>`;
    }
    if (key === 'point') {
      return html`<button type="button" ?disabled=${this.disabled || this.digits === 0} @click=${press}
        aria-label=${this.t.words.padPoint}>${decimalSign(this.locale)}</button>`;
    }
    return html`<button type="button" ?disabled=${this.disabled} @click=${press}>${key}</button>`;
  }
}
