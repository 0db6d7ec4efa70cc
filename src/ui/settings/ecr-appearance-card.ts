import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import {
  type Appearance,
  appearances,
  chosenAppearance,
  chosenEntry,
  chosenLargeAmount,
  chosenSound,
  largeAmounts,
} from '../appearance.ts';
import { countText, fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { switches } from './settings-styles.ts';

/** The appearance and the sounds of the page in this browser. A choice applies at once, without a save button. */
@customElement('ecr-appearance-card')
export class EcrAppearanceCard extends EcrElement {
  static override styles = [controls, cards, fields, switches];

  protected override render() {
    const texts = lazyTexts('settings').appearance;
    const chosen = chosenAppearance.read();
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${texts.title}</h2>
      ${formField(
        { id: 'appearance', label: texts.appearance, hint: texts.appearanceHint },
        html`<select id="appearance" aria-describedby="appearance-hint" @change=${this.#onAppearance}>
          ${appearances.map((each) => html`<option value=${each} ?selected=${each === chosen}>${texts[each]}</option>`)}
        </select>`,
      )}
      <label class="switch">
        <span><span class="label">${texts.sound}</span><span class="hint">${texts.soundHint}</span></span>
        <input type="checkbox" role="switch" id="sound" .checked=${chosenSound.read() === 'on'} @change=${this.#onSound} />
      </label>
      <label class="switch">
        <span><span class="label">${texts.cents}</span><span class="hint">${texts.centsHint}</span></span>
        <input type="checkbox" role="switch" id="cents" .checked=${chosenEntry.read() === 'cents'} @change=${this.#onEntry} />
      </label>
      ${formField(
        { id: 'large', label: texts.large, hint: texts.largeHint },
        html`<select id="large" aria-describedby="large-hint" @change=${this.#onLarge}>
          ${largeAmounts.map(
            (each) =>
              html`<option value=${each} ?selected=${each === chosenLargeAmount.read()}>${
                each === 'off'
                  ? texts.largeOff
                  : fill(texts.largeFrom, { amount: countText(Number(each), this.locale) })
              }</option>`,
          )}
        </select>`,
      )}
    </section>`;
  }

  #onSound(event: Event): void {
    chosenSound.choose((event.target as HTMLInputElement).checked ? 'on' : 'off');
  }

  #onEntry(event: Event): void {
    chosenEntry.choose((event.target as HTMLInputElement).checked ? 'cents' : 'decimal');
  }

  #onLarge(event: Event): void {
    chosenLargeAmount.choose((event.target as HTMLSelectElement).value as (typeof largeAmounts)[number]);
  }

  #onAppearance(event: Event): void {
    chosenAppearance.choose((event.target as HTMLSelectElement).value as Appearance);
  }
}
