import '../parts/ecr-badge.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { isOverdue, type NotificationRow, type Snapshot } from '../../core/connector-api/snapshot.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import { ageText, fill, moneyFormat, plural } from '../format.ts';
import { inLanguage } from '../language.ts';
import { hashOfArea } from '../page-address.ts';
import { copyText } from '../parts/browser-files.ts';
import { ChunkedList } from '../parts/chunked-list.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import type { Texts } from '../texts/texts.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationListStyles } from './notification-list-styles.ts';
import { notificationTexts } from './notification-texts.ts';
import { historyTexts } from './texts/history-texts.ts';

/** The field of the settings that mends what keeps a notification; nothing where a setting cannot. */
export function fieldToMend(failure: FailureName): 'hipay.login' | 'contracts.proxy.merchantId' | undefined {
  if (failure === 'hipay-credentials') return 'hipay.login';
  return failure === 'hipay-refused' || failure === 'contract-missing'
    ? 'contracts.proxy.merchantId'
    : undefined;
}

interface RowContext {
  readonly texts: Texts;
  readonly locale: string;
  /** One is being sent; a second press would send nothing more. */
  readonly sending: boolean;
  /** What came of the last press on this row; empty before. */
  readonly said: string;
  readonly copy: (row: NotificationRow) => void;
  readonly send: (row: NotificationRow) => void;
}

/** One that waits: of which payment, why, when the next try is, and what a person can do. */
export function notificationRow(row: NotificationRow, context: RowContext) {
  const listed = inLanguage(notificationTexts);
  const { words, failures } = context.texts;
  const parked = row.state === 'parked';
  return html`<li>
      <div class="head">
        <strong class="order">${row.orderId}</strong>
        ${
          parked
            ? html`<ecr-badge tone="warn" icon="warning" text=${listed.attention}></ecr-badge>`
            : html`<ecr-badge tone="calm" icon="clock" text=${listed.pending}></ecr-badge>`
        }
      </div>
      ${facts(row, context)}
      ${
        row.failure
          ? html`<p>
              <span class="muted">${inLanguage(historyTexts).lastAnswer}:</span> ${failures[row.failure].what}
              ${parked ? failures[row.failure].todo : ''}
            </p>`
          : ''
      }
      ${acts(row, context)}
      ${row.detail ? html`<details><summary>${words.detail}</summary><p class="detail">${row.detail}</p></details>` : ''}
    </li>`;
}

function facts(row: NotificationRow, { texts, locale }: RowContext) {
  const listed = inLanguage(notificationTexts);
  const { firstTry } = inLanguage(historyTexts);
  const now = Date.now();
  const next = row.nextAttemptAt <= now ? listed.nowSoon : ageText(row.nextAttemptAt, now, locale);
  return html`<dl>
        ${fact(texts.words.amount, amount(row, locale))}
        ${fact(listed.contract, contract(row.contract))}
        ${fact(listed.age, ageText(row.createdAt, now, locale))}
        ${fact(listed.attempts, row.attempts === 0 ? firstTry : plural(texts.plurals.attempts, row.attempts, locale))}
        ${fact(listed.nextTry, row.state === 'parked' ? listed.notBySelf : next)}
      </dl>`;
}

const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** The row holds the decimals that HiPay is told, as a text of the right length already. */
function amount(row: NotificationRow, locale: string): string {
  const digits = row.amount.split('.')[1]?.length ?? 0;
  return moneyFormat(locale, row.currency, digits).format(row.amount as `${number}`);
}

function contract(kind: string): string {
  const listed = inLanguage(notificationTexts);
  return kind === 'proxy' ? listed.contact : kind === 'nfc' ? listed.contactless : kind;
}

/** Each trouble has its own mend; trying again is always one of them. */
function acts(row: NotificationRow, { sending, said, copy, send }: RowContext) {
  const texts = inLanguage(historyTexts);
  const field = row.state === 'parked' && row.failure ? fieldToMend(row.failure) : undefined;
  return html`<div class="buttons">
        ${
          field
            ? html`<a class="button" href=${hashOfArea('settings', field)}
                >${field === 'hipay.login' ? texts.mendLogin : texts.mendContract}</a
              >`
            : ''
        }
        ${
          row.failure === 'hipay-refused'
            ? html`<button type="button" class="support" @click=${() => copy(row)}>${texts.forSupport}</button>`
            : ''
        }
        <button
          type="button"
          class="send-one"
          aria-label="${texts.sendOne} ${row.orderId}"
          ?disabled=${sending}
          @click=${() => send(row)}
        >
          ${texts.sendOne}
        </button>
      </div>
      <p role="status" class="muted" ?hidden=${!said}>${said}</p>`;
}

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

  readonly #chunks = new ChunkedList(this, rowsAtOnce);

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
    const drawn = this.#chunks.count(rows.length);
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
