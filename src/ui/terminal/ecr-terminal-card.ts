import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Snapshot, TerminalLamp } from '../../core/relay/snapshot.ts';
import { LatePart } from '../later/late-part.ts';
import { ageText } from '../parts/age-text.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { EverySecond } from '../parts/every-second.ts';
import { icon } from '../parts/icon.ts';
import { programsWords } from '../parts/programs-words.ts';
import { settingsOf } from '../settings/settings-of.ts';
import type { CableLink, PortChoice, Surroundings } from '../surroundings.ts';
import { fill } from '../texts/fill.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { cableLink, lampWords } from './cable-link.ts';
import { FindTurn } from './find-turn.ts';
import { lampLook, namesDevice } from './lamp-look.ts';
import { terminalCardStyles } from './terminal-card-styles.ts';

/** The terminal: its lamp with words and age, and what can be done about it. Fires `settings-changed`. */
@customElement('ecr-terminal-card')
export class EcrTerminalCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) surroundings!: Surroundings;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private help: Exclude<PortChoice, 'chosen'> | undefined;
  @state() private busy = false;
  @state() private failed = false;
  @state() private opened = false;

  readonly #help = new LatePart(this, () => import('../port-help/ecr-port-help.ts'));
  readonly #scripts = new LatePart(this, () => import('./ecr-script-choice.ts'));
  /** Few people read it. */
  readonly #deviations = new LatePart(this, () => import('../deviations/ecr-deviations.ts'));
  readonly #among = new LatePart(this, () => import('./ecr-among-devices.ts'));
  readonly #find = new FindTurn(this, () => void this.#look());

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
    const look = lampLook[terminal.state];
    const said = lampWords(this.t, terminal.state, this.#link, this.surroundings.system);
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${words.terminal}</h2>
      <div class="lamp">
        <span class="light ${look.tone}">${icon(look.icon, 24)}</span>
        <div>
          <p class="state">${said.label}</p>
          <p class="muted">${this.#seen()}</p>
          ${this.#description(terminal)}
        </div>
      </div>
      <p role="status">${this.#find.looking ? words.findingNow : said.todo}</p>
      ${this.#whyHeld ? programsWords(words.detail, this.#whyHeld) : ''} ${this.#devices()}
      ${this.failed ? html`<p class="error" role="alert">${words.callFailed}</p>` : ''}
      ${this.#buttons()} ${this.#script()}
      ${this.#find.render(this.snapshot.finding)}
      <details id="deviations" @toggle=${this.#open}>
        <summary>${words.deviations}</summary>
        ${this.opened ? this.#deviations.render(() => html`<ecr-deviations></ecr-deviations>`) : ''}
      </details>
      ${this.#portHelp()}
    </section>`;
  }

  /** Which of several is used, where that needs a word. */
  #devices() {
    const { among } = this.snapshot.terminal;
    if (!among || this.#find.looking) return '';
    return this.#among.render(() => html`<ecr-among-devices .among=${among}></ecr-among-devices>`);
  }

  #portHelp() {
    const { help } = this;
    if (!help) return '';
    return this.#help.render(
      () => html`<ecr-port-help
        .choice=${help}
        .system=${this.surroundings.system}
        .link=${this.#link}
        @ask-again=${(event: CustomEvent<'terminals' | 'all'>) => this.#choosePort(event.detail)}
        @close=${this.#closeHelp}
      ></ecr-port-help>`,
    );
  }

  get #link(): CableLink {
    return cableLink(this.settings, this.surroundings.ways);
  }

  /** Which one it is. What the simulator calls itself is no name of a thing. */
  #description({ state, simulated, description }: TerminalLamp) {
    if (!description || !namesDevice(state) || description === this.#whyHeld) return '';
    return html`<p class="muted description">${simulated ? this.t.words.simulated : description}</p>`;
  }

  #seen(): string {
    const { terminal } = this.snapshot;
    if (terminal.state === 'not-chosen' || terminal.seenAt === 0) return this.t.words.neverSeen;
    return fill(this.t.words.seen, { age: ageText(terminal.seenAt, Date.now(), this.locale) });
  }

  #buttons() {
    const { words, usb } = this.t;
    const { state } = this.snapshot.terminal;
    const simulated = this.snapshot.simulated.terminal;
    const free = this.settings?.provisioned === false;
    const { payment } = this.snapshot;
    const running = payment !== undefined && payment.phase !== 'finished';
    const blocked = this.busy || state === 'paying';
    const chosen = state !== 'not-chosen';
    return html`<div class="buttons">
      ${
        chosen || simulated
          ? html`<button type="button" id="check" ?disabled=${blocked} @click=${this.#check}>
              ${this.busy && !this.#find.looking ? words.checking : words.check}
            </button>`
          : ''
      }
      ${
        chosen && !simulated && this.settings
          ? html`<button type="button" id="find" ?disabled=${blocked || running} @click=${this.#look}>
              ${this.#find.looking ? words.finding : words.find}
            </button>`
          : ''
      }
      ${
        simulated || this.settings?.terminal.link === 'tcp'
          ? ''
          : html`<button
              type="button"
              id="connect"
              class=${chosen ? '' : 'primary'}
              ?disabled=${blocked}
              @click=${() => this.#choosePort('terminals')}
            >
              ${chosen ? words.connectOther : words.connect}
            </button>`
      }
      ${
        free && simulated
          ? html`<button type="button" ?disabled=${blocked} @click=${() => this.#useLink('web-serial')}>
              ${words.useReal}
            </button>`
          : ''
      }
      ${
        free && !simulated && state === 'in-use' && this.#link === 'web-usb' && this.surroundings.ways.serial
          ? html`<button type="button" id="use-serial" @click=${() => this.#useLink('web-serial')}>
              ${usb.useSerial}
            </button>`
          : ''
      }
      ${
        free && !simulated && !chosen && this.snapshot.environment !== 'prod'
          ? html`<button type="button" ?disabled=${blocked} @click=${() => this.#useLink('simulated')}>
              ${words.useSimulated}
            </button>`
          : ''
      }
    </div>`;
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

  async #choosePort(which: 'terminals' | 'all'): Promise<void> {
    const choice = await this.surroundings.choosePort(this.#link, which);
    this.help = choice === 'chosen' ? undefined : choice;
    if (choice === 'chosen') await this.#run(() => this.connector.connectTerminal({}));
  }

  async #check(): Promise<void> {
    const chosen = this.snapshot.terminal.state !== 'not-chosen';
    await this.#run(() => (chosen ? this.connector.probeTerminal({}) : this.connector.connectTerminal({})));
  }

  #open(): void {
    this.opened = true;
  }

  async #look(): Promise<void> {
    await this.#run(() => this.#find.look(this));
    this.#tellSettingsChanged();
  }

  async #closeHelp(): Promise<void> {
    this.help = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#connect')?.focus();
  }

  #useLink(link: 'web-serial' | 'simulated'): Promise<void> {
    return this.#saveTerminal({ link });
  }

  async #saveTerminal(change: Partial<VisibleSettings['terminal']>): Promise<void> {
    if (!this.settings) return;
    const stored = settingsOf(this.settings);
    const settings = { ...stored, terminal: { ...stored.terminal, ...change } };
    await this.#run(() => this.connector.saveSettings({ settings }));
    this.#tellSettingsChanged();
  }

  #tellSettingsChanged(): void {
    this.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
  }

  async #run(call: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.failed = false;
    try {
      await call();
    } catch {
      this.failed = true;
    } finally {
      this.busy = false;
    }
  }
}
