import '../parts/ecr-banner.ts';
import { css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { isCutOff, isOverdue, newerTabFailure, type Snapshot } from '../../core/connector-api/snapshot.ts';
import { fill, plural, spanText } from '../format.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { operationName, signedMoney } from '../model/operations.ts';
import { phaseWords } from '../model/payment-result.ts';
import { type Area, diagnosticsHash, hashOfArea } from '../page-address.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { controls } from '../theme/controls.ts';

type Words = EcrElement['t']['words'];

function goneText(connectorEnd: PageState['connectorEnd'], words: Words): string {
  if (connectorEnd === 'newer-tab') return words.newerTab;
  return connectorEnd === 'newer-data' ? words.newerData : words.connectorGone;
}

type Content = TemplateResult | '';

/** Renders a notice. At its end stands `end`: the button that opens the others. */
type Notice = (end: Content) => Content;

/**
 * The notices above every screen: the weightiest one, and a button that opens the others. What is simulated has a line of its
 * own, because it must never be out of sight.
 */
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

  @state() private isOpen = false;
  /** Number of taken-over notifications when a person closed their notice. With more of them, it appears again. */
  @state() private takenOverSeen = 0;

  readonly #alarm = new LazyPart(this, ['resolve'], () => import('./ecr-alarm.ts'));
  readonly #overdueNote = new LazyPart(this, ['payments'], () => import('../payments/ecr-overdue.ts'));
  readonly #recordsLost = new LazyPart(this, ['payments'], () => import('../payments/ecr-records-lost.ts'));
  readonly #diskFailures = new LazyPart(this, ['payments'], () => import('../payments/ecr-disk-failures.ts'));
  readonly #takenOverNote = new LazyPart(this, ['payments'], () => import('../payments/ecr-taken-over.ts'));

  static override styles = [
    controls,
    css`
      .more {
        border-color: transparent;
        background: none;
        color: inherit;
        text-decoration: underline;
        text-underline-offset: 0.2em;
        white-space: nowrap;
      }
      /* A long notice scrolls, so that the main action below it stays in a low window. Chrome and Edge focus what scrolls. */
      @media (max-height: 30rem) {
        .first {
          max-height: 3rem;
          overflow-y: auto;
        }
      }
    `,
  ];

  constructor() {
    super();
    // Renders every minute, because no event reports that a notification has become overdue.
    new PeriodicRender(this, 60_000);
  }

  protected override render() {
    const recording = [...this.#recording()];
    const notices = [...recording, ...this.#payments(), ...this.#reach(), ...this.#news()];
    const shown = (this.isOpen ? notices : notices.slice(0, 1)).map((render, index) =>
      render(index === 0 ? this.#renderMore(notices.length - 1) : ''),
    );
    // Only a failure to record weighs more than what is simulated.
    const lines = [html`<div class=${this.isOpen ? '' : 'first'}>${shown}</div>`, this.#renderSimulated()];
    return html`<aside aria-label=${this.t.words.notices}>
      <div role="status" id="notices">${recording.length > 0 ? lines : lines.reverse()}</div>
    </aside>`;
  }

  #renderMore(count: number): Content {
    if (count === 0) return '';
    const { t, isOpen } = this;
    return html`<button type="button" class="more" aria-expanded=${isOpen} aria-controls="notices" @click=${() => {
      this.isOpen = !isOpen;
    }}>${isOpen ? t.words.less : plural(t.plurals.more, count, this.locale)}</button>`;
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

  /** Nothing, or not everything, can be recorded. */
  *#recording(): Iterable<Notice> {
    const { words } = this.t;
    const { storageFailure, recordsLost, diskFailures } = this.snapshot;
    const { connectorGone, connectorEnd } = this.page;
    if (connectorGone)
      yield (end) => html`<ecr-banner tone="bad" icon="warning" text=${goneText(connectorEnd, words)}>
            <button type="button" @click=${() => this.hostApi.reload()}>${words.reload}</button>
            ${this.#diagnosticsLink()} ${end}
          </ecr-banner>`;
    else if (storageFailure !== undefined)
      yield (end) => html`<ecr-banner tone="bad" icon="warning" heading=${words.storageTitle}
            text=${storageFailure === newerTabFailure ? words.newerTab : `${words.storageTodo} (${storageFailure})`}
            >${this.#diagnosticsLink()} ${end}</ecr-banner>`;
    if (recordsLost)
      yield (end) =>
        this.#late(
          this.#recordsLost,
          html`<ecr-records-lost .connector=${this.connector} .loss=${recordsLost}>${end}</ecr-records-lost>`,
          end,
        );
    if (diskFailures)
      yield (end) =>
        this.#late(
          this.#diskFailures,
          html`<ecr-disk-failures .failures=${diskFailures}>${end}</ecr-disk-failures>`,
          end,
        );
  }

  /** Payments: what was said about one was wrong, one runs, or another tab has the terminal. */
  *#payments(): Iterable<Notice> {
    const { alarms, payment, owner } = this.snapshot;
    for (const alarm of alarms)
      yield (end) =>
        this.#late(
          this.#alarm,
          html`<ecr-alarm .connector=${this.connector} .alarm=${alarm}>${end}</ecr-alarm>`,
          end,
        );
    if (payment && payment.phase !== 'finished' && this.area !== 'pay')
      yield (end) => this.#renderRunning(payment, end);
    if (!owner)
      yield (end) =>
        html`<ecr-banner tone="calm" icon="info" text=${this.t.words.notOwner}>${end}</ecr-banner>`;
  }

  /** HiPay, the network, and the service for tills. */
  *#reach(): Iterable<Notice> {
    const { words } = this.t;
    const { outbox, sidecar, updateAlarm } = this.snapshot;
    const { pairing, online, sidecarIsOther } = this.page;
    // The payments screen shows this notice itself, next to the button that sends the notifications.
    if (this.area !== 'payments' && isOverdue(outbox, Date.now()))
      yield (end) =>
        this.#late(
          this.#overdueNote,
          html`<ecr-overdue .oldestAt=${outbox.oldestAt ?? 0}>${end}</ecr-overdue>`,
          end,
        );
    if (!online)
      yield (end) => html`<ecr-banner tone="calm" icon="offline" text=${words.offline}>${end}</ecr-banner>`;
    if (updateAlarm)
      yield (end) => html`<ecr-banner tone="bad" icon="warning"
          text=${`${fill(words.updateAlarm, updateAlarm)} (${updateAlarm.why})`}>${end}</ecr-banner>`;
    if (pairing === 'refused') yield this.#warning(words.pairingRefused);
    if (this.startingAgain) return;
    if (pairing === 'unreachable') yield this.#warning(words.pairingUnreachable);
    if (sidecar === 'away') {
      const byHand = isCutOff(this.snapshot) ? words.byHandNotEither : words.byHandStill;
      yield this.#warning(fill(sidecarIsOther ? words.sidecarIsOther : words.sidecarAway, { byHand }));
    }
    if (sidecar === 'not-paired' && pairing === 'none') yield this.#warning(words.sidecarNotPaired);
  }

  *#news(): Iterable<Notice> {
    const { words } = this.t;
    const { clockOffMs = 0, takenOver, payment } = this.snapshot;
    if (clockOffMs !== 0) {
      const text = clockOffMs > 0 ? words.clockFast : words.clockSlow;
      yield this.#warning(fill(text, { time: spanText(clockOffMs, this.locale) }));
    }
    if (takenOver && takenOver.notifications > this.takenOverSeen) {
      const count = takenOver.notifications;
      const close = () => {
        this.takenOverSeen = count;
      };
      yield (end) =>
        this.#late(
          this.#takenOverNote,
          html`<ecr-taken-over .count=${count} @seen=${close}>${end}</ecr-taken-over>`,
          end,
        );
    }
    // While a payment runs, the update would interrupt it.
    if (this.page.updateReady && (!payment || payment.phase === 'finished'))
      yield (end) => html`<ecr-banner text=${words.updateReady}>
          <button type="button" id="update" @click=${() => this.hostApi.applyUpdate()}>${words.updateNow}</button>
          ${end}
        </ecr-banner>`;
  }

  /** A notice that loads late. Until it is there, the others can be opened all the same. */
  #late(part: LazyPart, notice: TemplateResult, end: Content): Content {
    let isLoaded = false;
    const content = part.render(() => {
      isLoaded = true;
      return notice;
    });
    return isLoaded ? content : html`${content}${end}`;
  }

  #warning(text: string): Notice {
    return (end) =>
      html`<ecr-banner tone="warn" icon="warning" text=${text}>${this.#diagnosticsLink()} ${end}</ecr-banner>`;
  }

  /** The link from a warning to the diagnostics, which show more about the problem. */
  #diagnosticsLink() {
    if (this.diagnosing) return '';
    return html`<a class="why" href=${diagnosticsHash}>${this.t.words.diagnostics}</a>`;
  }

  #renderRunning(payment: NonNullable<Snapshot['payment']>, end: Content) {
    const { words } = this.t;
    const { transactionType, paymentMeans, phase } = payment;
    const amount = signedMoney(payment, this.locale);
    const name = operationName(transactionType, paymentMeans, this.t);
    const heading =
      transactionType === 'Debit' ? fill(words.paymentRunning, { amount }) : `${name}: ${amount}`;
    // The page announces each phase by itself.
    return html`<ecr-banner aria-live="off" icon="card" heading=${heading}
      text=${phaseWords(phase, transactionType, this.t).label}>
      <a href=${hashOfArea('pay')}>${words.showIt}</a> ${end}
    </ecr-banner>`;
  }
}
