import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Language, languageNames, languages } from '../../core/language.ts';
import type { HostApi } from '../host-api.ts';
import { currentLanguage, lazyTexts } from '../language.ts';
import { diagnosticsHash } from '../page-address.ts';
import { formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { fields } from '../theme/fields.ts';
import { EcrPanel } from './ecr-panel.ts';

/** What people rarely need: the language, the customer's window and the diagnostics. Fires `language`. */
@customElement('ecr-menu')
export class EcrMenu extends EcrPanel {
  @property({ attribute: false }) hostApi!: HostApi;

  @state() private isBlocked = false;

  static override styles = [
    ...EcrPanel.styles,
    fields,
    css`
      dialog {
        --dialog-width: 22rem;
      }
      .content {
        display: grid;
        gap: var(--space-3);
        padding: 0 var(--space-3) var(--space-3);
      }
      .item {
        justify-content: flex-start;
        padding-inline: 0;
        border-color: transparent;
        background: none;
        color: var(--accent);
      }
      a {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-height: var(--target);
        font-weight: 600;
      }
    `,
  ];

  protected override renderContent() {
    const { words } = this.t;
    const current = currentLanguage()?.language;
    const select = html`<select id="language" @change=${this.#onLanguage}>
      ${languages.map(
        (each) =>
          html`<option value=${each} lang=${each} ?selected=${each === current}>${languageNames[each]}</option>`,
      )}
    </select>`;
    return html`<div class="panel">
      ${this.renderHead(words.appName)}
      <div class="content">
        ${formField({ id: 'language', label: words.language }, select)}
        <button type="button" id="customer-display" class="item" @click=${this.#openDisplay}>
          ${rareIcon('screen')} ${lazyTexts('customer-display').open}
        </button>
        <p role="status" class="hint" ?hidden=${!this.isBlocked}>${this.isBlocked ? lazyTexts('customer-display').blocked : ''}</p>
        <a href=${diagnosticsHash} @click=${() => this.close()}>${icon('info')} ${words.diagnostics}</a>
      </div>
    </div>`;
  }

  readonly #openDisplay = async (): Promise<void> => {
    this.isBlocked = !(await this.hostApi.openCustomerDisplay());
    if (!this.isBlocked) this.close();
  };

  #onLanguage(event: Event): void {
    const detail = (event.target as HTMLSelectElement).value as Language;
    this.dispatchEvent(new CustomEvent<Language>('language', { detail, bubbles: true, composed: true }));
  }
}
