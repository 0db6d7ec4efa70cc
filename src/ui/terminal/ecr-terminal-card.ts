import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi, VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { settingsOf } from '../../core/settings/visible-settings.ts';
import type { CableLink, HostApi } from '../host-api.ts';
import { cableLink, statusLine, statusWords, technicalDetail } from '../model/terminal-status.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { actsFor, terminalButtons } from './terminal-buttons.ts';
import { FindTurn, PortTurn, TerminalCall } from './terminal-controllers.ts';

export const terminalCardStyles = css`
  section {
    display: grid;
    gap: var(--space-4);
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
  summary {
    min-height: var(--target);
    padding-block: var(--space-2);
    cursor: pointer;
  }
  .error {
    color: var(--bad);
    font-weight: 600;
  }
`;

/** The terminal: its lamp with words and age, and what can be done about it. Fires `settings-changed`. */
@customElement('ecr-terminal-card')
export class EcrTerminalCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private opened = false;

  readonly #call = new TerminalCall(this);
  readonly #scripts = new LazyPart(this, () => import('./ecr-terminal-choices.ts'));
  /** Few people read it. */
  readonly #deviations = new LazyPart(this, () => import('./ecr-deviations.ts'));
  readonly #among = new LazyPart(this, () => import('./ecr-terminal-choices.ts'));
  readonly #find = new FindTurn(this, () => void this.#look());
  readonly #port = new PortTurn(
    this,
    () => ({ hostApi: this.hostApi, link: this.#link }),
    () => void this.#call.run(() => this.connector.connectTerminal({})),
  );

  /** Why the port is held, as the browser says it. */
  #whyHeld = '';

  static override styles = [controls, cards, terminalCardStyles];

  constructor() {
    super();
    new EverySecond(this);
  }

  /** It stays, and open where it was opened, while one try follows the other. */
  protected override willUpdate(): void {
    const { state, description } = this.snapshot.terminal;
    if (state === 'in-use') this.#whyHeld = description;
    else if (state !== 'opening') this.#whyHeld = '';
  }

  protected override render() {
    const { words } = this.t;
    const { terminal } = this.snapshot;
    const { label, todo } = statusWords(this.t, terminal.state, this.#link, this.hostApi.system);
    const whyHeld = this.#whyHeld;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${words.terminal}</h2>
      ${statusLine({ terminal, label, whyHeld }, this.t, this.locale)}
      <p role="status">${this.#find.looking ? words.findingNow : todo}</p>
      ${whyHeld ? technicalDetail(words.detail, whyHeld) : ''} ${this.#devices()}
      ${this.#call.failed ? html`<p class="error" role="alert">${words.callFailed}</p>` : ''}
      ${this.#buttons()} ${this.#script()}
      ${this.#find.render(this.snapshot.finding)}
      <details id="deviations" @toggle=${this.#open}>
        <summary>${words.deviations}</summary>
        ${this.opened ? this.#deviations.render(() => html`<ecr-deviations></ecr-deviations>`) : ''}
      </details>
      ${this.#port.render()}
    </section>`;
  }

  /** Which of several is used, where that needs a word. */
  #devices() {
    const { among } = this.snapshot.terminal;
    if (!among || this.#find.looking) return '';
    return this.#among.render(() => html`<ecr-among-devices .among=${among}></ecr-among-devices>`);
  }

  get #link(): CableLink {
    return cableLink(this.settings, this.hostApi.ways);
  }

  #buttons() {
    const { snapshot, settings } = this;
    const { busy } = this.#call;
    const { terminal, payment } = snapshot;
    const acts = actsFor({ snapshot, settings, link: this.#link, ways: this.hostApi.ways });
    const buttons = {
      acts,
      chosen: terminal.state !== 'not-chosen',
      blocked: busy || terminal.state === 'paying',
      paying: payment !== undefined && payment.phase !== 'finished',
      doing: this.#find.looking ? ('finding' as const) : busy ? ('checking' as const) : undefined,
      press: {
        check: () => this.#check(),
        find: () => this.#look(),
        connect: () => this.#port.choose('terminals'),
        useLink: (link: 'web-serial' | 'simulated') => this.#saveTerminal({ link }),
      },
    };
    return terminalButtons(buttons, this.t);
  }

  #script() {
    const { settings } = this;
    if (!this.snapshot.simulated.terminal || !settings || this.scripts.length === 0) return '';
    return this.#scripts.render(
      () => html`<ecr-script-choice
      .scripts=${this.scripts}
      .chosen=${settings.terminal.script}
      @choose=${(event: CustomEvent<string>) => this.#saveTerminal({ script: event.detail })}
    ></ecr-script-choice>`,
    );
  }

  async #check(): Promise<void> {
    const chosen = this.snapshot.terminal.state !== 'not-chosen';
    await this.#call.run(() =>
      chosen ? this.connector.probeTerminal({}) : this.connector.connectTerminal({}),
    );
  }

  #open(): void {
    this.opened = true;
  }

  async #look(): Promise<void> {
    await this.#call.run(() => this.#find.look(this));
    this.#tellSettingsChanged();
  }

  async #saveTerminal(change: Partial<VisibleSettings['terminal']>): Promise<void> {
    if (!this.settings) return;
    const stored = settingsOf(this.settings);
    const settings = { ...stored, terminal: { ...stored.terminal, ...change } };
    await this.#call.run(() => this.connector.saveSettings({ settings }));
    this.#tellSettingsChanged();
  }

  #tellSettingsChanged(): void {
    this.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
  }
}
