import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import type { NotificationRow, Snapshot } from '../../core/relay/snapshot.ts';
import { ageText } from '../parts/age-text.ts';
import '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { EverySecond } from '../parts/every-second.ts';
import { icon } from '../parts/icon.ts';
import { moneyFormat } from '../parts/money-text.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationListStyles } from './notification-list-styles.ts';

/** A cashier reads no more, and the page stays quick when 10,000 are waiting. */
const rowsShown = 20;

/** The paid sales that HiPay has not been told of yet, why, and when the next try is. */
@customElement('ecr-notification-list')
export class EcrNotificationList extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private sending = false;
  @state() private said = '';

  static override styles = [controls, cards, notificationListStyles];

  constructor() {
    super();
    new EverySecond(this);
  }

  protected override render() {
    const { words, plurals } = this.t;
    const { pending, parked } = this.snapshot.outbox;
    const waiting = pending + parked;
    const rows = this.snapshot.notifications.filter((row) => row.state !== 'delivered').slice(0, rowsShown);
    const more = waiting - rows.length;
    return html`<section class="card stack" aria-labelledby="title">
      <div class="head">
        <h2 id="title">${words.waitingTitle}</h2>
        ${waiting > 0 ? html`<p class="muted">${plural(plurals.waiting, waiting, this.locale)}</p>` : ''}
      </div>
      ${
        waiting > 0
          ? html`<ul>${rows.map((row) => this.#row(row))}</ul>
              ${more > 0 ? html`<p class="muted">${plural(plurals.more, more, this.locale)}</p>` : ''}
              <div class="buttons">
                <button type="button" class="primary" ?disabled=${this.sending} @click=${this.#send}>
                  ${this.sending ? words.sending : words.sendNow}
                </button>
              </div>`
          : html`<p class="calm">${icon('check')} ${words.nothingWaiting}</p>`
      }
      <p role="status" class="muted">${this.said}</p>
    </section>`;
  }

  #row(row: NotificationRow) {
    const { words, failures, plurals } = this.t;
    const now = Date.now();
    const parked = row.state === 'parked';
    const next = row.nextAttemptAt <= now ? words.nowSoon : ageText(row.nextAttemptAt, now, this.locale);
    return html`<li>
      <div class="head">
        <strong class="order">${row.orderId}</strong>
        ${
          parked
            ? html`<ecr-badge tone="warn" icon="warning" text=${words.attention}></ecr-badge>`
            : html`<ecr-badge tone="calm" icon="clock" text=${words.pending}></ecr-badge>`
        }
      </div>
      <dl>
        ${this.#fact(words.amount, this.#amount(row))}
        ${this.#fact(words.contract, this.#contract(row.contract))}
        ${this.#fact(words.age, ageText(row.createdAt, now, this.locale))}
        ${this.#fact(words.attempts, plural(plurals.attempts, row.attempts, this.locale))}
        ${this.#fact(words.nextTry, parked ? words.notBySelf : next)}
      </dl>
      ${
        row.failure
          ? html`<p>
              <span class="muted">${words.reason}:</span> ${failures[row.failure].what}
              ${parked ? failures[row.failure].todo : ''}
            </p>`
          : ''
      }
      ${row.detail ? html`<details><summary>${words.detail}</summary><p class="detail">${row.detail}</p></details>` : ''}
    </li>`;
  }

  #fact(name: string, value: string) {
    return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  }

  /** The row holds the decimals that HiPay is told, as a text of the right length already. */
  #amount(row: NotificationRow): string {
    const digits = row.amount.split('.')[1]?.length ?? 0;
    return moneyFormat(this.locale, row.currency, digits).format(row.amount as `${number}`);
  }

  #contract(kind: string): string {
    const { words } = this.t;
    return kind === 'proxy' ? words.contact : kind === 'nfc' ? words.contactless : kind;
  }

  async #send(): Promise<void> {
    this.sending = true;
    try {
      this.said = fill(this.t.words.sentSome, await this.connector.sendNotificationsNow({}));
    } catch {
      this.said = this.t.words.callFailed;
    } finally {
      this.sending = false;
    }
  }
}
