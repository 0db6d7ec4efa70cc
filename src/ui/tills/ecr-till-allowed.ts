import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { lazyTexts } from '../language.ts';
import { isRunning } from '../model/payment-events.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { tillOrigin, tillPair, tillStyles } from './till-parts.ts';

/** Says that a till is allowed. It lies over the screen and blocks nothing. Fires `closed`. */
@customElement('ecr-till-allowed')
export class EcrTillAllowed extends EcrElement {
  @property() origin = '';
  /** A screen reader announces what is added to a status, not what the status begins with. */
  @state() private isAnnounced = false;

  static override styles = [
    controls,
    cards,
    tillStyles,
    css`
      :host {
        position: fixed;
        inset: calc(var(--bar) + var(--space-4)) var(--space-4) auto;
        z-index: 1;
        width: min(30rem, 100% - 2 * var(--space-4));
        margin-inline: auto;
      }
      .card {
        box-shadow: 0 8px 40px rgb(0 0 0 / 25%);
      }
      h2 {
        font-size: 1.5rem;
      }
      @media (max-height: 30rem) {
        .card {
          padding: var(--space-3) var(--space-4);
        }
        .stack {
          gap: var(--space-2);
        }
        .pair {
          display: none;
        }
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => {
      this.isAnnounced = true;
    });
  }

  protected override render() {
    return html`<section class="card" role="status">${this.isAnnounced ? this.#renderContent() : ''}</section>`;
  }

  #renderContent() {
    const texts = lazyTexts('tills');
    return html`<div class="stack">
      ${tillPair}
      <div>
        <h2>${texts.doneTitle}</h2>
        <p class="muted">${texts.done}</p>
      </div>
      ${tillOrigin(this.origin)}
      <button type="button" id="understood" @click=${() => this.dispatchEvent(new Event('closed'))}>${texts.understood}</button>
    </div>`;
  }
}

/** Says that a till is allowed, until a person closes it or a payment runs: then its own screen says what happens. */
export function showTillAllowed(
  origin: string,
  subscribe: (listener: (now: Snapshot) => void) => () => void,
): void {
  const element = new EcrTillAllowed();
  element.origin = origin;
  let unsubscribe = (): void => {};
  const close = (): void => {
    unsubscribe();
    element.remove();
  };
  element.addEventListener('closed', close);
  document.body.append(element);
  unsubscribe = subscribe((now) => {
    if (isRunning(now)) close();
  });
  // The first snapshot may already show a payment.
  if (!element.isConnected) unsubscribe();
}
