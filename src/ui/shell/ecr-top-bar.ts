import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Language } from '../../core/language.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { WordKey } from '../../texts/load-texts.ts';
import { plural } from '../format.ts';
import type { HostApi } from '../host-api.ts';
import { isRunning, OpenTerminalEvent, unresolved } from '../model/payment-events.ts';
import { badgeOf, cableLink, terminalWords } from '../model/terminal-status.ts';
import { type Area, areas, hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { controls } from '../theme/controls.ts';
import { topBarStyles } from './top-bar-styles.ts';

const areaLinks: Record<Area, { word: WordKey; icon: IconName }> = {
  pay: { word: 'pay', icon: 'card' },
  payments: { word: 'paymentsArea', icon: 'list' },
  settings: { word: 'settingsArea', icon: 'gear' },
};

/**
 * The program's name, the areas, the terminal's chip and the menu. On a phone the areas are at the bottom. While a payment
 * runs there is no chip: the stage shows the state. Fires `language`.
 */
@customElement('ecr-top-bar')
export class EcrTopBar extends EcrElement {
  @property() area: Area = 'pay';
  @property({ attribute: false }) snapshot: Snapshot | undefined;
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private open: 'terminal' | 'menu' | undefined;
  readonly #terminalPart = new LazyPart(this, [], () => import('./ecr-terminal-panel.ts'));
  readonly #menuPart = new LazyPart(this, ['customer-display'], () => import('./ecr-menu.ts'));

  static override styles = [controls, topBarStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(OpenTerminalEvent.type, this.#onOpenTerminal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(OpenTerminalEvent.type, this.#onOpenTerminal);
  }

  protected override willUpdate(): void {
    // A till may start a payment while somebody looks at the terminal: then the stage must be seen.
    if (this.snapshot && isRunning(this.snapshot)) this.open = undefined;
  }

  protected override render() {
    return html`<header>
      <span class="brand">${icon('terminal', 24)}<span>${this.t.words.appName}</span></span>
      ${this.#renderNav()}
      <div class="end">
        ${this.#renderChip()}
        <button type="button" id="menu" class="dots" aria-haspopup="dialog" aria-label=${this.t.words.menu}
          @click=${() => this.#show('menu')}>${icon('dots', 24)}</button>
      </div>
    </header>
    ${this.#renderOpen()}`;
  }

  #renderNav() {
    const { words } = this.t;
    return html`<nav aria-label=${words.areas}>
      ${areas.map(
        (area) => html`<a href=${hashOfArea(area)} aria-current=${area === this.area ? 'page' : 'false'}>
          ${icon(areaLinks[area].icon)}<span class="label">${words[areaLinks[area].word]}</span>
          ${area === 'payments' ? this.#renderCount() : ''}
        </a>`,
      )}
    </nav>`;
  }

  /** The number of payments that a person must check, or `!` if only notifications need a person. */
  #renderCount() {
    if (!this.snapshot) return '';
    const { words, plurals } = this.t;
    const count = unresolved(this.snapshot).length;
    if (count === 0 && this.snapshot.outbox.parked === 0) return '';
    const label = count > 0 ? plural(plurals.unresolved, count, this.locale) : words.attention;
    return html`<span class="count" aria-hidden="true">${count > 0 ? count : '!'}</span
      ><span class="visually-hidden">, ${label}</span>`;
  }

  #renderChip() {
    const { snapshot } = this;
    if (!snapshot || isRunning(snapshot)) return '';
    const badge = badgeOf(snapshot);
    const link = cableLink(this.settings, this.hostApi.browserLinks);
    const { label, todo } = terminalWords(snapshot, this.t, link, this.hostApi.system);
    return html`<span class="visually-hidden" role="status" id="advice">${todo}</span>
    <button type="button" id="terminal" class="chip ${badge.tone}" aria-haspopup="dialog" aria-describedby="advice"
      @click=${() => this.#show('terminal')}>
      ${badge.tone === 'good' ? html`<i></i>` : icon(badge.icon, 18)}<span class="label">${label}</span>
    </button>`;
  }

  #renderOpen() {
    const { open, connector, hostApi, snapshot, settings, scripts } = this;
    if (!open || !snapshot) return '';
    const close = () => {
      this.open = undefined;
    };
    if (open === 'menu')
      return this.#menuPart.renderOver(
        () => html`<ecr-menu .hostApi=${hostApi} @closed=${close}></ecr-menu>`,
        close,
      );
    return this.#terminalPart.renderOver(
      () => html`<ecr-terminal-panel
        .connector=${connector}
        .hostApi=${hostApi}
        .snapshot=${snapshot}
        .settings=${settings}
        .scripts=${scripts}
        @closed=${close}
      ></ecr-terminal-panel>`,
      close,
    );
  }

  #show(what: 'terminal' | 'menu'): void {
    this.open = what;
    void (what === 'menu' ? this.#menuPart : this.#terminalPart).open();
  }

  readonly #onOpenTerminal = (): void => this.#show('terminal');
}

declare global {
  interface HTMLElementEventMap {
    language: CustomEvent<Language>;
  }
}
