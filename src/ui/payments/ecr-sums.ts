import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CurrencyTotals, HistoryTotals, Sum } from '../../core/history/history-totals.ts';
import { moneyText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';

/** The totals of a period, one line a currency: amounts of different currencies are never added. */
@customElement('ecr-sums')
export class EcrSums extends EcrElement {
  @property({ attribute: false }) totals!: HistoryTotals;

  static override styles = css`
    :host {
      display: grid;
      min-width: 0;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-6);
      align-items: baseline;
      margin: 0;
      padding-block: var(--space-1);
    }
    div {
      display: flex;
      gap: var(--space-2);
      align-items: baseline;
    }
    dt {
      color: var(--text-muted);
    }
    dd {
      margin: 0;
      font-size: 1.125rem;
      font-variant-numeric: tabular-nums;
      font-weight: 700;
      white-space: nowrap;
    }
    .net dd {
      font-size: 1.375rem;
    }
    @media (max-width: 44rem) {
      dl {
        gap: 0.1rem var(--space-4);
        justify-content: space-between;
      }
      div {
        flex-direction: column;
        gap: 0;
      }
      dt {
        font-size: 0.8125rem;
      }
      dd,
      .net dd {
        font-size: 1.0625rem;
      }
    }
  `;

  protected override render() {
    return this.totals.currencies.map((each) => this.#line(each));
  }

  #line({ currency, fates, netMinor }: CurrencyTotals) {
    const { history, list } = lazyTexts('payments');
    const money = (minor: number) => moneyText(minor, currency, this.locale);
    const figure = (name: string, value: string, kind = '') =>
      html`<div class=${kind}><dt>${name}</dt><dd>${value}</dd></div>`;
    const ifAny = (name: string, { count, minor }: Sum, sign = '') =>
      count > 0 ? figure(name, `${sign}${money(minor)}`) : '';
    return html`<dl aria-label=${currency}>
      ${figure(history.net, money(netMinor), 'net')} ${figure(history.paid, money(fates.paid.minor))}
      ${ifAny(history.refunded, fates.refunded, '−')} ${ifAny(history.reserved, fates.reserved)}
      ${ifAny(list.totalToCheck, fates.unknown)} ${ifAny(history.unknownBack, fates['unknown-back'])}
    </dl>`;
  }
}
