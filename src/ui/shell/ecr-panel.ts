import { css, html } from 'lit';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';

/** A panel below the right end of the bar. Escape, its cross and a press beside it close it. */
export abstract class EcrPanel extends EcrDialog {
  static override styles = [
    ...EcrDialog.styles,
    css`
      dialog {
        --dialog-width: 30rem;
        margin: calc(var(--bar) + var(--space-2)) var(--space-3) auto auto;
        padding: 0;
        max-height: calc(100dvh - var(--bar) - var(--space-5));
        border-radius: 1.125rem;
      }
      .panel {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        padding: var(--space-3);
      }
      .head {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
        padding-inline-start: var(--space-3);
      }
      .close {
        border-color: transparent;
        background: none;
        padding: 0;
        width: var(--target);
      }
      @media (max-width: 40rem) and (min-height: 30.01rem) {
        dialog {
          width: 100vw;
          max-width: 100vw;
          margin: auto 0 0;
          border-radius: 1.25rem 1.25rem 0 0;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.#onPress);
  }

  protected renderHead(title: string) {
    return html`<div class="head">
      <h2 id="title">${title}</h2>
      <button type="button" class="close" data-first-focus aria-label=${this.t.words.close} @click=${() => this.close()}>
        ${icon('cross', 24)}
      </button>
    </div>`;
  }

  /** A press beside the content is one on the dialog itself. */
  readonly #onPress = (event: Event): void => {
    if (event.composedPath()[0] instanceof HTMLDialogElement) this.close();
  };
}
