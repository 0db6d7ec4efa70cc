import './ecr-day-close.ts';
import './ecr-payments-file.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { ReportSection } from '../../core/history/day-close.ts';
import type { CurrencyTotals } from '../../core/history/history-totals.ts';
import { takenBy } from '../../core/history/taken-by.ts';
import { countText, fill, moneyText, plural, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { needsHash } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { hourText, shortDayText } from './ecr-payment-list.ts';
import { everyPayment, filterPayments, type HistoryReader } from './history-reader.ts';
import { pageStyles } from './page-styles.ts';
import { listHash } from './payments-place.ts';
import { dayStart, isOneDay, type Period, periodName, periodText } from './period.ts';
import { type ReportSections, reportSections } from './report-sections.ts';
import { reportStyles } from './report-styles.ts';

const hourStart = (at: number): number => new Date(at).setMinutes(0, 0, 0);
const hours = { startOf: hourStart, nextOf: (start: number) => start + 3_600_000 };
const days = { startOf: (at: number) => dayStart(at), nextOf: (start: number) => dayStart(start, 1) };

/** The report of a period: what was taken, by card, by hour and on its way to HiPay. It is made to be printed. */
@customElement('ecr-day-report')
export class EcrDayReport extends EcrElement {
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) reader!: HistoryReader;
  /** The rows of the reader. Another array makes the element render again. */
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) readState!: HistoryReader['state'];
  @property({ attribute: false }) period!: Period;
  @property({ attribute: false }) countsSimulated = false;

  @state() private isSlipOpen = false;

  static override styles = [controls, cards, pageStyles, reportStyles];

  protected override render() {
    const { report, history } = lazyTexts('payments');
    const { period } = this;
    const values = {
      days: periodText(period, this.locale),
      time: timeText(Date.now(), Date.now(), this.locale),
    };
    return html`<a class="backlink" href=${listHash}>${rareIcon('previous')} ${periodName(period, this.locale, history)}</a>
      <div class="head">
        <div>
          <h1 tabindex="-1">${isOneDay(period) ? report.title : report.titleOfDays}</h1>
          <p class="muted">${fill(report.countedUntil, values)}</p>
        </div>
        ${this.#renderActs()}
      </div>
      ${this.readState === 'done' ? this.#renderReport() : this.#renderPartly()}
      ${
        this.readState === 'done'
          ? html`<div class="buttons acts">
              <button type="button" id="slip-open" @click=${() => this.#showSlip(true)}>${icon('receipt')} ${report.slip}</button>
            </div>`
          : ''
      }
      ${
        this.isSlipOpen
          ? html`<ecr-day-close
              .totals=${this.reader.totals(this.countsSimulated)}
              .period=${period}
              .sections=${(totals: CurrencyTotals) => Object.values(this.#sections(totals))}
              .state=${this.readState}
              .withSimulated=${this.countsSimulated}
              @closed=${() => this.#showSlip(false)}
            ></ecr-day-close>`
          : ''
      }`;
  }

  #renderActs() {
    const { report } = lazyTexts('payments');
    const choice = { ...everyPayment, withSimulated: this.countsSimulated };
    return html`<div class="buttons acts">
      <ecr-payments-file short .reader=${this.reader} .choice=${choice} .period=${this.period}
        .notifications=${this.snapshot.notifications} .count=${this.#rows.length}></ecr-payments-file>
      <button type="button" id="print" class="primary" ?disabled=${this.readState !== 'done'} @click=${() => window.print()}>
        ${rareIcon('printer')} ${report.print}</button>
    </div>`;
  }

  /** A report of a part of the payments would be wrong. */
  #renderPartly() {
    const { history } = lazyTexts('payments');
    if (this.readState === 'failed') return html`<p role="alert">${history.slipPartly}</p>`;
    return html`<p role="status" class="muted">${fill(history.reading, { count: countText(this.rows.length, this.locale) })}</p>`;
  }

  get #rows(): readonly PaymentRow[] {
    return filterPayments(this.rows, { ...everyPayment, withSimulated: this.countsSimulated });
  }

  #renderReport() {
    const { history, list } = lazyTexts('payments');
    const { currencies, simulatedLeftOut } = this.reader.totals(this.countsSimulated);
    const rows = this.#rows;
    const simulated = this.countsSimulated
      ? history.slipSimulatedIn
      : fill(list.simulatedLeftOut, { count: simulatedLeftOut });
    return html`${currencies.map((totals) => this.#renderOpen(totals))}
      ${currencies.length === 0 ? html`<p class="card">${history.slipNone}</p>` : ''}
      ${currencies.map((totals) =>
        this.#renderCurrency(
          totals,
          rows.filter(({ currency }) => currency === totals.currency),
        ),
      )}
      ${this.reader.simulated > 0 ? html`<p class="muted small">${simulated}</p>` : ''}`;
  }

  /** The total is not final while a payment is to be checked. */
  #renderOpen({ currency, fates }: CurrencyTotals) {
    const { report, list } = lazyTexts('payments');
    const count = fates.unknown.count + fates['unknown-back'].count;
    if (count === 0) return '';
    const amount = moneyText(fates.unknown.minor + fates['unknown-back'].minor, currency, this.locale);
    return html`<div class="open" role="note">${icon('warning')}
      <p><b>${plural(this.t.plurals.unresolved, count, this.locale)}</b>, ${fill(report.open, { amount })}</p>
      <a href=${needsHash}>${list.check}</a>
    </div>`;
  }

  #renderCurrency(totals: CurrencyTotals, rows: readonly PaymentRow[]) {
    const { byCard, toHipay, others } = this.#sections(totals);
    return html`${this.#renderTotals(totals)} ${this.#renderBars(totals, rows)}
      <div class="two">${this.#renderSection(byCard, totals, this.#cardHints(totals))}
        ${this.#renderSection(toHipay, totals)}</div>
      ${this.#renderOthers(others)}`;
  }

  #sections(totals: CurrencyTotals): ReportSections {
    return reportSections(totals, this.#rows, this.snapshot.notifications, this.t);
  }

  #money(minor: number, { currency }: CurrencyTotals): string {
    return moneyText(minor, currency, this.locale);
  }

  #renderTotals(totals: CurrencyTotals) {
    const { history, report, list } = lazyTexts('payments');
    const { paid, refunded, reserved, unknown, 'unknown-back': unknownBack } = totals.fates;
    const payments = (count: number) => plural(this.t.plurals.payments, count, this.locale);
    const figure = (name: string, value: string, more: string, kind = '') =>
      html`<div class=${kind}><dt>${name}</dt><dd>${value}${more ? html`<small>${more}</small>` : ''}</dd></div>`;
    const toCheck = unknown.count + unknownBack.count;
    return html`<dl class="totals">
      ${figure(history.net, this.#money(totals.netMinor, totals), '', 'net')}
      ${figure(history.paid, this.#money(paid.minor, totals), payments(paid.count))}
      ${figure(history.refunded, `${refunded.minor > 0 ? '−' : ''}${this.#money(refunded.minor, totals)}`, payments(refunded.count))}
      ${reserved.count > 0 ? figure(history.reserved, this.#money(reserved.minor, totals), payments(reserved.count)) : ''}
      ${
        toCheck > 0
          ? figure(
              list.totalToCheck,
              this.#money(unknown.minor + unknownBack.minor, totals),
              fill(report.notCountedNow, { count: countText(toCheck, this.locale) }),
            )
          : figure(list.totalToCheck, '0', report.allChecked)
      }
    </dl>`;
  }

  #renderBars(totals: CurrencyTotals, rows: readonly PaymentRow[]) {
    const { report } = lazyTexts('payments');
    const byHour = isOneDay(this.period);
    const parts = takenBy(rows, totals.currency, byHour ? hours : days);
    const most = parts.reduce((high, each) => (each.minor > high.minor ? each : high), { at: 0, minor: 0 });
    if (most.minor === 0) return '';
    const name = (at: number) => (byHour ? hourText(at, this.locale) : shortDayText(at, this.locale));
    const label = fill(byHour ? report.takenByHour : report.takenByDay, { hour: name(most.at) });
    return html`<section class="card">
      <h2>${byHour ? report.byHour : report.byDay}</h2>
      <ul class="bars" tabindex="0" aria-label=${label}>
        ${parts.map(
          ({ at, minor }) => html`<li>
            <i class=${minor === 0 ? 'zero' : ''} .style=${`height: max(3px, ${(minor / most.minor) * 100}%)`}></i>
            <b>${minor === 0 ? '' : this.#money(minor, totals)}</b><span>${name(at)}</span>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #renderSection(
    { title, lines }: ReportSection,
    { currency }: CurrencyTotals,
    hints: readonly string[] = [],
  ) {
    return html`<section class="card"><h2>${title}</h2>
      <table>${lines.map(
        ({ name, count, minor = 0 }) => html`<tr><th scope="row">${name}</th>
          <td class="count">${countText(count, this.locale)}</td>
          <td>${minor < 0 ? '−' : ''}${moneyText(Math.abs(minor), currency, this.locale)}</td></tr>`,
      )}</table>
      ${hints.map((hint) => html`<p class="muted small">${hint}</p>`)}
    </section>`;
  }

  #cardHints({ cards }: CurrencyTotals): string[] {
    const { report } = lazyTexts('payments');
    const isUsed = (group: 'either' | 'by-person') =>
      cards[group].paid.count + cards[group].refunded.count > 0;
    return [isUsed('either') ? report.eitherHint : '', isUsed('by-person') ? report.byPersonHint : ''].filter(
      Boolean,
    );
  }

  #renderOthers({ lines }: ReportSection) {
    const { report } = lazyTexts('payments');
    if (lines.length === 0) return '';
    const list = lines.map(({ name, count }) => `${name} ${countText(count, this.locale)}`).join(', ');
    return html`<p class="muted small">${fill(report.others, { list })}</p>`;
  }

  #showSlip(isOpen: boolean): void {
    this.isSlipOpen = isOpen;
  }
}
