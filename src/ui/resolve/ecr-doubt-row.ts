import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { ageText, fill, plural, timeText } from '../format.ts';
import { signedMoney } from '../model/operations.ts';
import { ResolveEvent, toDoubtfulPayment, unresolved } from '../model/payment-events.ts';
import { needsHash } from '../page-address.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { controls } from '../theme/controls.ts';

/**
 * The newest payment that a person must check, in one low row, and the number of the others. It stands beside the form, so
 * it must not push the amount or the keypad out of a phone's window.
 */
@customElement('ecr-doubt-row')
export class EcrDoubtRow extends EcrElement {
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [
    controls,
    css`
      section {
        display: flex;
        gap: 0 var(--space-2);
        align-items: center;
        padding: 0 var(--space-3);
        border: 1px solid var(--warn-line);
        border-radius: var(--radius-small);
        background: var(--warn-soft);
        color: var(--warn);
      }
      p {
        display: flex;
        flex: 1 1 7rem;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        align-items: baseline;
        margin: 0;
        min-height: var(--target);
        align-content: center;
        line-height: 1.25;
      }
      strong {
        font-size: 1.125rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .why {
        font-weight: 600;
      }
      button,
      a {
        display: inline-flex;
        align-items: center;
        min-width: var(--target);
        min-height: var(--target);
        padding: 0 var(--space-1);
        border-color: transparent;
        background: none;
        color: inherit;
        font-size: 1rem;
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 0.2em;
        white-space: nowrap;
      }
      @media (max-width: 40rem), (max-height: 30rem) {
        section {
          gap: 0 var(--space-1);
          padding: 0 var(--space-2);
        }
        p {
          flex-basis: 6rem;
        }
        svg,
        .when {
          display: none;
        }
        .why,
        button,
        a {
          font-size: var(--text-small);
        }
      }
    `,
  ];

  constructor() {
    super();
    new PeriodicRender(this, 10_000);
  }

  protected override render() {
    const [row, ...others] = unresolved(this.snapshot);
    if (!row) return nothing;
    const { plurals } = this.t;
    return html`<section aria-labelledby="title">
      <h2 id="title" class="visually-hidden">${plural(plurals.unresolved, others.length + 1, this.locale)}</h2>
      ${icon('question')} ${this.#row(row)}
      ${others.length > 0 ? html`<a href=${needsHash}>${plural(plurals.more, others.length, this.locale)}</a>` : ''}
    </section>`;
  }

  #row(row: PaymentRow) {
    const { words, resolver } = this.t;
    const sum = signedMoney(row, this.locale);
    const time = timeText(row.createdAt, Date.now(), this.locale);
    const order = fill(words.orderIs, { order: row.orderId });
    const onCheck = () => this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(row)));
    return html`<p>
        <strong>${sum}</strong> <span class="why">${resolver.notCertain}</span>
        <span class="when">${time}, ${ageText(row.createdAt, Date.now(), this.locale)}</span>
      </p>
      <button type="button" class="check" aria-label="${resolver.check}: ${sum}, ${time}, ${order}" @click=${onCheck}
      >${resolver.check}</button>`;
  }
}
