import { css, html, nothing, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { deepFocus, EcrElement } from './ecr-element.ts';
import { openDialogs } from './open-dialogs.ts';

/**
 * A modal dialog over the darkened page. It opens when the element renders for the first time, and focuses the element
 * with `data-first-focus`. When it is closed or removed, the focus returns to where it was. Each dialog sets its width as
 * `--dialog-width`.
 */
export abstract class EcrDialog extends EcrElement {
  @query('dialog') private dialog!: HTMLDialogElement | null;
  #opener: HTMLElement | undefined;

  static override styles = [
    controls,
    cards,
    css`
      /* No box of its own: in a grid it would be a row, and the page would move when the dialog opens. */
      :host {
        display: contents;
      }
      dialog {
        width: min(var(--dialog-width), 100vw - 2 * var(--space-4));
        max-height: calc(100dvh - 2 * var(--space-4));
        padding: var(--space-5);
        overflow: auto;
        border: var(--edge) solid var(--line);
        border-radius: 1.125rem;
        background: var(--surface);
        box-shadow: var(--shadow);
        color: var(--text);
      }
      dialog::backdrop {
        background: var(--scrim);
      }
    `,
  ];

  /** The id of the heading. */
  protected readonly titleId: string = 'title';
  /** The ids of the elements that a screen reader reads after the heading. */
  protected readonly descriptionIds: string | undefined;

  protected abstract renderContent(): TemplateResult;

  /** False keeps the dialog open when a person presses Escape. */
  protected mayCancel(): boolean {
    return true;
  }

  /** Called once the dialog is closed. A dialog with other events than `closed` fires them here. */
  protected fireClosed(): void {
    this.dispatchEvent(new Event('closed'));
  }

  protected close(): void {
    this.dialog?.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#returnFocus();
  }

  protected override firstUpdated(): void {
    if (!this.dialog) return;
    this.#opener = deepFocus();
    this.dialog.showModal();
    openDialogs.add(this);
    this.renderRoot.querySelector<HTMLElement>('[data-first-focus]')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<dialog
      aria-labelledby=${this.titleId}
      aria-describedby=${this.descriptionIds ?? nothing}
      @cancel=${this.#onCancel}
      @close=${this.#onClose}
    >
      ${this.renderContent()}
    </dialog>`;
  }

  #onCancel(event: Event): void {
    if (!this.mayCancel()) event.preventDefault();
  }

  #onClose(): void {
    this.#returnFocus();
    this.fireClosed();
  }

  #returnFocus(): void {
    openDialogs.delete(this);
    this.#opener?.focus({ preventScroll: true });
    this.#opener = undefined;
  }
}
