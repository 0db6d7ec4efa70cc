import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi, VisibleSettings } from '../core/relay/connector-api.ts';
import type { Snapshot } from '../core/relay/snapshot.ts';
import { appStyles } from './app-styles.ts';
import { type Area, areaOfHash, isDiagnostics } from './area.ts';
import { beginsWithGuide, guideHash, isGuide } from './first-run/guide-address.ts';
import { LatePart } from './later/late-part.ts';
import { EcrElement } from './parts/ecr-element.ts';
import './pay/ecr-pay-screen.ts';
import { ReceiptHost } from './receipts/receipt-host.ts';
import { ResolverHost } from './resolve/resolver-host.ts';
import './shell/ecr-banners.ts';
import './shell/ecr-top-bar.ts';
import { chosenSound } from './appearance/sound-choice.ts';
import { announcement } from './shell/announcement.ts';
import { isRunning, pageEffects } from './shell/page-effects.ts';
import { settingsTurn } from './shell/settings-turn.ts';
import type { PageState, Surroundings } from './surroundings.ts';
import type { Language } from './texts/language.ts';
import { chooseLanguage, currentLanguage, firstLanguage, useLanguage } from './texts/language-store.ts';
import { controls } from './theme/controls.ts';

const quietPage: PageState = { online: true, updateReady: false, pairing: 'none', connectorGone: false };

/** The program's face. Give it a connector and the page's surroundings; it does the rest. */
@customElement('ecr-app')
export class EcrApp extends EcrElement {
  @property({ attribute: false }) connector: ConnectorApi | undefined;
  @property({ attribute: false }) surroundings: Surroundings | undefined;
  /** What the simulated terminal can play; empty where there is none. */
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private area: Area = areaOfHash(location.hash);
  @state() private guide = isGuide(location.hash);
  @state() private diagnosing = isDiagnostics(location.hash);
  @state() private snapshot: Snapshot | undefined;
  @state() private settings: VisibleSettings | undefined;
  @state() private page: PageState = quietPage;
  readonly #resolver = new ResolverHost(this, () => this.#skip());
  readonly #receipts = new ReceiptHost(this);
  readonly #payments = new LatePart(this, () => import('./payments/ecr-payments-screen.ts'));
  readonly #diagnostics = new LatePart(this, () => import('./diagnostics/ecr-diagnostics-screen.ts'));
  readonly #settings = new LatePart(this, () => import('./settings/ecr-settings-screen.ts'));
  readonly #guide = new LatePart(this, () => import('./first-run/ecr-first-run.ts'));
  /** Nobody has asked for a page: a till that is not set up begins with the guide. */
  #bare = location.hash === '';
  #stops: (() => void)[] = [];

  static override styles = [controls, appStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#route);
    this.addEventListener('reload-page', this.#reload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#route);
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { connector, surroundings } = this;
    if (!connector || !surroundings || !(changed.has('connector') || changed.has('surroundings'))) return;
    this.#stop();
    const effects = pageEffects(surroundings, () => chosenSound.read() === 'on');
    this.#stops = [
      connector.subscribe((now) => {
        effects(this.snapshot, now);
        this.#show(now);
      }),
      surroundings.watch((now) => {
        this.page = now;
      }),
    ];
    if (!currentLanguage()) void useLanguage(firstLanguage(surroundings.languages), surroundings.languages);
  }

  protected override render() {
    if (!this.connector || !this.surroundings || !currentLanguage()) return nothing;
    const { words } = this.t;
    return html`<button type="button" class="skip" @click=${this.#skip}>${words.skip}</button>
      <ecr-top-bar
        .area=${this.area}
        .snapshot=${this.snapshot}
        @language=${(event: CustomEvent<Language>) => this.#language(event.detail)}
      ></ecr-top-bar>
      ${
        this.snapshot
          ? html`<ecr-banners
              .connector=${this.connector}
              .surroundings=${this.surroundings}
              .snapshot=${this.snapshot}
              .page=${this.page}
              .area=${this.area}
              .diagnosing=${this.diagnosing}
            ></ecr-banners>`
          : ''
      }
      <main tabindex="-1" @settings-changed=${this.#readSettings}>${this.#screen()}</main>
      <p class="visually-hidden" role="status" id="announcer">
        ${this.snapshot ? announcement(this.snapshot, this.t) : ''}
      </p>
      ${this.#resolver.render(this.connector, this.settings)} ${this.#receipts.render(this.connector)}`;
  }

