import './ecr-banners.ts';
import './ecr-top-bar.ts';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Language } from '../../core/language.ts';
import type { HostApi } from '../host-api.ts';
import { chooseLanguage, currentLanguage, firstLanguage, useLanguage } from '../language.ts';
import { isRunning } from '../model/payment-events.ts';
import { guideHash, PageAddress, startsWithGuide } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { ReceiptHost } from '../receipts/receipt-host.ts';
import { ResolverHost } from '../resolve/resolver-host.ts';
import { controls } from '../theme/controls.ts';
import type { announcement } from './announcement.ts';
import { ConnectorWatch } from './connector-watch.ts';
import { AreaScreens } from './screens.ts';

export const appStyles = css`
  :host {
    display: grid;
    grid-template: auto auto 1fr auto / minmax(0, 1fr);
    min-height: 100dvh;
  }
  /* Pay, running, result, payments and the guides: from edge to edge. */
  main.stage {
    display: grid;
    max-width: none;
    padding: 0 0 var(--bottom-bar);
  }
  main:not(.stage) {
    width: 100%;
    max-width: var(--page-width);
    margin-inline: auto;
    padding: var(--space-5);
  }
  /* Gets the focus when the area changes, so that screen readers start there. It is not a control, so it shows no ring. */
  main:focus-visible {
    outline: none;
  }
  @media print {
    ecr-top-bar,
    ecr-banners {
      display: none;
    }
  }
  .skip {
    position: absolute;
    z-index: 3;
    top: var(--space-2);
    left: var(--space-2);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }
  .waiting {
    padding: var(--space-7);
    text-align: center;
  }
  @media (max-width: 44rem) {
    main:not(.stage) {
      padding: var(--space-4);
      padding-bottom: calc(var(--bottom-bar) + var(--space-5));
    }
  }
`;

/** The root element. Give it a connector and the page's host API. */
@customElement('ecr-app')
export class EcrApp extends EcrElement {
  @property({ attribute: false }) connector: ConnectorApi | undefined;
  @property({ attribute: false }) hostApi: HostApi | undefined;
  /** Names of the scripts of the simulated terminal; empty until they are loaded. */
  @property({ attribute: false }) scripts: readonly string[] = [];

  /** True while the guide waits for the connector that it has set up. */
  @state() private startingAgain = false;

