import './ecr-refund-dialog.ts';
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { SaleRefunds } from '../../core/connector-api/sale-refunds.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { controls } from '../theme/controls.ts';
import { isRefundedInFull, mayBeRefunded, type PaymentFacts, readRefunds } from './sale-facts.ts';

/** The button that begins a refund of a sale, and the question that it opens. Fires `changed` when the sale is to be read again. */
@customElement('ecr-refund-part')
export class EcrRefundPart extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) facts!: PaymentFacts;
  /** True: the question opens at once. */
  @property({ attribute: false }) asks = false;

  /** What is left of the sale, read when the question opened. */
  @state() private asked: SaleRefunds | 'failed' | undefined;
  private isReading = false;

  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      button {
        flex: 1 1 auto;
        min-height: var(--target-large);
        padding-inline: var(--space-5);
      }
    `,
  ];

  protected override firstUpdated(): void {
    if (this.asks && mayBeRefunded(this.facts.story.row)) void this.#open();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('asks') && this.asks && changed.get('asks') === false) void this.#open();
  }

  protected override render() {
    const { refund } = lazyTexts('payments');
    if (!mayBeRefunded(this.facts.story.row)) return '';
    return html`${
      isRefundedInFull(this.facts)
        ? ''
        : html`<button type="button" id="refund" @click=${this.#open}>
        ${icon('back')} ${refund.open}
      </button>`
    }
      ${
        this.asked
          ? html`<ecr-refund-dialog
              .connector=${this.connector}
              .snapshot=${this.snapshot}
              .sale=${this.facts.story.row}
              .refunds=${this.asked}
              .linked=${this.facts.linked}
              @closed=${this.#onClosed}
            ></ecr-refund-dialog>`
          : ''
      }`;
  }

  /** Reads what is left again: another till may have refunded a part meanwhile. */
  readonly #open = async (): Promise<void> => {
    if (this.isReading) return;
    this.isReading = true;
    this.asked = (await readRefunds(this.connector, this.facts.story.row.orderId)) ?? 'failed';
    this.isReading = false;
  };

  readonly #onClosed = (): void => {
    this.asked = undefined;
    this.dispatchEvent(new Event('changed'));
  };
}
