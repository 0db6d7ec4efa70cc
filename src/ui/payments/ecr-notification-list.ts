import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isOverdue } from '../../core/outbox/overdue.ts';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import type { NotificationRow, Snapshot } from '../../core/relay/snapshot.ts';
import { ageText } from '../parts/age-text.ts';
import { copyText } from '../parts/copy-text.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { EverySecond } from '../parts/every-second.ts';
import { icon } from '../parts/icon.ts';
import { InPieces } from '../parts/in-pieces.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { plural } from '../texts/plural.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationListStyles } from './notification-list-styles.ts';
import { notificationRow } from './notification-row.ts';
import { notificationTexts } from './notification-texts.ts';
import { historyTexts } from './texts/history-texts.ts';

/** A cashier reads no more, and the page stays quick when 10,000 are waiting. */
const rowsShown = 20;
const rowsAtOnce = 5;

/** What needs a person goes before what goes on by itself; of each kind the oldest first, as they come. */
const waitingRows = (rows: readonly NotificationRow[]): NotificationRow[] => [
  ...rows.filter(({ state }) => state === 'parked'),
  ...rows.filter(({ state }) => state === 'pending'),
];

/** The paid sales that HiPay has not been told of yet, why, and when the next try is. */
@customElement('ecr-notification-list')
export class EcrNotificationList extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private sending = false;
  @state() private said = '';
  @state() private saidOf: { readonly entryId: string; readonly text: string } | undefined;

  readonly #pieces = new InPieces(this, rowsAtOnce);

  static override styles = [controls, cards, notificationListStyles];

  constructor() {
    super();
    new EverySecond(this);
  }

  protected override render() {
    const listed = inLanguage(notificationTexts);
    const { plurals } = this.t;
    const { pending, parked } = this.snapshot.outbox;
    const waiting = pending + parked;
    const rows = waitingRows(this.snapshot.notifications).slice(0, rowsShown);
    const more = waiting - rows.length;
    const drawn = this.#pieces.of(rows.length);
    return html`<section class="card stack" aria-labelledby="title">
      <div class="head">
        <h2 id="title">${listed.waitingTitle}</h2>
        ${waiting > 0 ? html`<p class="muted">${plural(plurals.waiting, waiting, this.locale)}</p>` : ''}
      </div>
      ${isOverdue(this.snapshot.outbox, Date.now()) ? this.#overdue() : ''}
      ${
        waiting > 0
          ? html`<ul aria-busy=${drawn < rows.length}>${rows.slice(0, drawn).map((row) => this.#row(row))}</ul>
              ${more > 0 ? html`<p class="muted">${plural(plurals.more, more, this.locale)}</p>` : ''}
              <div class="buttons">
                <button type="button" class="primary" ?disabled=${this.sending} @click=${this.#send}>
                  ${this.sending ? listed.sending : listed.sendNow}
                </button>
              </div>`
          : html`<p class="calm">${icon('check')} ${listed.nothingWaiting}</p>`
      }
      <p role="status" class="muted">${this.said}</p>
    </section>`;
  }

  #row(row: NotificationRow) {
    return notificationRow(row, {
      texts: this.t,
      locale: this.locale,
      sending: this.sending,
      said: this.saidOf?.entryId === row.entryId ? this.saidOf.text : '',
      copy: (each) => this.#copy(each),
      send: (each) => this.#sendOne(each),
    });
  }

  #overdue() {
    const texts = inLanguage(historyTexts);
    const age = ageText(this.snapshot.outbox.oldestAt ?? 0, Date.now(), this.locale);
    return html`<p class="overdue">${icon('warning')} <span>${fill(texts.overdueHere, { age })}</span></p>`;
  }

  async #copy({ entryId, ...row }: NotificationRow): Promise<void> {
    const texts = inLanguage(historyTexts);
    const at = new Date(row.createdAt).toISOString();
    const text = `order ${row.orderId}, ${row.contract}, ${row.amount} ${row.currency}, ${at}: ${row.detail ?? ''}`;
    this.saidOf = { entryId, text: (await copyText(text)) ? texts.copied : texts.notCopied };
  }

  async #sendOne({ entryId }: NotificationRow): Promise<void> {
    const texts = inLanguage(historyTexts);
    this.sending = true;
    try {
      const { delivered } = await this.connector.sendNotificationsNow({ entryId });
      if (delivered > 0) this.said = texts.sentOne;
      else this.saidOf = { entryId, text: texts.notSentOne };
    } catch {
      this.saidOf = { entryId, text: this.t.words.callFailed };
    } finally {
      this.sending = false;
    }
  }

  async #send(): Promise<void> {
    this.sending = true;
    try {
      this.said = fill(inLanguage(notificationTexts).sentSome, await this.connector.sendNotificationsNow({}));
    } catch {
      this.said = this.t.words.callFailed;
    } finally {
      this.sending = false;
    }
  }
}
