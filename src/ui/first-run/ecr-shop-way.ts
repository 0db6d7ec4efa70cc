import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoundHipayProgram, SetupLook } from '../../core/connector-api/first-setup.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards, folds, notes } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { factStyles, facts } from './facts.ts';

/** Offers the ways to set a shop up. Fires `take-over`, `trial` and `account`. */
@customElement('ecr-shop-way')
export class EcrShopWay extends EcrElement {
  /** Undefined while the sidecar looks, or if it does not answer. */
  @property({ attribute: false }) look: SetupLook | undefined;
  @property({ attribute: false }) isLooking = false;
  /** True: the connector was tried already. */
  @property({ attribute: false }) isTried = false;
  @property({ attribute: false }) saving = false;

  static override styles = [
    controls,
    cards,
    folds,
    notes,
    fields,
    factStyles,
    css`
      .ways {
        display: grid;
        gap: var(--space-4);
      }
      .ways button {
        width: 100%;
        min-height: 3.5rem;
      }
      .commands {
        margin-block: var(--space-2) 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('shop-guide');
    const { look } = this;
    const found = look?.hipayProgram;
    const isTrialMain = !this.isLooking && (found === undefined || found.fault !== undefined);
    return html`<div class="stack">
      ${found ? this.#found(found) : ''}
      <p role="status" class="muted" ?hidden=${!this.isLooking}>${texts.looking}</p>
      <div class="ways">
        <div class="field" ?hidden=${this.isTried}>
          <button
            type="button"
            id="trial"
            class=${isTrialMain ? 'primary' : ''}
            ?disabled=${this.saving}
            aria-describedby="trial-hint"
            @click=${() => this.#fire('trial')}
          >
            ${icon('flask')} ${texts.trial}
          </button>
          <p class="hint" id="trial-hint">${texts.trialHow}</p>
        </div>
        <div class="field">
          <button
            type="button"
            id="account"
            ?disabled=${this.saving}
            aria-describedby="account-hint"
            @click=${() => this.#fire('account')}
          >
            ${icon('card')} ${texts.account}
          </button>
          <p class="hint" id="account-hint">${texts.accountHow}</p>
        </div>
      </div>
    </div>`;
  }

  #found({ path, fault, login, environment, contracts, localPort, tillUser, switchOff }: FoundHipayProgram) {
    const texts = lazyTexts('shop-guide');
    return html`<section aria-labelledby="found">
      <h2 id="found">${texts.found}</h2>
      ${
        fault === undefined
          ? html`<p>${texts.foundHow}</p>
              ${facts([
                [texts.file, path],
                [texts.login, login],
                [texts.environment, environment],
                [texts.contracts, contracts.join(', ')],
                [texts.port, localPort],
                [texts.tillUser, tillUser],
              ])}`
          : html`<p class="error">${icon('warning')} ${fill(texts.foundFault, { fault })}</p>`
      }
      <details ?open=${fault === undefined}>
        <summary>${texts.switchOff}</summary>
        <p>${texts.switchOffHow}</p>
        ${switchOff.map((command) => html`<p class="commands"><code>${command}</code></p>`)}
      </details>
      ${
        fault === undefined
          ? html`<div class="buttons">
              <button
                type="button"
                id="take-over"
                class="primary"
                ?disabled=${this.saving}
                @click=${() => this.#fire('take-over')}
              >
                ${texts.takeOver}
              </button>
            </div>`
          : ''
      }
    </section>`;
  }

  #fire(name: 'take-over' | 'trial' | 'account'): void {
    this.dispatchEvent(new Event(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-shop-way': EcrShopWay;
  }
}