  readonly #address = new PageAddress(this, () => this.#onScreenChange());
  readonly #watch = new ConnectorWatch(this, {
    onSnapshot: (now) => {
      if (now.payment) void this.#announcement.open();
      if (isRunning(now)) this.#screens.prepareCheck();
    },
    onComplete: () => this.#startWithGuide(),
  });
  readonly #resolver = new ResolverHost(this);
  readonly #receipts = new ReceiptHost(this);
  readonly #sameSale = new LazyPart(this, ['resolve'], () => import('../pay/ecr-same-sale.ts'));
  #announce: typeof announcement | undefined;
  readonly #setAnnounce = (part: { readonly announcement: typeof announcement }) => {
    this.#announce = part.announcement;
  };
  readonly #announcement = new LazyPart(this, [], () => import('./announcement.ts').then(this.#setAnnounce));
  readonly #screens = new AreaScreens(this);

  static override styles = [controls, appStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('reload-page', this.#reload);
  }

  /** The first payment may be fast: each of its phases is announced. */
  protected override firstUpdated(): void {
    void this.#announcement.open();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { connector, hostApi } = this;
    if (!connector || !hostApi || !(changed.has('connector') || changed.has('hostApi'))) return;
    this.#watch.watch(connector, hostApi);
    if (!currentLanguage()) void useLanguage(firstLanguage(hostApi.languages), hostApi.languages);
  }

  protected override render() {
    const { connector, hostApi } = this;
    if (!connector || !hostApi || !currentLanguage()) return nothing;
    const { snapshot, settings } = this.#watch;
    return html`<button type="button" class="skip" @click=${this.#focusMain}>${this.t.words.skip}</button>
      <ecr-top-bar
        .area=${this.#address.area}
        .snapshot=${snapshot}
        .connector=${connector}
        .hostApi=${hostApi}
        .settings=${settings}
        .scripts=${this.scripts}
        @language=${this.#chooseLanguage}
        @settings-changed=${this.#watch.readSettings}
      ></ecr-top-bar>
      ${snapshot ? this.#renderBanners(snapshot) : ''}
      <main
        tabindex="-1"
        class=${this.#isStage ? 'stage' : ''}
        @settings-changed=${this.#watch.readSettings}
        @starting-again=${this.#onStartingAgain}
      >
        ${snapshot ? this.#renderScreen(connector, hostApi, snapshot) : this.#renderStarting()}
      </main>
      <p class="visually-hidden" role="status" id="announcer">
        ${snapshot?.payment && this.#announce ? this.#announce(snapshot.payment, this.t, snapshot.terminal.overNetwork) : ''}
      </p>
      ${this.#receipts.render(connector)}
      ${snapshot ? this.#renderSameSale(connector, snapshot) : ''}`;
  }

  get #isStage(): boolean {
    const { area, checking } = this.#address;
    return this.#watch.snapshot !== undefined && (area === 'pay' || (area === 'payments' && !checking));
  }

  #renderSameSale(connector: ConnectorApi, { sameSale }: Snapshot) {
    if (!sameSale) return '';
    const dialog = html`<ecr-same-sale .connector=${connector} .question=${sameSale}></ecr-same-sale>`;
    return this.#sameSale.render(() => html`${keyed(sameSale.id, dialog)}`);
  }

  #renderBanners(snapshot: Snapshot) {
    const { area, diagnosing, guide } = this.#address;
    return html`<ecr-banners
              .connector=${this.connector}
              .hostApi=${this.hostApi}
              .snapshot=${snapshot}
              .page=${this.#watch.page}
              .area=${area}
              .diagnosing=${diagnosing}
              .startingAgain=${guide && this.startingAgain}
            ></ecr-banners>`;
  }

  #renderScreen(connector: ConnectorApi, hostApi: HostApi, snapshot: Snapshot) {
    const { settings, page } = this.#watch;
    const { scripts } = this;
    const context = {
      connector,
      hostApi,
      snapshot,
      settings,
      page,
      scripts,
      chooseLanguage: this.#chooseLanguage,
      resolver: this.#resolver,
    };
    return this.#screens.render(this.#address, context);
  }

  #renderStarting() {
    const { words } = this.t;
    const { connectorGone, connectorEnd } = this.#watch.page;
    if (!connectorGone) return html`<p class="waiting" role="status">${words.starting}</p>`;
    return html`<div class="waiting" role="alert">
      <p>${connectorEnd === 'newer-data' ? words.newerData : words.startFailed}</p>
      <button type="button" @click=${this.#reload}>${words.reload}</button>
    </div>`;
  }

  #startWithGuide(): void {
    const { settings, snapshot } = this.#watch;
    if (!this.#address.hasNoHash || !settings || !snapshot) return;
    // While the page is being paired, its sidecar has not sent the settings yet.
    if (this.#address.isPairing && snapshot.firstSetup !== true) return;
    if (startsWithGuide(settings, snapshot, location.hostname)) location.replace(guideHash);
  }

  #onStartingAgain = ({ detail }: CustomEvent<boolean>): void => {
    this.startingAgain = detail;
  };

  #reload = (): void => this.hostApi?.reload();

  /** The check focuses the heading of its step itself. */
  #onScreenChange(): void {
    if (!this.#address.checking) this.#focusMain();
  }

  #focusMain(): void {
    this.renderRoot.querySelector('main')?.focus();
  }

  readonly #chooseLanguage = ({ detail }: CustomEvent<Language>): void => {
    void chooseLanguage(detail, this.hostApi?.languages ?? []);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-app': EcrApp;
  }
}
