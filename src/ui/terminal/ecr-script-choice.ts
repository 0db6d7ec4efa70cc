import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { inLanguage } from '../texts/in-language.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { scriptChoiceTexts } from './script-choice-texts.ts';

/** Which script the simulated terminal follows. Names are the simulator's own: they are the same in every language. */
@customElement('ecr-script-choice')
export class EcrScriptChoice extends EcrElement {
  @property({ attribute: false }) scripts: readonly string[] = [];
  @property() chosen = '';

  static override styles = [controls, fields];

  protected override render() {
    return formField(
      { id: 'script', label: inLanguage(scriptChoiceTexts).scenario },
      html`<select id="script" @change=${this.#choose}>
        ${this.scripts.map((name) => html`<option value=${name} ?selected=${name === this.chosen}>${name}</option>`)}
      </select>`,
    );
  }

  #choose(event: Event): void {
    const detail = (event.target as HTMLSelectElement).value;
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }
}
