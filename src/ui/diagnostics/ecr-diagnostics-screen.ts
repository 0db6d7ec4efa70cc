import './ecr-finding-list.ts';
import './ecr-recorder.ts';
import './ecr-support-bundle.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi, VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { diagnose, type PageDescription, type Situation } from '../../core/diagnostics/diagnose.ts';
import { supportBundleText } from '../../core/diagnostics/support-bundle.ts';
import { lastNotification, type RecordingLine, recordingLines } from '../../core/recorder/recording-lines.ts';
import { fill, timeText } from '../format.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { inLanguage } from '../language.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import type { PreparedBundle } from './ecr-support-bundle.ts';
import { diagnosticsTexts } from './texts/diagnostics-texts.ts';

const patienceMs = 10_000;

/** Rejects where the other side does not answer: who looks for what is broken must not wait for it. */
export function inTime<Value>(asked: Promise<Value>, ms = patienceMs): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const spanMs = 7 * 86_400_000;
/** More would make a file that nobody reads; the newest tell most. */
const mostPayments = 500;

/** The payments of the last days, newest first. */
export async function recentPayments(
  connector: Pick<ConnectorApi, 'listPayments'>,
  now: number,
): Promise<PaymentRow[]> {
  const rows: PaymentRow[] = [];
  let page = await connector.listPayments({ from: now - spanMs, to: now + 1, limit: 250 });
  rows.push(...page.rows);
  while (page.next && rows.length < mostPayments) {
    page = await connector.listPayments({ from: now - spanMs, to: now + 1, limit: 250, after: page.next });
    rows.push(...page.rows);
  }
  return rows.slice(0, mostPayments);
}

const mostLines = 2000;

/** Everything that a payment needs, what happened last, and a file for whoever helps. */
@customElement('ecr-diagnostics-screen')
export class EcrDiagnosticsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) hostApi!: HostApi;

  @state() private around: PageDescription | 'looking' | 'failed' = 'looking';
  @state() private lines: readonly RecordingLine[] | 'reading' | 'failed' = 'reading';
  @state() private lookedAt = 0;

  static override styles = [
    controls,
    cards,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
      }
    `,
  ];

  constructor() {
    super();
    // What was seen grows old while one looks.
    new EverySecond(this, 10_000);
  }

  protected override firstUpdated(): void {
    void this.#look();
  }

  protected override render() {
    const { words } = inLanguage(diagnosticsTexts);
    return html`<section class="card stack" aria-labelledby="title">
        <p><a href=${hashOfArea('settings')}>${words.back}</a></p>
        <div class="head">
          <h1 id="title" tabindex="-1">${words.title}</h1>
          <button type="button" id="look-again" ?disabled=${this.around === 'looking'} @click=${this.#look}>${words.again}</button>
        </div>
        <p>${words.what}</p>
        ${this.#findings()}
        ${this.snapshot.sidecar === 'none' ? '' : html`<p class="muted">${words.doctor}</p>`}
      </section>
      <ecr-recorder .lines=${typeof this.lines === 'string' ? undefined : this.lines}
        ?failed=${this.lines === 'failed'}></ecr-recorder>
      <ecr-support-bundle .prepare=${this.#prepare} ?ready=${typeof this.around !== 'string'}></ecr-support-bundle>`;
  }

  #findings() {
    const { words } = inLanguage(diagnosticsTexts);
    if (this.around === 'looking') return html`<p role="status">${words.looking}</p>`;
    if (this.around === 'failed') return html`<p role="alert">${words.notLooked}</p>`;
    const situation = this.#situation(this.around);
    const time = timeText(this.lookedAt, situation.now, this.locale);
    return html`<p role="status" class="muted">${fill(words.lookedAt, { time })}</p>
      <ecr-finding-list .findings=${diagnose(situation)} .at=${situation.now}></ecr-finding-list>`;
  }

  #situation(page: PageDescription): Situation {
    const { snapshot, settings } = this;
    const { connectorGone, pairing, build } = this.page;
    const lines = typeof this.lines === 'string' ? [] : this.lines;
    return {
      now: Date.now(),
      page,
      snapshot,
      settings,
      connectorGone,
      pairing,
      build,
      lastNotification: lastNotification(lines),
    };
  }

  readonly #look = async (): Promise<void> => {
    this.around = 'looking';
    // Apart: a connector that does not answer holds nothing else up.
    void this.#readLines();
    this.around = await inTime(this.hostApi.describePage()).catch(() => 'failed' as const);
    this.lookedAt = Date.now();
  };

  async #readLines(): Promise<void> {
    try {
      this.lines = recordingLines((await inTime(this.connector.exportRecording({}))).text, mostLines);
    } catch {
      // A stopped connector has no recording to give, and everything else is told all the same.
      if (typeof this.lines === 'string') this.lines = 'failed';
    }
  }

  readonly #prepare = async (): Promise<PreparedBundle> => {
    if (typeof this.around === 'string') throw new Error('the page has not been looked at yet');
    await this.#readLines();
    const situation = this.#situation(this.around);
    const lines = typeof this.lines === 'string' ? [] : this.lines;
    // Of a stopped connector what it last showed is better than nothing.
    const payments = await inTime(recentPayments(this.connector, situation.now)).catch(
      () => this.snapshot.payments,
    );
    const text = supportBundleText({ situation, findings: diagnose(situation), lines, payments });
    return { text, lines: lines.length, payments: payments.length };
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-diagnostics-screen': EcrDiagnosticsScreen;
  }
}
