import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CurrencyTotals, HistoryTotals, Sum } from '../../core/history/history-totals.ts';
import { contractGroups, outcomeKeys } from '../../core/history/money-fate.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { moneyText, plural } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { contractLabels, outcomeLabels } from './csv-words.ts';

export const totalsStyles = css`
  :host,
  .block {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  /* As many columns as fit. A long amount takes two columns, because a person may misread an amount on two lines. */
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    margin: 0;
  }
  .figures > div {
    flex: 1 1 10.5rem;
    max-width: 21rem;
    padding: var(--space-3) var(--space-4);
    border: 1px solid transparent;
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
  }
  .figures > .warn {
    border-color: var(--warn-line);
    background: var(--warn-soft);
  }
  .warn dt,
  .warn .money {
    color: var(--warn);
  }
  h2 {
    font-size: 1.0625rem;
  }
  dt {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  dd {
    margin: 0;
  }
  .money {
    display: block;
    font-size: var(--text-large);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .main .money {
    font-size: 1.625rem;
  }
  @media (min-width: 40rem) {
    .figures > .main {
      flex-basis: 21rem;
    }
  }
  .count {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  @media (max-width: 30rem) {
    .figures {
      gap: var(--space-2);
    }
    .figures > div {
      flex-basis: calc(50% - var(--space-2));
      max-width: none;
      padding: var(--space-2) var(--space-3);
    }
    .money {
      font-size: 1.0625rem;
    }
    .figures > .main {
      flex-basis: 100%;
    }
    td .count {
      display: block;
    }
    table {
      font-size: var(--text-small);
      overflow-wrap: anywhere;
    }
  }
  summary {
    min-height: var(--target);
    padding-block: var(--space-3);
    color: var(--accent);
    font-weight: 600;
    cursor: pointer;
  }
  .tables {
    display: grid;
    min-width: 0;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr));
    gap: var(--space-5);
    align-items: start;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption {
    padding-bottom: var(--space-2);
    font-weight: 600;
    text-align: start;
  }
  th,
  thead td,
  tbody td {
    padding: var(--space-2) 0;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  .end {
    padding-inline-start: var(--space-3);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .hint {
    margin-top: var(--space-2);
    font-size: var(--text-small);
  }
`;

interface SumRow {
  readonly name: string;
  readonly sums: readonly Sum[];
}

/** The totals of a period, one block per currency: amounts of different currencies are never added. */
@customElement('ecr-totals')
export class EcrTotals extends EcrElement {
  @property({ attribute: false }) totals!: HistoryTotals;

  static override styles = [controls, cards, totalsStyles];

  protected override render() {
    const { currencies } = this.totals;
    return currencies.map((each) => this.#renderCurrency(each, currencies.length > 1));
  }

  #renderCurrency(totals: CurrencyTotals, hasHeading: boolean) {
    const texts = lazyTexts('payments').history;
    const { currency, fates } = totals;
    const money = (minor: number) => moneyText(minor, currency, this.locale);
    return html`<section class="block" aria-label="${texts.figures} ${currency}">
      ${hasHeading ? html`<h2>${currency}</h2>` : ''}
      <dl class="figures">
        ${this.#renderFigure(texts.paid, money(fates.paid.minor), fates.paid.count, 'main')}
        ${
          fates.refunded.count > 0
            ? html`${this.#renderFigure(texts.refunded, `−${money(fates.refunded.minor)}`, fates.refunded.count)}
                ${this.#renderFigure(texts.net, money(totals.netMinor), undefined)}`
            : ''
        }
        ${this.#figureIfAny(texts.reserved, fates.reserved, currency)}
        ${this.#figureIfAny(texts.unknown, fates.unknown, currency, 'warn')}
        ${this.#figureIfAny(texts.unknownBack, fates['unknown-back'], currency, 'warn')}
        ${fates['not-paid'].count > 0 ? this.#renderFigure(texts.notPaid, '', fates['not-paid'].count) : ''}
        ${fates.running.count > 0 ? this.#renderFigure(texts.running, '', fates.running.count) : ''}
      </dl>
      <details>
        <summary>${texts.byOutcome}, ${texts.byContract.toLocaleLowerCase(this.locale)}</summary>
        <div class="tables">${this.#renderOutcomes(totals)} ${this.#renderContracts(totals)}</div>
      </details>
    </section>`;
  }

  #figureIfAny(name: string, sum: Sum, currency: CurrencyCode, kind = '') {
    if (sum.count === 0) return '';
    return this.#renderFigure(name, moneyText(sum.minor, currency, this.locale), sum.count, kind);
  }

  #renderFigure(name: string, money: string, count: number | undefined, kind = '') {
    const many = count === undefined ? '' : plural(this.t.plurals.payments, count, this.locale);
    return html`<div class=${kind}>
      <dt>${name}</dt>
      <dd>
        <span class="money">${money || many}</span>
        ${money && many ? html`<span class="count">${many}</span>` : ''}
      </dd>
    </div>`;
  }

  #renderOutcomes({ outcomes, currency }: CurrencyTotals) {
    const texts = lazyTexts('payments').history;
    const labels = { ...outcomeLabels(this.t), RUNNING: this.t.words.inProgress };
    const rows = outcomeKeys.map((key) => ({
      name: labels[key],
      sums: [outcomes[key].sale, outcomes[key].hold, outcomes[key].back],
    }));
    return this.#renderTable(texts.byOutcome, [texts.sales, texts.reserved, texts.backs], rows, currency);
  }

  #renderContracts({ contracts, currency }: CurrencyTotals) {
    const texts = lazyTexts('payments').history;
    const labels = contractLabels(texts);
    const rows = contractGroups.map((group) => ({
      name: labels[group],
      sums: [contracts[group].paid, contracts[group].refunded],
    }));
    const hasEither = contracts.either.paid.count + contracts.either.refunded.count > 0;
    return html`<div>
      ${this.#renderTable(texts.byContract, [texts.paid, texts.refunded], rows, currency)}
      ${hasEither ? html`<p class="muted hint">${texts.eitherHint}</p>` : ''}
    </div>`;
  }

  /** Omits rows and columns without payments. The last column contains refunds and cancellations. */
  #renderTable(caption: string, heads: readonly string[], all: readonly SumRow[], currency: CurrencyCode) {
    const rows = all.filter(({ sums }) => sums.some(({ count }) => count > 0));
    if (rows.length === 0) return '';
    const last = heads.length - 1;
    const usedColumns = heads
      .map((_, column) => column)
      .filter((column) => column === 0 || rows.some(({ sums }) => (sums[column]?.count ?? 0) > 0));
    return html`<table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${usedColumns.map((column) => html`<th scope="col" class="end">${heads[column]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, sums }) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${usedColumns.map((column) => this.#renderCell(sums[column], column === last, currency))}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #renderCell(sum: Sum | undefined, isBack: boolean, currency: CurrencyCode) {
    if (!sum || sum.count === 0) return html`<td class="end muted">–</td>`;
    return html`<td class="end">
      ${isBack ? '−' : ''}${moneyText(sum.minor, currency, this.locale)}<span class="count"> × ${sum.count}</span>
    </td>`;
  }
}
