import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { cards } from '../theme/cards.ts';
import { controls, dialogs } from '../theme/controls.ts';
import { EcrElement } from './ecr-element.ts';
import { icon } from './icon.ts';

/** Stands where a part of the page belongs that is on its way or did not come. Fires `retry`, `closed`, `reload-page`. */
@customElement('ecr-load-failed')
export class EcrLoadFailed extends EcrElement {
  @property({ type: Boolean }) loading = false;
  /** In front of the page: what was asked for is a dialogue. */
  @property({ type: Boolean }) over = false;
  /** It failed before: the whole page has to be loaded again, perhaps the program has been replaced. */
  @property({ type: Boolean }) again = false;

  static override styles = [
    controls,
    cards,
    dialogs,
    css`
      dialog {
        --dialog-width: 28rem;
      }
      .waiting {
        padding: var(--space-7);
        color: var(--text-muted);
        text-align: center;
      }
    `,
  ];

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    if (this.loading) return html`<p class="waiting" role="status">${this.t.words.loading}</p>`;
    if (!this.over) return html`<section class="card stack" role="alert">${this.#said()}</section>`;
    return html`<dialog aria-labelledby="title" @close=${() => this.#fire('closed')}>
      <div class="stack">${this.#said()}</div>
    </dialog>`;
  }

  #said() {
    const { words } = this.t;
    return html`<h2 id="title" tabindex="-1">${icon('warning')} ${words.partMissing}</h2>
      <p>${this.again ? words.partMissingReload : words.partMissingTodo}</p>
      <div class="buttons">
        <button type="button" id="retry" class="primary" @click=${() => this.#fire('retry')}>${words.tryAgain}</button>
        ${
          this.again
            ? html`<button type="button" id="reload-page" @click=${() => this.#fire('reload-page')}>${words.reload}</button>`
            : ''
        }
        ${
          this.over
            ? html`<button type="button" id="close-part" @click=${() => this.#fire('closed')}>${words.close}</button>`
            : ''
        }
      </div>`;
  }

  #fire(name: 'retry' | 'closed' | 'reload-page'): void {
    this.dispatchEvent(new Event(name, { bubbles: true, composed: name === 'reload-page' }));
  }
}
