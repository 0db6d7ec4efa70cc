import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PaymentRow, Snapshot } from '../../core/relay/snapshot.ts';
import { countText } from '../parts/count-text.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { InPieces } from '../parts/in-pieces.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationTexts } from './notification-texts.ts';
import { paymentRow } from './payment-row.ts';
import { tableStyles } from './table-styles.ts';
import { historyTexts } from './texts/history-texts.ts';

/** Drawn at first and with each press: a browser stays quick, and nobody reads more at once. */
const rowsShown = 50;
/** As many as are in sight when the screen is opened. */
const rowsAtOnce = 10;

/** Payments, newest first: a table, and on a phone one card each. */
@customElement('ecr-payment-list')
export class EcrPaymentList extends EcrElement {
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private shown = rowsShown;
  readonly #pieces = new InPieces(this, rowsAtOnce);

  static override styles = [controls, cards, tableStyles];

  protected override render() {
    const left = this.rows.length - this.shown;
    const more = Math.min(left, rowsShown);
    return html`${this.#table()}
    ${
      left > 0
        ? html`<div class="buttons">
            <button type="button" id="more-rows" @click=${this.#more}>
              ${fill(inLanguage(historyTexts).more, { count: countText(more, this.locale) })}
            </button>
          </div>`
        : ''
    }`;
  }

  #more(): void {
    this.shown += rowsShown;
  }

  /** Roles are written out because the phone's card layout (display: grid) would take the table's own away. */
  #table() {
    const { words } = this.t;
    const listed = inLanguage(notificationTexts);
    const head = [listed.time, words.order, words.amount, listed.outcome, listed.notification];
    const { details, list } = inLanguage(historyTexts);
    const wanted = Math.min(this.rows.length, this.shown);
    const drawn = this.#pieces.of(wanted);
    const context = {
      notifications: this.snapshot.notifications,
      texts: this.t,
      locale: this.locale,
      ask: (event: Event) => this.dispatchEvent(event),
    };
    return html`<table role="table" aria-label=${list} aria-busy=${drawn < wanted}>
      <thead role="rowgroup">
        <tr role="row">
          ${head.map((text, at) => html`<th role="columnheader" scope="col" class=${at === 2 ? 'end' : ''}>${text}</th>`)}
          <th role="columnheader" scope="col"><span class="visually-hidden">${details}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          this.rows.slice(0, drawn),
          ({ paymentId }) => paymentId,
          (row) => paymentRow(row, context),
        )}
      </tbody>
    </table>`;
  }
}
