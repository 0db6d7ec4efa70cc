import './ecr-forget-terminal-question.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CallResult, ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Revokes the browser's permission for the terminal, after a confirmation. */
@customElement('ecr-forget-terminal-card')
export class EcrForgetTerminalCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private working = false;
  @state() private result: CallResult<'forgetTerminal'>['how'] | 'call-failed' | undefined;
  @state() private asking = false;

  static override styles = [
    controls,
    cards,
    css`
      .said {
        display: flex;
        gap: var(--space-2);
        font-weight: 600;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('settings').forget;
    const { payment } = this.snapshot;
    const isPaying = payment !== undefined && payment.phase !== 'finished';
    return html`<section class="card stack" aria-labelledby="title">
        <h2 id="title">${texts.title}</h2>
        <p>${texts.what}</p>
        <div class="buttons">
          <button type="button" id="forget" ?disabled=${isPaying || this.working} @click=${this.#onForget}>
            ${this.working ? texts.forgetting : texts.button}
          </button>
        </div>
        ${isPaying ? html`<p class="muted" id="running">${texts.running}</p>` : ''}
        <p role="status" ?hidden=${!this.result}>${this.#renderResult()}</p>
      </section>
      ${
        this.asking
          ? html`<ecr-forget-terminal-question @confirmed=${this.#onConfirm} @closed=${this.#onClose}></ecr-forget-terminal-question>`
          : ''
      }`;
  }

  #renderResult() {
    if (!this.result) return '';
    const isForgotten = this.result === 'forgotten';
    const text =
      this.result === 'call-failed'
        ? this.t.words.callFailed
        : lazyTexts('settings').forget.ended[this.result];
    return html`<span class="said ${isForgotten ? 'good' : 'bad'}"
      >${icon(isForgotten ? 'check' : 'warning')} <span>${text}</span></span
    >`;
  }

  #onForget(): void {
    this.result = undefined;
    this.asking = true;
  }

  #onClose(): void {
    this.asking = false;
  }

  async #onConfirm(): Promise<void> {
    this.working = true;
    try {
      this.result = (await this.connector.forgetTerminal({})).how;
    } catch {
      this.result = 'call-failed';
    } finally {
      this.working = false;
    }
  }
}
