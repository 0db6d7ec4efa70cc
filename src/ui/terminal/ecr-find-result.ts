import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { SerialSettings } from '../../core/settings/settings.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import {
  languageAfterSearch,
  type TerminalLanguage,
  traitsOf,
} from '../../core/terminal/terminal-languages.ts';
import type { LazyTexts } from '../../texts/load-texts.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { technicalDetail } from '../model/terminal-status.ts';
import { copyText, printText } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards, notes } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

export type Found = Extract<CallResult<'findTerminal'>, { found: true }>;
type Terminal = VisibleSettings['terminal'];

/** Formats line settings as in the terminals' menus: 9600 7E1. */
export const lineText = ({ baudRate, dataBits, parity, stopBits }: SerialSettings): string =>
  `${baudRate} ${dataBits}${{ none: 'N', even: 'E', odd: 'O' }[parity]}${stopBits}`;

/** True if the settings already contain the result. */
export const isAlreadySet = (found: Found, present: Terminal): boolean =>
  languageAfterSearch(found.language, present.language) === present.language &&
  (!found.serial || JSON.stringify(found.serial) === JSON.stringify(present.serial));

/** The lines for the configuration file, in its exact syntax. */
export function configLines(found: Found, present: Terminal): string {
  const { serial } = found;
  const line = serial
    ? [
        `baudRate: ${serial.baudRate}`,
        `dataBits: ${serial.dataBits}`,
        `parity: ${serial.parity}`,
        `stopBits: ${serial.stopBits}`,
      ]
    : [];
  const connectorLines = [`  language: ${languageAfterSearch(found.language, present.language)}`];
  if (serial && serial.flowControl !== present.serial.flowControl)
    connectorLines.push(`  flow_control: ${serial.flowControl}`);
  return [...line, 'connector:', ...connectorLines].join('\n');
}

function languageName(language: TerminalLanguage): string {
  const { label, alias } = traitsOf(language);
  return alias ? `${label} (${alias})` : label;
}

/** The settings for the terminal's own menu, as a text for a receipt printer. The shop prints and keeps it. */
export function setupSheet(
  found: Found,
  present: VisibleSettings['terminal'],
  texts: LazyTexts['find']['search'],
): string {
  const { serial = present.serial } = found;
  const { baudRate: baud, dataBits: bits, stopBits: stop } = serial;
  return [
    texts.sheetTitle,
    '',
    texts.sheetHow,
    '',
    texts.sheetCash,
    fill(texts.sheetSpeed, { baud }),
    fill(texts.sheetBits, { bits, parity: texts[serial.parity], stop }),
    fill(texts.sheetLanguage, {
      language: languageName(languageAfterSearch(found.language, present.language)),
    }),
    '',
    texts.sheetIngenico,
    texts.sheetNepting,
    texts.sheetOther,
  ].join('\n');
}

type NotFound = Extract<CallResult<'findTerminal'>, { found: false }>;

/** Shows the result of the terminal search. Fires `again` and `close`. */
@customElement('ecr-find-result')
export class EcrFindResult extends EcrElement {
  @property({ attribute: false }) result!: CallResult<'findTerminal'>;
  /** The settings before the search, for comparison. */
  @property({ attribute: false }) settings!: VisibleSettings;

  @state() private copied: boolean | undefined;

