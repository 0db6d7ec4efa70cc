import './ecr-finding-list.ts';
import './ecr-recorder.ts';
import './ecr-support-bundle.ts';
import './ecr-verdict.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { diagnose, type PageDescription, type Situation } from '../../core/diagnostics/diagnose.ts';
import { supportBundleText } from '../../core/diagnostics/support-bundle.ts';
import { lastNotification, type RecordingLine, recordingLines } from '../../core/recorder/recording-lines.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import type { PreparedBundle } from './ecr-support-bundle.ts';

const timeoutMs = 10_000;

/** Rejects if the answer takes too long, so that the diagnostics never wait for a broken part. */
export function withTimeout<Value>(request: Promise<Value>, ms = timeoutMs): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms);
    request.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const recentMs = 7 * 86_400_000;
/** Maximum number of payments in the file, the newest first: a longer file is hard to read. */
const maxPayments = 500;

/** Payments of the last seven days, newest first. */
export async function recentPayments(
  connector: Pick<ConnectorApi, 'listPayments'>,
  now: number,
): Promise<PaymentRow[]> {
  const rows: PaymentRow[] = [];
  let page = await connector.listPayments({ from: now - recentMs, to: now + 1, limit: 250 });
  rows.push(...page.rows);
  while (page.next && rows.length < maxPayments) {
    page = await connector.listPayments({ from: now - recentMs, to: now + 1, limit: 250, after: page.next });
    rows.push(...page.rows);
  }
  return rows.slice(0, maxPayments);
}

const maxLines = 2000;

/** Shows findings about everything that a payment needs, the last events, and a file for support. */
@customElement('ecr-diagnostics-screen')
export class EcrDiagnosticsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) hostApi!: HostApi;

  @state() private pageDescription: PageDescription | 'looking' | 'failed' = 'looking';
  @state() private lines: readonly RecordingLine[] | 'reading' | 'failed' = 'reading';
  @state() private inspectedAt = 0;

  static override styles = [
    controls,
    cards,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        max-width: 56rem;
        margin-inline: auto;
      }
      .back {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-height: var(--target);
        font-weight: 600;
        text-decoration: none;
      }
      .back svg {
        rotate: 180deg;
      }
      .log > summary {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-height: var(--target-large);
        color: var(--accent);
        font-weight: 600;
        cursor: pointer;
      }
    `,
  ];

  constructor() {
    super();
    // Renders again, because the screen shows how long ago things happened.
    new PeriodicRender(this, 10_000);
  }

  protected override firstUpdated(): void {
    void this.#inspectPage();
  }

  protected override render() {
    const { words } = lazyTexts('diagnostics');
    return html`<p><a class="back" href=${hashOfArea('settings', 'help')}>${rareIcon('next')} ${words.back}</a></p>
      ${this.#findings()}
      <ecr-support-bundle .prepare=${this.#prepare} ?ready=${typeof this.pageDescription !== 'string'}></ecr-support-bundle>
      <details class="log">
        <summary>${rareIcon('next', 18)} ${words.recorderTitle}</summary>
        <ecr-recorder .lines=${typeof this.lines === 'string' ? undefined : this.lines}
          ?failed=${this.lines === 'failed'}></ecr-recorder>
      </details>
      ${this.snapshot.sidecar === 'none' ? '' : html`<p class="muted">${words.doctor}</p>`}`;
  }

  #findings() {
    const { words } = lazyTexts('diagnostics');
    const again = html`<button type="button" id="look-again" ?disabled=${this.pageDescription === 'looking'}
      @click=${this.#inspectPage}>${words.again}</button>`;
    if (typeof this.pageDescription === 'string')
      return html`<section class="card stack">
        <h1 tabindex="-1">${words.title}</h1>
        ${
          this.pageDescription === 'looking'
            ? html`<p role="status">${words.looking}</p>`
            : html`<p role="alert">${words.notLooked}</p>`
        }
        <div class="buttons">${again}</div>
      </section>`;
    const situation = this.#situation(this.pageDescription);
    const findings = diagnose(situation);
    return html`<ecr-verdict .findings=${findings} .lookedAt=${this.inspectedAt} .at=${situation.now}>${again}</ecr-verdict>
      <ecr-finding-list .findings=${findings} .at=${situation.now}></ecr-finding-list>`;
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

  readonly #inspectPage = async (): Promise<void> => {
    this.pageDescription = 'looking';
    // Runs in parallel: a connector that does not answer must not delay the findings.
    void this.#readLines();
    this.pageDescription = await withTimeout(this.hostApi.describePage()).catch(() => 'failed' as const);
    this.inspectedAt = Date.now();
  };

  async #readLines(): Promise<void> {
    try {
      this.lines = recordingLines((await withTimeout(this.connector.exportRecording({}))).text, maxLines);
    } catch {
      // A stopped connector sends no recording; the screen shows the rest.
      if (typeof this.lines === 'string') this.lines = 'failed';
    }
  }

  readonly #prepare = async (): Promise<PreparedBundle> => {
    if (typeof this.pageDescription === 'string') throw new Error('the page has not been looked at yet');
    await this.#readLines();
    const situation = this.#situation(this.pageDescription);
    const lines = typeof this.lines === 'string' ? [] : this.lines;
    // If the connector has stopped, the last snapshot's payments are better than none.
    const payments = await withTimeout(recentPayments(this.connector, situation.now)).catch(
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
