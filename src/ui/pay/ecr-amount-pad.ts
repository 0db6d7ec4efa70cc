import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { controls } from '../theme/controls.ts';
import { type PadKey, padKeys, pointOf, pressPad } from './amount-pad.ts';

/** Digits for fingers. Fires `amount` with what then stands there. */
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
      const detail = pressPad(this.amount, key, this.digits, pointOf(this.locale));
      this.dispatchEvent(new CustomEvent<string>('amount', { detail }));
    };
    if (key === 'back') {
      return html`<button type="button" ?disabled=${this.disabled || this.amount === ''} @click=${press}
        aria-label=${this.t.words.padBack}>${icon('erase', 28)}</button>`;
    }
    if (key === 'point') {
      return html`<button type="button" ?disabled=${this.disabled || this.digits === 0} @click=${press}
        aria-label=${this.t.words.padPoint}>${pointOf(this.locale)}</button>`;
    }
    return html`<button type="button" ?disabled=${this.disabled} @click=${press}>${key}</button>`;
  }
}
