import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { lazyTexts } from '../language.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';

/** Asks before the permission for the terminal is revoked. Fires `confirmed` if the person agrees, and always `closed`. */
@customElement('ecr-forget-terminal-question')
export class EcrForgetTerminalQuestion extends EcrDialog {
  static override styles = [
    ...EcrDialog.styles,
    css`
      dialog {
        --dialog-width: 32rem;
      }
    `,
  ];

  protected override readonly titleId = 'ask';
  protected override readonly descriptionIds = 'consequence';

  protected override renderContent() {
    const texts = lazyTexts('settings').forget;
    return html`<div class="stack">
      <h2 id="ask">${texts.ask}</h2>
      <p id="consequence">${texts.consequence}</p>
      <div class="buttons">
        <button type="button" id="keep" data-first-focus @click=${this.close}>${texts.no}</button>
        <button type="button" id="forget-it" class="primary" @click=${this.#onConfirm}>${texts.yes}</button>
      </div>
    </div>`;
  }

  #onConfirm(): void {
    this.close();
    this.dispatchEvent(new Event('confirmed'));
  }
}
