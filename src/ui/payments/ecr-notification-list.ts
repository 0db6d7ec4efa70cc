import '../parts/ecr-badge.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import {
  isAllKnown,
  isOverdue,
  type NotificationRow,
  type Snapshot,
} from '../../core/connector-api/snapshot.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import { linesToAdd, type MissingContract } from '../../core/hipay/missing-contract.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { ageText, fill, moneyFormat, plural } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { hashOfArea } from '../page-address.ts';
import { copyText } from '../parts/browser-files.ts';
import { ChunkedList } from '../parts/chunked-list.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationListStyles } from './notification-list-styles.ts';

/** The settings field that can fix the failure; undefined if no setting can. */
export function fieldToFix(failure: FailureName): 'hipay.login' | 'contracts.proxy.merchantId' | undefined {
  if (failure === 'hipay-credentials') return 'hipay.login';
  return failure === 'hipay-refused' || failure === 'contract-missing'
    ? 'contracts.proxy.merchantId'
    : undefined;
}

interface RowContext {
  readonly texts: Texts;
  readonly locale: string;
  /** True while notifications are being sent. The buttons are then disabled, because a click would send nothing. */
  readonly sending: boolean;
  /** Result of the last click in this row. Empty before the first one. */
  readonly message: string;
  readonly copy: (row: NotificationRow) => void;
  readonly send: (row: NotificationRow) => void;
  readonly renumber: (row: NotificationRow) => void;
}

/** An undelivered notification: its payment, the failure, the next attempt and possible actions. */
export function notificationRow(row: NotificationRow, context: RowContext) {
  const listTexts = lazyTexts('payments').notifications;
  const { words } = context.texts;
  const parked = row.state === 'parked';
  return html`<li>
      <div class="head">
        <strong class="order">${row.orderId}</strong>
        ${
          parked
            ? html`<ecr-badge tone="warn" icon="warning" text=${listTexts.attention}></ecr-badge>`
            : html`<ecr-badge tone="calm" icon="clock" text=${listTexts.pending}></ecr-badge>`
        }
      </div>
      ${facts(row, context)}
      ${reason(row, context)}
      ${row.missingContract ? contractToAdd(row.missingContract) : ''}
      ${actionButtons(row, context)}
      ${row.detail ? html`<details><summary>${words.detail}</summary><p class="detail">${row.detail}</p></details>` : ''}
    </li>`;
}

/** What happened at the last try, and what to do. */
function reason(row: NotificationRow, { texts, locale }: RowContext) {
  const { lastAnswer, reasons, lookFor, hipayError } = lazyTexts('payments').history;
  const parked = row.state === 'parked';
  if (parked && row.parkedAs) {
    const { what, ...rest } = reasons[row.parkedAs];
    const todo = 'wait' in rest && !row.mayRenumber ? rest.wait : rest.todo;
    const order = row.sentAs ?? row.orderId;
    const values = { order, amount: notifiedAmount(row, locale), payment: row.paymentId ?? '' };
    const isNothingToFind = row.parkedAs === 'order-number-taken' || row.parkedAs === 'other-environment';
    const look = isNothingToFind ? '' : fill(lookFor, values);
    return html`<p class="reason">${fill(what, { account: row.sentTo ?? '' })} ${look} ${todo}</p>`;
  }
  if (!row.failure) return '';
  const { what, todo } =
    row.status === undefined
      ? texts.failures[row.failure]
      : { what: fill(hipayError, { status: row.status }), todo: '' };
  return html`<p><span class="muted">${lastAnswer}:</span> ${what} ${parked ? todo : ''}</p>`;
}

/** What HiPay holds under the number, in HiPay's own writing. */
const heldText = ({ amount, currency, createdAt, reference }: NonNullable<NotificationRow['held']>): string =>
  [amount && [amount, currency].filter(Boolean).join(' '), createdAt, reference].filter(Boolean).join(', ');

/** What the terminal named of the contract, and the lines of `config.yml` that it needs. */
function contractToAdd(missing: MissingContract) {
  const { addContract } = lazyTexts('payments').notifications;
  const { application = '–', number = '–' } = missing;
  return html`<p>${fill(addContract, { application, number })}</p>
    <pre class="detail">${linesToAdd(missing)}</pre>`;
}

