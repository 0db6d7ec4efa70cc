import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type Appearance, appearances, chosenAppearance, chosenSound } from '../appearance.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';

/** The appearance and the sounds of the page in this browser. A choice applies at once, without a save button. */
@customElement('ecr-appearance-card')
export class EcrAppearanceCard extends EcrElement {
  static override styles = [controls, cards, fields];

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
      <label class="choice">
        <input type="checkbox" id="sound" .checked=${chosenSound.read() === 'on'} @change=${this.#onSound} />
        <span>${texts.sound}</span>
        <span class="hint">${texts.soundHint}</span>
      </label>
    </section>`;
  }

  #onSound(event: Event): void {
    chosenSound.choose((event.target as HTMLInputElement).checked ? 'on' : 'off');
  }

  #onAppearance(event: Event): void {
    chosenAppearance.choose((event.target as HTMLSelectElement).value as Appearance);
  }
}
