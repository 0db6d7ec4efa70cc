import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type Language, languageNames, languages } from '../../core/language.ts';
import { currentLanguage, lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';

/** Offers each language in its own name. Fires `language`. */
@customElement('ecr-language-step')
export class EcrLanguageStep extends EcrElement {
  static override styles = [controls, cards, fields];

  get language(): Language {
    return currentLanguage()?.language ?? 'en';
  }

  protected override render() {
    return html`<fieldset>
      <legend class="visually-hidden">${lazyTexts('first-run').guide.steps.language}</legend>
      ${languages.map(
        (each) => html`<label class="choice">
          <input
            type="radio"
            name="language"
            value=${each}
            .checked=${each === this.language}
            @change=${() => this.#choose(each)}
          />
          <span lang=${each}>${languageNames[each]}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #choose(detail: Language): void {
    this.dispatchEvent(new CustomEvent('language', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-language-step': EcrLanguageStep;
  }
}