function facts(row: NotificationRow, { texts, locale }: RowContext) {
  const listTexts = lazyTexts('payments').notifications;
  const { firstTry, sentAs, heldByHipay } = lazyTexts('payments').history;
  const held = row.held ? heldText(row.held) : '';
  const now = Date.now();
  const next = row.nextAttemptAt <= now ? listTexts.nowSoon : ageText(row.nextAttemptAt, now, locale);
  return html`<dl>
        ${fact(texts.words.amount, notifiedAmount(row, locale))}
        ${fact(listTexts.contract, contract(row))}
        ${fact(listTexts.age, ageText(row.createdAt, now, locale))}
        ${fact(listTexts.attempts, row.attempts === 0 ? firstTry : plural(texts.plurals.attempts, row.attempts, locale))}
        ${fact(listTexts.nextTry, row.state === 'parked' ? listTexts.notBySelf : next)}
        ${row.sentAs ? fact(sentAs, row.sentAs) : ''}
        ${held ? fact(heldByHipay, held) : ''}
      </dl>`;
}

const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** The row contains the amount as HiPay gets it, with the right number of decimals. */
export function notifiedAmount(row: NotificationRow, locale: string): string {
  const digits = row.amount.split('.')[1]?.length ?? 0;
  return moneyFormat(locale, row.currency, digits).format(row.amount as `${number}`);
}

function contract({ contract: kind, contractName, missingContract }: NotificationRow): string {
  const listTexts = lazyTexts('payments').notifications;
  if (missingContract) return listTexts.notConfigured;
  if (contractName !== undefined) return contractName;
  return kind === 'proxy' ? listTexts.contact : kind === 'nfc' ? listTexts.contactless : kind;
}

