import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type AmountKey, decimalSign } from '../parts/amount-entry.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { controls } from '../theme/controls.ts';

const digitKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The keypad. Fires `key` with the pressed key. A press does not move the focus, so that Enter still takes the payment. */
@customElement('ecr-amount-pad')
export class EcrAmountPad extends EcrElement {
  /** True: the amount has no digit that could be deleted. */
  @property({ type: Boolean }) empty = false;
  /** What the key beside the zero types; undefined: nothing, because the currency has no decimals. */
  @property() beside: '00' | 'point' | undefined;
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    controls,
    css`
      :host,
      div {
        display: grid;
      }
      div {
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--space-2);
      }
      button {
        min-height: var(--target-key);
        border-color: var(--line);
        border-radius: var(--radius);
        background: var(--key-ground, var(--surface-sunken));
        font-size: 1.75rem;
        font-variant-numeric: tabular-nums;
        line-height: 1;
        touch-action: manipulation;
        user-select: none;
      }
      button:hover:not(:disabled) {
        background: var(--accent-soft);
      }
      button:active:not(:disabled) {
        background: var(--accent);
        color: var(--accent-text);
      }
      @media (min-width: 87.5rem) and (min-height: 50rem) {
        button {
          font-size: 2.125rem;
        }
      }
      @media (max-width: 40rem) and (min-height: 30.01rem) {
        div {
          gap: 0.4rem;
        }
        button {
          min-height: 3.25rem;
          font-size: 1.5rem;
        }
      }
      /* A short phone: amount, keypad and button are in the window together. */
      @media (max-width: 40rem) and (min-height: 30.01rem) and (max-height: 45rem) {
        button {
          min-height: var(--target);
          padding: 0;
        }
      }
      @media (max-height: 30rem) {
        div {
          gap: 0.3rem;
        }
        button {
          min-height: var(--target);
          padding: 0;
          font-size: 1.25rem;
        }
      }
    `,
  ];

  protected override render() {
    const { words } = this.t;
    const beside = this.beside === '00' ? '00' : decimalSign(this.locale);
    return html`<div role="group" aria-label=${words.pad} @mousedown=${(event: Event) => event.preventDefault()}>
      ${digitKeys.map((key) => this.#key(key, key))}
      <button type="button" ?disabled=${this.disabled || !this.beside} aria-label=${this.beside === '00' ? '00' : words.padPoint}
        @click=${() => this.#press(this.beside ?? 'point')}>${beside}</button>
      ${this.#key('0', '0')}
      <button type="button" ?disabled=${this.disabled || this.empty} aria-label=${words.padBack}
        @click=${() => this.#press('back')}>${icon('erase', 26)}</button>
    </div>`;
  }

  #key(key: AmountKey, label: string) {
    return html`<button type="button" ?disabled=${this.disabled} @click=${() => this.#press(key)}>${label}</button>`;
  }

  #press(detail: AmountKey): void {
    this.dispatchEvent(new CustomEvent<AmountKey>('key', { detail }));
  }
}
