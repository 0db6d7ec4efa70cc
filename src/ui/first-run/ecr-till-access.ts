import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lazyTexts } from '../language.ts';
import { copyText } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards, notes } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { factStyles, facts } from './facts.ts';

/** Shows the address, the user name and the password for the till's program. The page does not store the password. */
@customElement('ecr-till-access')
export class EcrTillAccess extends EcrElement {
  @property({ attribute: false }) address = '';
  @property({ attribute: false }) user = '';
  /** Undefined if the till keeps the password that it has. */
  @property({ attribute: false }) password: string | undefined;

  @state() private copying: 'copied' | 'not-copied' | undefined;

  static override styles = [controls, cards, notes, factStyles];

  protected override render() {
    const texts = lazyTexts('shop-guide');
    const { password } = this;
    return html`<section aria-labelledby="till">
      <h2 id="till">${texts.till}</h2>
      <p>${password === undefined ? texts.tillSame : texts.tillHow}</p>
      ${facts([
        [texts.url, this.address],
        [texts.user, this.user],
        [texts.password, password],
      ])}
      ${
        password === undefined
          ? ''
          : html`<div class="buttons">
                <button type="button" id="copy-password" @click=${this.#copy}>
                  ${texts.copy}<span class="visually-hidden">: ${texts.password}</span>
                </button>
              </div>
              <p role="status">
                ${this.copying === 'copied' ? texts.copied : this.copying ? texts.notCopied : ''}
              </p>`
      }
    </section>`;
  }

  #copy = async (): Promise<void> => {
    this.copying = (await copyText(this.password ?? '')) ? 'copied' : 'not-copied';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-till-access': EcrTillAccess;
  }
}
