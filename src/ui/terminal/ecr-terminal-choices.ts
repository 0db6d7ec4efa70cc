import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { notes } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';

/** Shows which of several devices is the terminal, and where a person can change this choice. */
@customElement('ecr-among-devices')
export class EcrAmongDevices extends EcrElement {
  @property({ attribute: false }) among: NonNullable<TerminalStatus['among']> = [];

  static override styles = [
    notes,
    css`
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      p + p {
        margin-top: var(--space-2);
      }
    `,
  ];

  protected override render() {
    const { among } = this;
    const texts = lazyTexts('find').among;
    const answering = among.filter(({ heard }) => heard === 'answers').length;
    const port = among.find(({ taken }) => taken)?.description;
    const inUse = among.filter(({ heard }) => heard === 'in-use').map(({ description }) => description);
    const text = answering > 1 ? texts.severalAnswer : answering === 0 && port ? texts.noneAnswers : '';
    const count = answering > 1 ? answering : among.length;
    return html`${text ? html`<p class="said">${fill(text, { count, port: port ?? '' })}</p>` : ''}
      ${inUse.length > 0 ? html`<p class="in-use">${fill(texts.inUse, { ports: inUse.join(', ') })}</p>` : ''}`;
  }
}

/** Chooses the script of the simulated terminal. The names of the scripts are the same in every language. */
@customElement('ecr-script-choice')
export class EcrScriptChoice extends EcrElement {
  @property({ attribute: false }) scripts: readonly string[] = [];
  @property() chosen = '';

  static override styles = [controls, fields];

  protected override render() {
    return formField(
      { id: 'script', label: lazyTexts('find').script.scenario },
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
