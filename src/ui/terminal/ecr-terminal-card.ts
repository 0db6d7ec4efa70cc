import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { settingsOf, type VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { CableLink, HostApi } from '../host-api.ts';
import { badgeOf, cableLink, statusLine, technicalDetail, terminalWords } from '../model/terminal-status.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { cards, folds } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { availableActions, terminalButtons } from './terminal-buttons.ts';
import { PortChooser, TerminalCall, TerminalFinder } from './terminal-controllers.ts';

export const terminalCardStyles = css`
  section {
    display: grid;
    gap: var(--space-4);
  }
  /* Inside a panel, which has the heading and the frame. */
  :host([inside]) .card {
    padding-block-start: 0;
    border: 0;
    box-shadow: none;
  }
  :host([inside]) h2 {
    display: none;
  }
  .lamp {
    display: flex;
    gap: var(--space-4);
    align-items: center;
  }
  .lamp > div {
    min-width: 0;
  }
  .light {
    display: grid;
    flex: none;
    width: 3rem;
    height: 3rem;
    place-items: center;
    border: 2px solid;
    border-radius: 50%;
  }
  .light.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .light.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .light.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .light.calm {
    background: var(--calm-soft);
    color: var(--calm);
  }
  .state {
    font-size: var(--text-large);
    font-weight: 700;
    line-height: 1.25;
  }
  .lamp .muted {
    font-size: var(--text-small);
  }
  .description {
    overflow-wrap: anywhere;
  }
  /* The choice of a simulated terminal is less visible than that of a real one. */
  .trial {
    border-color: transparent;
    background: none;
    color: var(--accent);
    font-size: var(--text-small);
    text-decoration: underline;
  }
  .error {
    color: var(--bad);
    font-weight: 600;
  }
  /*
   * [plain]: the card is in a guide, which shows the heading of the step. The main button is the largest. [plain='steps']: no
   * terminal is chosen, and the guide shows instructions above the card.
   */
  :host([plain]) .card {
    padding: 0;
    border: 0;
    box-shadow: none;
  }
  :host([plain]) h2,
  :host([plain='steps']) :is(.lamp, .lamp + p) {
    display: none;
  }
  /* In a guide, a search hides the rest of the card. */
  :host([plain][search]) :is(.lamp, section > .buttons, #peculiarities),
  :host([plain][search='result']) .lamp + p {
    display: none;
  }
  :host([plain='steps']) .card {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--space-3);
  }
  :host([plain='steps']) slot {
    display: block;
  }
  :host([plain='steps']) section > .buttons {
    margin-top: auto;
    padding-top: var(--space-3);
  }
  :host([plain]) .primary {
    flex: 1 1 100%;
    min-height: var(--target-key);
    font-size: var(--text-large);
  }
`;

/** Shows the terminal's status, the time of its last check, and a button for each possible action. Fires `settings-changed`. */
@customElement('ecr-terminal-card')
export class EcrTerminalCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private peculiaritiesOpened = false;

  readonly #call = new TerminalCall(this);
  /** The list loads only when a person opens it, because few people read it. */
  readonly #peculiaritiesPart = new LazyPart(this, ['peculiarities'], () => import('./ecr-peculiarities.ts'));
  readonly #choicesPart = new LazyPart(this, ['find'], () => import('./ecr-terminal-choices.ts'));
  readonly #finder = new TerminalFinder(this, () => void this.#findTerminal());
  readonly #portChooser = new PortChooser(
    this,
    () => ({ hostApi: this.hostApi, link: this.#link }),
    () => void this.#call.run(() => this.connector.connectTerminal({})),
  );

  /** The browser's error about a port that another program uses. */
  #inUseReason = '';

  static override styles = [controls, cards, folds, terminalCardStyles];

  constructor() {
    super();
    new PeriodicRender(this);
  }

  /** Keeps the error during the next attempt, so that its details stay open. */
  protected override willUpdate(): void {
    const { state, description } = this.snapshot.terminal;
    if (state === 'in-use') this.#inUseReason = description;
    else if (state !== 'opening') this.#inUseReason = '';
    const { shows } = this.#finder;
    if (shows) this.setAttribute('search', shows);
    else this.removeAttribute('search');
  }

  protected override render() {
    const { words } = this.t;
    const { terminal } = this.snapshot;
    const { label, todo: advice } = terminalWords(this.snapshot, this.t, this.#link, this.hostApi.system);
    const inUseReason = this.#inUseReason;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${words.terminal}</h2>
      ${statusLine({ terminal, badge: badgeOf(this.snapshot), label, inUseReason }, this.t, this.locale)}
      <p role="status">${this.#finder.searching ? words.findingNow : advice}</p>
      ${inUseReason ? technicalDetail(words.detail, inUseReason) : ''} ${this.#renderDevices()}
      ${this.#call.failed ? html`<p class="error" role="alert">${words.callFailed}</p>` : ''}
      ${this.#isChoiceStep ? '' : this.#renderButtons()} ${this.#renderScript()}
      ${this.#finder.render(this.snapshot.finding)} ${this.#isChoiceStep ? '' : this.#renderPeculiarities()}
      ${this.#isChoiceStep ? this.#renderButtons() : ''}
      <slot name="others"></slot>
      ${this.#portChooser.render()}
    </section>`;
  }

  /** True in a guide while no terminal is chosen: the buttons are the last part, and the card leaves out what needs a terminal. */
  get #isChoiceStep(): boolean {
    return this.getAttribute('plain') === 'steps';
  }

  #renderPeculiarities() {
    const list = () => html`<ecr-peculiarities></ecr-peculiarities>`;
    return html`<details id="peculiarities" @toggle=${this.#onToggle}>
      <summary>${this.t.words.peculiarities}</summary>
      ${this.peculiaritiesOpened ? this.#peculiaritiesPart.render(list) : ''}
    </details>`;
  }

  /** Explains which of several devices was chosen. Empty if there is nothing to explain. */
  #renderDevices() {
    const { among } = this.snapshot.terminal;
    if (!among || this.#finder.searching) return '';
    return this.#choicesPart.render(() => html`<ecr-among-devices .among=${among}></ecr-among-devices>`);
  }

  get #link(): CableLink {
    return cableLink(this.settings, this.hostApi.browserLinks);
  }

  #renderButtons() {
    const { snapshot, settings } = this;
    const { busy } = this.#call;
    const { terminal, payment } = snapshot;
    const actions = availableActions({
      snapshot,
      settings,
      link: this.#link,
      browserLinks: this.hostApi.browserLinks,
    });
    const options = {
      actions,
      chosen: terminal.state !== 'not-chosen',
      blocked: busy || terminal.state === 'paying',
      paying: payment !== undefined && payment.phase !== 'finished',
      isActionLast: this.#isChoiceStep,
      hasOtherMain: this.#finder.shows === 'result',
      doing: this.#finder.searching ? ('finding' as const) : busy ? ('checking' as const) : undefined,
      handlers: {
        check: () => this.#check(),
        find: () => this.#findTerminal(),
        connect: () => this.#portChooser.choose('terminals'),
        useLink: (link: 'web-serial' | 'simulated') => this.#saveTerminal({ link }),
      },
    };
    return terminalButtons(options, this.t);
  }

  #renderScript() {
    const { settings } = this;
    if (!this.snapshot.simulated.terminal || !settings || this.scripts.length === 0) return '';
    return this.#choicesPart.render(
      () => html`<ecr-script-choice
      .scripts=${this.scripts}
      .chosen=${settings.terminal.script}
      @choose=${(event: CustomEvent<string>) => this.#saveTerminal({ script: event.detail })}
    ></ecr-script-choice>`,
    );
  }

  async #check(): Promise<void> {
    const isChosen = this.snapshot.terminal.state !== 'not-chosen';
    await this.#call.run(() =>
      isChosen ? this.connector.probeTerminal({}) : this.connector.connectTerminal({}),
    );
  }

  #onToggle(): void {
    this.peculiaritiesOpened = true;
  }

  async #findTerminal(): Promise<void> {
    await this.#call.run(() => this.#finder.search(this));
    this.#fireSettingsChanged();
  }

  async #saveTerminal(change: Partial<VisibleSettings['terminal']>): Promise<void> {
    if (!this.settings) return;
    const stored = settingsOf(this.settings);
    const settings = { ...stored, terminal: { ...stored.terminal, ...change } };
    await this.#call.run(() => this.connector.saveSettings({ settings }));
    this.#fireSettingsChanged();
  }

  #fireSettingsChanged(): void {
    this.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
  }
}