  static override styles = [
    controls,
    cards,
    notes,
    css`
      section {
        grid-template-columns: minmax(0, 1fr);
      }
      h2 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
      dl {
        display: grid;
        gap: var(--space-1);
        margin: 0;
      }
      dt {
        color: var(--text-muted);
        font-size: var(--text-small);
      }
      dd {
        margin: 0 0 var(--space-2);
        font-weight: 600;
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        overflow-x: auto;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface);
        font-family: ui-monospace, monospace;
        font-size: var(--text-small);
      }
    `,
  ];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h2')?.focus();
  }

  protected override render() {
    const { result } = this;
    const texts = lazyTexts('find').search;
    const fire = (name: 'again' | 'close') => () => this.dispatchEvent(new Event(name));
    return html`<section aria-labelledby="found">
      ${result.found ? this.#renderFound(result) : this.#renderNotFound(result)}
      <div class="buttons">
        ${
          !result.found || result.language === 'unclear'
            ? html`<button type="button" id="find-again" class=${result.found ? '' : 'primary'} @click=${fire('again')}>${texts.lookAgain}</button>`
            : ''
        }
        ${
          result.found && result.serial
            ? html`<button type="button" id="print-sheet" @click=${() => this.#print(result)}>${texts.printSheet}</button>`
            : ''
        }
        <button type="button" id="find-close" @click=${fire('close')}>${texts.close}</button>
      </div>
    </section>`;
  }

  #renderFound(found: Found) {
    const texts = lazyTexts('find').search;
    const { terminal } = this.settings;
    const names = {
      'caisse-ap-v3': traitsOf('caisse-ap-v3').label,
      'concert-v2': texts.concertName,
      unclear: texts.unclear,
    };
    const hints = { 'caisse-ap-v3': '', 'concert-v2': texts.concertHint, unclear: texts.unclearHint };
    const isClear = found.language !== 'unclear';
    // One verdict: what is not clear is not found with a green tick above it.
    return html`<h2 id="found" tabindex="-1" class=${isClear ? 'good' : ''}>
        ${icon(isClear ? 'check' : 'question')} ${isClear ? texts.foundTitle : names.unclear}
      </h2>
      <dl>
        ${isClear ? html`<dt>${texts.language}</dt><dd>${names[found.language]}</dd>` : ''}
        ${found.device ? html`<dt>${texts.device}</dt><dd>${found.device}</dd>` : ''}
        ${found.serial ? html`<dt>${texts.line}</dt><dd>${lineText(found.serial)}</dd>` : ''}
      </dl>
      ${hints[found.language] ? html`<p>${hints[found.language]}</p>` : ''}
      ${isAlreadySet(found, terminal) ? html`<p>${texts.same}</p>` : this.#renderSaved(found)}`;
  }

  #renderSaved(found: Found) {
    const texts = lazyTexts('find').search;
    if (found.saved) return html`<p>${this.settings.provisioned ? texts.savedInFile : texts.saved}</p>`;
    if (!this.settings.provisioned) return html`<p>${texts.notSaved}</p>`;
    const lines = configLines(found, this.settings.terminal);
    const onCopy = async () => {
      this.copied = await copyText(lines);
    };
    return html`<p>${texts.provisioned}</p>
      <pre tabindex="0">${lines}</pre>
      <div class="buttons"><button type="button" id="copy-lines" @click=${onCopy}>${texts.copy}</button></div>
      <p role="status">${this.copied === undefined ? '' : this.copied ? texts.copied : texts.notCopied}</p>`;
  }

  #print(found: Found): void {
    printText(setupSheet(found, this.settings.terminal, lazyTexts('find').search));
  }

  #renderNotFound(result: NotFound) {
    const texts = lazyTexts('find').search;
    const { failures, words } = this.t;
    if ('stopped' in result) {
      return html`<h2 id="found" tabindex="-1">${icon('info')} ${texts.stoppedTitle}</h2>
        <p>${texts.stoppedWhat}</p>`;
    }
    const { failure, detail, devices = [] } = result;
    if (failure !== 'terminal-silent' && failure !== 'terminal-away') {
      return html`<h2 id="found" tabindex="-1" class="bad">${icon('warning')} ${texts.refusedTitle}</h2>
        <p>${failures[failure].what} ${failures[failure].todo}</p>
        ${detail ? technicalDetail(words.detail, detail) : ''}`;
    }
    const isOnNetwork = this.settings.terminal.link === 'tcp';
    const points = isOnNetwork
      ? [texts.power, texts.address, texts.asleep, texts.network, texts.otherPrograms]
      : [texts.cable, texts.power, texts.cashConnection, texts.otherPrograms];
    return html`<h2 id="found" tabindex="-1" class="bad">${icon('question')} ${texts.notFoundTitle}</h2>
      <p>${isOnNetwork ? texts.notFoundOnNetwork : texts.notFoundOnCable}</p>
      <ul>${points.map((point) => html`<li>${point}</li>`)}</ul>
      ${this.#renderDevices(devices)}`;
  }

  /** A single silent port needs no list, because the sentence above already says that nothing answered. */
  #renderDevices(devices: NonNullable<Extract<NotFound, { failure: unknown }>['devices']>) {
    if (devices.length < 2 && devices.every(({ why }) => why === 'silent')) return '';
    const texts = lazyTexts('find').search;
    const reasonTexts = {
      silent: texts.silent,
      garbled: texts.garbled,
      'in-use': texts.inUse,
      away: texts.away,
      'not-chosen': texts.away,
      failed: texts.failed,
    };
    return html`<p>${texts.devices}</p>
      <ol>${devices.map(({ device, why }) => html`<li>${`${device || texts.anyPort}: ${reasonTexts[why]}`}</li>`)}</ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-find-result': EcrFindResult;
  }
}