  #screen() {
    const { snapshot, connector, settings, scripts } = this;
    if (!snapshot) return this.#waiting();
    switch (this.area) {
      case 'pay':
        if (this.guide && settings) return this.#firstRun(snapshot, settings);
        return html`<ecr-pay-screen
          .connector=${connector}
          .surroundings=${this.surroundings}
          .snapshot=${snapshot}
          .settings=${settings}
          .scripts=${scripts}
        ></ecr-pay-screen>`;
      case 'payments':
        return this.#payments.render(
          () =>
            html`<ecr-payments-screen .connector=${connector} .snapshot=${snapshot}></ecr-payments-screen>`,
        );
      case 'settings':
        if (this.diagnosing) return this.#diagnosticsScreen();
        return this.#settings.render(
          () => html`<ecr-settings-screen
          .page=${this.page}
          .surroundings=${this.surroundings}
          .connector=${connector}
          .snapshot=${snapshot}
          .settings=${settings}
          .scripts=${scripts}
        ></ecr-settings-screen>`,
        );
    }
  }

  #firstRun(snapshot: Snapshot, settings: VisibleSettings) {
    return this.#guide.render(
      () => html`<ecr-first-run
        .connector=${this.connector}
        .surroundings=${this.surroundings}
        .snapshot=${snapshot}
        .settings=${settings}
        .scripts=${this.scripts}
        @language=${(event: CustomEvent<Language>) => this.#language(event.detail)}
      ></ecr-first-run>`,
    );
  }

  #diagnosticsScreen() {
    return this.#diagnostics.render(
      () => html`<ecr-diagnostics-screen
        .page=${this.page}
        .surroundings=${this.surroundings}
        .connector=${this.connector}
        .snapshot=${this.snapshot}
        .settings=${this.settings}
      ></ecr-diagnostics-screen>`,
    );
  }

  #waiting() {
    const { words } = this.t;
    if (!this.page.connectorGone) return html`<p class="waiting" role="status">${words.starting}</p>`;
    return html`<div class="waiting" role="alert">
      <p>${words.startFailed}</p>
      <button type="button" @click=${this.#reload}>${words.reload}</button>
    </div>`;
  }

  #show(now: Snapshot): void {
    const before = this.snapshot;
    this.snapshot = now;
    if (isRunning(now)) this.#resolver.prepare();
    if (!before || settingsTurn(before) !== settingsTurn(now)) void this.#readSettings();
    else this.#beginWithGuide();
  }

  async #readSettings(): Promise<void> {
    try {
      this.settings = await this.connector?.readSettings({});
      this.#beginWithGuide();
    } catch {
      // The banner about the stopped connector says it; what was read before stays on the screen.
    }
  }

  #beginWithGuide(): void {
    if (!this.#bare || !this.settings || !this.snapshot) return;
    if (beginsWithGuide(this.settings, this.snapshot, location.hostname)) location.replace(guideHash);
  }

  #route = async (): Promise<void> => {
    this.#bare = false;
    this.area = areaOfHash(location.hash);
    this.guide = isGuide(location.hash);
    this.diagnosing = isDiagnostics(location.hash);
    await this.updateComplete;
    this.#skip();
    window.scrollTo(0, 0);
  };

  #reload = (): void => this.surroundings?.reload();

  #skip(): void {
    this.renderRoot.querySelector('main')?.focus();
  }

  #language(language: Language): void {
    void chooseLanguage(language, this.surroundings?.languages ?? []);
  }

  #stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-app': EcrApp;
  }
}
