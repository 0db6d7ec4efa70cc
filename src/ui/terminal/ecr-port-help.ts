import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import type { PortChoice } from '../surroundings.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notes } from '../theme/notes.ts';

/**
 * What to look at when no terminal was chosen. Not an error: most people close the list because theirs is not in it.
 * Fires `ask-again` (detail: which ports to show) and `close`.
 */
@customElement('ecr-port-help')
export class EcrPortHelp extends EcrElement {
  @property({ attribute: false }) choice: Exclude<PortChoice, 'chosen'> = 'cancelled';
  /** Whether being in the group of serial ports is a question here. */
  @property({ type: Boolean }) dialout = false;

  static override styles = [controls, cards, notes];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h3')?.focus();
  }

  protected override render() {
    const { words } = this.t;
    return html`<section aria-labelledby="help">
      ${this.#heading()}
      ${
        this.choice === 'unsupported'
          ? ''
          : html`<ul>
                <li>${words.helpCable}</li>
                <li>${words.helpMenu}</li>
                <li>${words.helpOther}</li>
                ${this.dialout ? html`<li>${words.helpLinux}</li>` : ''}
              </ul>
              <p class="muted">${words.helpAll}</p>`
      }
      <div class="buttons">
        ${
          this.choice === 'unsupported'
            ? ''
            : html`<button type="button" @click=${() => this.#askAgain('terminals')}>${words.tryAgain}</button>
                <button type="button" @click=${() => this.#askAgain('all')}>${words.showAllPorts}</button>`
        }
        <button type="button" @click=${() => this.dispatchEvent(new Event('close'))}>${words.close}</button>
      </div>
    </section>`;
  }

  #heading() {
    const { words } = this.t;
    const [title, what] =
      this.choice === 'cancelled'
        ? [words.portCancelled, words.portCancelledWhat]
        : this.choice === 'unsupported'
          ? [words.portUnsupported, words.portUnsupportedWhat]
          : [words.portFailed, this.choice.failed];
    return html`<h3 id="help" tabindex="-1">${icon('info')} ${title}</h3>
      <p>${what}</p>`;
  }

  #askAgain(which: 'terminals' | 'all'): void {
    this.dispatchEvent(new CustomEvent('ask-again', { detail: which }));
  }
}
