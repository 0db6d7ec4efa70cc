import '../parts/ecr-banner.ts';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { isOverdue, newerTabFailure, type Snapshot } from '../../core/connector-api/snapshot.ts';
import { fill, spanText } from '../format.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { operationName, signedMoney } from '../model/operations.ts';
import { phaseWords } from '../model/payment-result.ts';
import { type Area, diagnosticsHash, hashOfArea } from '../page-address.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { controls } from '../theme/controls.ts';

type Words = EcrElement['t']['words'];

function goneText(connectorEnd: PageState['connectorEnd'], words: Words): string {
  if (connectorEnd === 'newer-tab') return words.newerTab;
  return connectorEnd === 'newer-data' ? words.newerData : words.connectorGone;
}

/** The notices above every screen, the most serious notices first. */
@customElement('ecr-banners')
export class EcrBanners extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) page!: PageState;
  @property() area: Area = 'pay';
  /** True: the guide says that the connector starts again, and where. */
  @property({ type: Boolean }) startingAgain = false;
  /** Hides the link on the screen that it leads to. */
  @property({ type: Boolean }) diagnosing = false;

  readonly #alarm = new LazyPart(this, ['resolve'], () => import('./ecr-alarm.ts'));
  readonly #overdueNote = new LazyPart(this, ['payments'], () => import('../payments/ecr-overdue.ts'));
  readonly #recordsLost = new LazyPart(this, ['payments'], () => import('../payments/ecr-records-lost.ts'));
  readonly #diskFailures = new LazyPart(this, ['payments'], () => import('../payments/ecr-disk-failures.ts'));
  readonly #takenOverNote = new LazyPart(this, ['payments'], () => import('../payments/ecr-taken-over.ts'));

  static override styles = [controls];

  constructor() {
    super();
    // Renders every minute, because no event reports that a notification has become overdue.
    new EverySecond(this, 60_000);
  }

  protected override render() {
    return html`<aside aria-label=${this.t.words.notices}>
      <div role="status">${this.#renderFailures()} ${this.#renderRecordsLost()} ${this.#renderDiskFailures()} ${this.#renderAlarms()} ${this.#renderSimulated()} ${this.#renderWarnings()}</div>
      ${this.#renderRunning()} ${this.#renderUpdate()}
    </aside>`;
  }

  #renderFailures() {
    const { words } = this.t;
    const { storageFailure } = this.snapshot;
    const { connectorGone, connectorEnd } = this.page;
    const storageTodo =
      storageFailure === newerTabFailure ? words.newerTab : `${words.storageTodo} (${storageFailure})`;
    return [
      connectorGone
        ? html`<ecr-banner tone="bad" icon="warning" text=${goneText(connectorEnd, words)}>
            <button type="button" @click=${() => this.hostApi.reload()}>${words.reload}</button>
            ${this.#diagnosticsLink()}
          </ecr-banner>`
        : '',
      storageFailure === undefined || connectorGone
        ? ''
        : html`<ecr-banner tone="bad" icon="warning" heading=${words.storageTitle}
            text=${storageTodo}>${this.#diagnosticsLink()}</ecr-banner>`,
    ];
  }

  #renderRecordsLost() {
    const { recordsLost } = this.snapshot;
    if (!recordsLost) return '';
    return this.#recordsLost.render(
      () => html`<ecr-records-lost .connector=${this.connector} .loss=${recordsLost}></ecr-records-lost>`,
    );
  }

  #renderDiskFailures() {
    const { diskFailures } = this.snapshot;
    if (!diskFailures) return '';
    return this.#diskFailures.render(
      () => html`<ecr-disk-failures .failures=${diskFailures}></ecr-disk-failures>`,
    );
  }

  #renderAlarms() {
    const { alarms } = this.snapshot;
    if (alarms.length === 0) return '';
    return this.#alarm.render(
      () =>
        html`${alarms.map((alarm) => html`<ecr-alarm .connector=${this.connector} .alarm=${alarm}></ecr-alarm>`)}`,
    );
  }

  #renderSimulated() {
    const { words } = this.t;
    const { terminal, gateway } = this.snapshot.simulated;
    if (!terminal && !gateway) return '';
    const text =
      terminal && gateway ? words.simulatedBoth : terminal ? words.simulatedTerminal : words.simulatedGateway;
    // A real terminal moves money even if HiPay is simulated: the heading must not say that no money moves.
    const heading = terminal ? words.simulatedTitle : words.simulatedGatewayTitle;
    return html`<ecr-banner tone="simulated" icon="flask" heading=${heading} text=${text}></ecr-banner>`;
  }

  #renderWarnings() {
    const { words } = this.t;
    const { sidecar, owner } = this.snapshot;
    const { pairing, online, sidecarIsOther } = this.page;
    const awayText = sidecarIsOther ? words.sidecarIsOther : words.sidecarAway;
    const says = (shown: boolean, text: string) =>
      shown && !this.startingAgain ? this.#warningBanner(text) : '';
    return [
      pairing === 'refused' ? this.#warningBanner(words.pairingRefused) : '',
      says(pairing === 'unreachable', words.pairingUnreachable),
      says(sidecar === 'away', awayText),
      says(sidecar === 'not-paired' && pairing === 'none', words.sidecarNotPaired),
      this.#renderUpdateAlarm(),
      this.#renderOverdue(),
      this.#renderTakenOver(),
      this.#renderClock(),
      owner ? '' : html`<ecr-banner tone="calm" icon="info" text=${words.notOwner}></ecr-banner>`,
      online ? '' : html`<ecr-banner tone="calm" icon="offline" text=${words.offline}></ecr-banner>`,
    ];
  }

  #renderUpdateAlarm() {
    const { updateAlarm } = this.snapshot;
    if (!updateAlarm) return '';
    const { version, why } = updateAlarm;
    return html`<ecr-banner tone="bad" icon="warning"
      text=${`${this.t.words.updateAlarm.replace('{version}', version)} (${why})`}></ecr-banner>`;
  }

  #renderOverdue() {
    const { outbox } = this.snapshot;
    // The payments screen shows this notice itself, next to the button that sends the notifications.
    if (this.area === 'payments' || !isOverdue(outbox, Date.now())) return '';
    return this.#overdueNote.render(
      () => html`<ecr-overdue .oldestAt=${outbox.oldestAt ?? 0}></ecr-overdue>`,
    );
  }

  #renderTakenOver() {
    const { takenOver } = this.snapshot;
    if (!takenOver?.notifications) return '';
    return this.#takenOverNote.render(() => html`<ecr-taken-over .takenOver=${takenOver}></ecr-taken-over>`);
  }

  #renderClock() {
    const { words } = this.t;
    const { clockOffMs = 0 } = this.snapshot;
    if (clockOffMs === 0) return '';
    const text = clockOffMs > 0 ? words.clockFast : words.clockSlow;
    return this.#warningBanner(fill(text, { time: spanText(clockOffMs, this.locale) }));
  }

  #warningBanner(text: string) {
    return html`<ecr-banner tone="warn" icon="warning" text=${text}>${this.#diagnosticsLink()}</ecr-banner>`;
  }

  /** The link from a warning to the diagnostics, which show more about the problem. */
  #diagnosticsLink() {
    if (this.diagnosing) return '';
    return html`<a class="why" href=${diagnosticsHash}>${this.t.words.diagnostics}</a>`;
  }

  #renderRunning() {
    const { payment } = this.snapshot;
    if (!payment || payment.phase === 'finished' || this.area === 'pay') return '';
    const { words } = this.t;
    const { transactionType, paymentMeans, phase } = payment;
    const amount = signedMoney(payment, this.locale);
    const name = operationName(transactionType, paymentMeans, this.t);
    const heading =
      transactionType === 'Debit' ? fill(words.paymentRunning, { amount }) : `${name}: ${amount}`;
    return html`<ecr-banner icon="card" heading=${heading}
      text=${phaseWords(phase, transactionType, this.t).label}>
      <a href=${hashOfArea('pay')}>${words.showIt}</a>
    </ecr-banner>`;
  }

  /** Hidden while a payment runs, because the update would interrupt it. */
  #renderUpdate() {
    const { payment } = this.snapshot;
    if (!this.page.updateReady || (payment && payment.phase !== 'finished')) return '';
    const { words } = this.t;
    return html`<ecr-banner text=${words.updateReady}>
      <button type="button" id="update" @click=${() => this.hostApi.applyUpdate()}>${words.updateNow}</button>
    </ecr-banner>`;
  }
}
