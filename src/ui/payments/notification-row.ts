import { html } from 'lit';
import type { NotificationRow } from '../../core/relay/snapshot.ts';
import { hashOfArea } from '../area.ts';
import { ageText } from '../parts/age-text.ts';
import '../parts/ecr-badge.ts';
import { moneyFormat } from '../parts/money-text.ts';
import { inLanguage } from '../texts/in-language.ts';
import { plural } from '../texts/plural.ts';
import type { Texts } from '../texts/texts.ts';
import { fieldToMend } from './field-to-mend.ts';
import { notificationTexts } from './notification-texts.ts';
import { historyTexts } from './texts/history-texts.ts';

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
