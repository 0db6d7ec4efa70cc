import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SettingsTexts } from '../../texts/en/settings.ts';
import { fill, plural } from '../format.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import type { ChangeWords } from './leave-question.ts';

/** So many changes are listed; of further ones there is the number. */
const listed = 4;

/** Asks what becomes of unsaved changes. Fires `save` or `discard`, or `closed` if the person stays. */
@customElement('ecr-leave-question')
export class EcrLeaveQuestion extends EcrDialog {
  @property({ attribute: false }) texts!: SettingsTexts['changes'];
  @property({ attribute: false }) changes: readonly ChangeWords[] = [];

  static override styles = [
    ...EcrDialog.styles,
    css`
      dialog {
        --dialog-width: 32rem;
      }
      ul {
        margin: 0;
        padding-inline-start: 1.25rem;
      }
      ul:has(> :only-child) {
        padding: 0;
        list-style: none;
      }
      .decide {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
        gap: var(--space-3);
      }
      .decide button {
        min-height: var(--target-large);
      }
      .quiet {
        border-color: transparent;
        background: none;
        color: var(--accent);
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

  protected override readonly titleId = 'ask';
  protected override readonly descriptionIds = 'what';

  protected override renderContent() {
    const { texts, changes } = this;
    const more = changes.length - listed;
    return html`<div class="stack">
      <h2 id="ask">${texts.leaveTitle}</h2>
      <ul id="what" class="muted">
        ${changes.slice(0, listed).map((change) => html`<li>${this.#line(change)}</li>`)}
        ${more > 0 ? html`<li>${plural(this.t.plurals.more, more, this.locale)}</li>` : ''}
      </ul>
      <div class="decide">
        <button type="button" id="leave-unsaved" @click=${() => this.#fire('discard')}>${texts.leaveUnsaved}</button>
        <button type="button" id="leave-saved" class="primary" data-first-focus @click=${() => this.#fire('save')}>${texts.save}</button>
      </div>
      <button type="button" id="stay" class="quiet" @click=${this.close}>${texts.stay}</button>
    </div>`;
  }

  #line({ label, from, to }: ChangeWords) {
    if (to === undefined) return fill(this.texts.leaveSecret, { label });
    const [before = '', after = ''] = fill(this.texts.becomes, { label, from: from ?? '' }).split('{to}');
    return html`${before}<strong>${to}</strong>${after}`;
  }

  #fire(what: 'save' | 'discard'): void {
    this.dispatchEvent(new Event(what));
  }
}