/** The buttons of a row: a retry, and the action that can fix the failure. */
function actionButtons(row: NotificationRow, { sending, message, copy, send, renumber }: RowContext) {
  const texts = lazyTexts('payments').history;
  const isFieldWrong = row.state === 'parked' && row.parkedAs === undefined;
  const field = isFieldWrong && row.failure ? fieldToFix(row.failure) : undefined;
  return html`<div class="buttons">
        ${
          row.mayRenumber
            ? html`<button type="button" class="renumber" ?disabled=${sending} @click=${() => renumber(row)}>
                ${texts.sendRenumbered}
              </button>`
            : ''
        }
        ${
          field
            ? html`<a class="button primary" href=${hashOfArea('settings', field)}
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
      <p role="status" class="muted" ?hidden=${!message}>${message}</p>`;
}

/** Maximum number of rows: the page stays quick with 10,000 undelivered notifications. */
const maxRows = 20;
const rowsPerChunk = 5;

/** Parked notifications first, because they need a person; each group keeps its order, the oldest first. */
const waitingRows = (rows: readonly NotificationRow[]): NotificationRow[] => [
  ...rows.filter(({ state }) => state === 'parked'),
  ...rows.filter(({ state }) => state === 'pending'),
];

/** Lists the undelivered notifications, with their failure and next attempt. */
@customElement('ecr-notification-list')
export class EcrNotificationList extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  /** Shows only the notifications of this payment, without a frame around them. */
  @property({ attribute: false }) only: string | undefined;

  @state() private sending = false;
  @state() private message = '';
  @state() private rowMessage: { readonly entryId: string; readonly text: string } | undefined;

  readonly #chunks = new ChunkedList(this, rowsPerChunk);

  static override styles = [controls, cards, notificationListStyles];

  constructor() {
    super();
    new PeriodicRender(this);
  }

  protected override render() {
    if (this.only !== undefined) return this.#renderOnly(this.only);
    const listTexts = lazyTexts('payments').notifications;
    const { plurals } = this.t;
    const { pending, parked } = this.snapshot.outbox;
    const waiting = pending + parked;
    const rows = waitingRows(this.snapshot.notifications).slice(0, maxRows);
    const more = waiting - rows.length;
    const renderedRows = this.#chunks.count(rows.length);
    return html`<section class="card stack" aria-labelledby="title">
      <div class="head">
        <h2 id="title">${listTexts.waitingTitle}</h2>
        ${waiting > 0 ? html`<p class="muted">${plural(plurals.waiting, waiting, this.locale)}</p>` : ''}
      </div>
      ${isOverdue(this.snapshot.outbox, Date.now()) ? this.#renderOverdue() : ''}
      ${
        waiting > 0
          ? html`<ul aria-busy=${renderedRows < rows.length}>${rows.slice(0, renderedRows).map((row) => this.#renderRow(row))}</ul>
              ${more > 0 ? html`<p class="muted">${plural(plurals.more, more, this.locale)}</p>` : ''}
              <div class="buttons">
                <button type="button" class="primary" ?disabled=${this.sending} @click=${this.#sendAll}>
                  ${this.sending ? listTexts.sending : listTexts.sendNow}
                </button>
              </div>`
          : isAllKnown(this.snapshot)
            ? html`<p class="calm">${icon('check')} ${listTexts.nothingWaiting}</p>`
            : html`<p class="muted">${icon('clock')} ${listTexts.nothingWaitingHere}</p>`
      }
      <p role="status" class="muted">${this.message}</p>
    </section>`;
  }

  #renderOnly(wanted: string) {
    const rows = this.snapshot.notifications.filter(
      ({ paymentId, state }) => paymentId === wanted && state !== 'delivered',
    );
    return html`<ul ?hidden=${rows.length === 0}>${rows.map((row) => this.#renderRow(row))}</ul>
      <p role="status" class="muted" ?hidden=${!this.message}>${this.message}</p>`;
  }

  #renderRow(row: NotificationRow) {
    return notificationRow(row, {
      texts: this.t,
      locale: this.locale,
      sending: this.sending,
      message: this.rowMessage?.entryId === row.entryId ? this.rowMessage.text : '',
      copy: (each) => this.#copy(each),
      send: (each) => this.#sendOne(each),
      renumber: (each) => this.#sendRenumbered(each),
    });
  }

  #renderOverdue() {
    const texts = lazyTexts('payments').history;
    const age = ageText(this.snapshot.outbox.oldestAt ?? 0, Date.now(), this.locale);
    return html`<p class="overdue">${icon('warning')} <span>${fill(texts.overdueHere, { age })}</span></p>`;
  }

  async #copy({ entryId, ...row }: NotificationRow): Promise<void> {
    const texts = lazyTexts('payments').history;
    const at = new Date(row.createdAt).toISOString();
    const text = `order ${row.orderId}, ${row.contract}, ${row.amount} ${row.currency}, ${at}: ${row.detail ?? ''}`;
    this.rowMessage = { entryId, text: (await copyText(text)) ? texts.copied : texts.notCopied };
  }

  async #sendOne({ entryId }: NotificationRow): Promise<void> {
    const texts = lazyTexts('payments').history;
    this.sending = true;
    try {
      const { delivered } = await this.connector.sendNotificationsNow({ entryId });
      if (delivered > 0) this.message = texts.sentOne;
      else this.rowMessage = { entryId, text: texts.notSentOne };
    } catch {
      this.rowMessage = { entryId, text: this.t.words.callFailed };
    } finally {
      this.sending = false;
    }
  }

  async #sendRenumbered({ entryId }: NotificationRow): Promise<void> {
    const texts = lazyTexts('payments').history;
    this.sending = true;
    try {
      const result = await this.connector.sendUnderNewNumber({ entryId });
      if (result.renumbered) this.message = fill(texts.renumbered, { order: result.orderId });
      else this.rowMessage = { entryId, text: texts.notRenumbered };
    } catch {
      this.rowMessage = { entryId, text: this.t.words.callFailed };
    } finally {
      this.sending = false;
    }
  }

  async #sendAll(): Promise<void> {
    this.sending = true;
    try {
      this.message = fill(
        lazyTexts('payments').notifications.sentSome,
        await this.connector.sendNotificationsNow({}),
      );
    } catch {
      this.message = this.t.words.callFailed;
    } finally {
      this.sending = false;
    }
  }
}
