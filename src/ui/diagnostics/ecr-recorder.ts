import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { redactedText, textForSupport } from '../../core/diagnostics/support-bundle.ts';
import { type LineFilter, linesFound, type RecordingLine } from '../../core/recorder/recording-lines.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { copyText, saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';

const maxShown = 200;

/** Direction of a line; the text beside the arrow says the same. */
const arrows: Partial<Record<RecordingLine['kind'], string>> = { sent: '→', received: '←' };

const kinds = [
  'sent',
  'received',
  'line',
  'session',
  'payment',
  'notification',
  'settings',
  'about',
] as const;

/** The last lines of the flight recorder, with time, direction and content. */
@customElement('ecr-recorder')
export class EcrRecorder extends EcrElement {
  /** Oldest first; undefined while loading. */
  @property({ attribute: false }) lines: readonly RecordingLine[] | undefined;
  @property({ type: Boolean }) failed = false;

  @state() private filter: LineFilter = { kind: 'all', words: '' };
  @state() private message = '';

  static override styles = [
    controls,
    cards,
    fields,
    css`
      .filters {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
        gap: var(--space-4);
      }
      .lines {
        max-height: 28rem;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 7.5rem 11rem minmax(0, 1fr);
        gap: var(--space-1) var(--space-3);
        padding: var(--space-2) var(--space-3);
        font-size: var(--text-small);
      }
      li:nth-child(even) {
        background: var(--surface-sunken);
      }
      time {
        color: var(--text-muted);
        font-variant-numeric: tabular-nums;
      }
      code {
        overflow-wrap: anywhere;
      }
      @media (max-width: 44rem) {
        li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        code {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  protected override render() {
    const { words } = lazyTexts('diagnostics');
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${words.recorderTitle}</h2>
      <p>${words.recorderWhat}</p>
      ${this.#content()}
    </section>`;
  }

  #content() {
    const { words } = lazyTexts('diagnostics');
    if (this.failed) return html`<p role="alert">${words.recorderFailed}</p>`;
    if (!this.lines) return html`<p role="status">${words.looking}</p>`;
    if (this.lines.length === 0) return html`<p>${words.recorderEmpty}</p>`;
    const found = linesFound(this.lines, this.filter);
    const shown = found.slice(-maxShown).reverse();
    return html`${this.#filters()}
      <p role="status" class="muted">
        ${
          found.length === 0
            ? words.recorderNone
            : fill(words.recorderShown, { shown: shown.length, count: found.length })
        }
      </p>
      ${
        shown.length === 0
          ? ''
          : html`<div class="lines" role="region" tabindex="0" aria-label=${words.lines}>
              <ol>${shown.map((line) => this.#line(line))}</ol>
            </div>`
      }
      <div class="buttons">
        <button type="button" id="copy-lines" ?disabled=${found.length === 0} @click=${() => this.#copy(found)}>
          ${words.copy}
        </button>
        <button type="button" id="save-lines" ?disabled=${found.length === 0} @click=${() => this.#save(found)}>
          ${words.saveLines}
        </button>
      </div>
      <p role="status">${this.message}</p>`;
  }

  #filters() {
    const { words } = lazyTexts('diagnostics');
    const options = [
      ['all', words.kindAll],
      ['wire', words.kindWire],
      ...kinds.map((kind) => [kind, words[kind]] as const),
    ] as const;
    return html`<div class="filters">
      ${formField(
        { id: 'kind', label: words.filterKind },
        html`<select id="kind" @change=${(event: Event) =>
          this.#setFilter({ kind: (event.target as HTMLSelectElement).value as LineFilter['kind'] })}>
          ${options.map(
            ([kind, label]) =>
              html`<option value=${kind} ?selected=${kind === this.filter.kind}>${label}</option>`,
          )}
        </select>`,
      )}
      ${formField(
        { id: 'words', label: words.filterWords },
        html`<input id="words" type="search" autocomplete="off" spellcheck="false" .value=${this.filter.words}
          @input=${(event: Event) => this.#setFilter({ words: (event.target as HTMLInputElement).value })} />`,
      )}
    </div>`;
  }

  #line({ at, kind, text }: RecordingLine) {
    const { words } = lazyTexts('diagnostics');
    const time = new Intl.DateTimeFormat(this.locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
    }).format(new Date(at));
    const arrow = arrows[kind];
    return html`<li>
      <time datetime=${at} title=${new Date(at).toLocaleString(this.locale)}>${time}</time>
      <span>${arrow ? html`<span aria-hidden="true">${arrow}</span> ` : ''}${words[kind]}</span>
      <code>${redactedText(text)}</code>
    </li>`;
  }

  #setFilter(change: Partial<LineFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.message = '';
  }

  async #copy(lines: readonly RecordingLine[]): Promise<void> {
    const { words } = lazyTexts('diagnostics');
    this.message = (await copyText(textForSupport(lines))) ? words.copied : words.notCopied;
  }

  #save(lines: readonly RecordingLine[]): void {
    const moment = new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-');
    saveFile(`hipay-ecr-recorder-${moment}.txt`, 'text/plain', textForSupport(lines));
  }
}
