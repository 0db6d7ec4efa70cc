import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { EcrDialog } from './ecr-dialog.ts';
import { icon } from './icon.ts';

/** Placeholder for a part of the page that is loading or failed to load. Fires `retry`, `closed`, `reload-page`. */
@customElement('ecr-load-failed')
export class EcrLoadFailed extends EcrDialog {
  @property({ type: Boolean }) loading = false;
  /** True if the part is a dialog; then the message is a dialog too. */
  @property({ type: Boolean }) over = false;
  /** True after a second failure: then a reload of the page is offered, because a new version may have replaced its files. */
  @property({ type: Boolean }) again = false;

  static override styles = [
    ...EcrDialog.styles,
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

  protected override render() {
    if (this.loading) return html`<p class="waiting" role="status">${this.t.words.loading}</p>`;
    if (!this.over) return html`<section class="card stack" role="alert">${this.#renderMessage()}</section>`;
    return super.render();
  }

  protected override renderContent() {
    return html`<div class="stack">${this.#renderMessage()}</div>`;
  }

  #renderMessage() {
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
            ? html`<button type="button" id="close-part" @click=${this.close}>${words.close}</button>`
            : ''
        }
      </div>`;
  }

  #fire(name: 'retry' | 'reload-page'): void {
    this.dispatchEvent(new Event(name, { bubbles: true, composed: name === 'reload-page' }));
  }
}
