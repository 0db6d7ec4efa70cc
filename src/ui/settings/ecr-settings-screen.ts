import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import '../appearance/ecr-appearance-card.ts';
import { fieldOfHash } from '../area.ts';
import '../forget/ecr-forget-card.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import type { PageState, Surroundings } from '../surroundings.ts';
import { fill } from '../texts/fill.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import './ecr-diagnostics-card.ts';
import './ecr-records-card.ts';
import './ecr-storage-card.ts';
import type { FormContext } from './form-context.ts';
import { contractsGroup, hipayGroup } from './hipay-group.ts';
import { paymentsGroup, timersGroup } from './payments-group.ts';
import { type FieldProblems, readSettings } from './read-settings.ts';
import { hasLine, serialGroup } from './serial-group.ts';
import { draftOfSettings, type SettingsDraft } from './settings-draft.ts';
import { settingsStyles } from './settings-styles.ts';
import '../tills/ecr-tills-card.ts';
import { terminalGroup } from './terminal-group.ts';
import { withSettingsTexts } from './texts/settings-texts.ts';

/** What the save bar says, and whether it is bad news. */
interface Said {
  readonly text: string;
  readonly bad: boolean;
}

/** The settings form. Fires `settings-changed` after saving. */
@customElement('ecr-settings-screen')
export class EcrSettingsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) surroundings!: Surroundings;
  @property({ attribute: false }) scripts: readonly string[] = [];

  /** Only what was edited: what others change meanwhile comes through in the fields that nobody touched. */
  @state() private edited: Partial<SettingsDraft> = {};
  @state() private problems: FieldProblems = {};
  @state() private customLine = false;
  @state() private saving = false;
  @state() private said: Said | undefined;

  #savedNow = false;
  #ledToField = false;

  static override styles = [controls, cards, fields, settingsStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The fields hold what was typed until the saved settings come back, so that nothing flickers.
    if (!changed.has('settings') || !this.#savedNow) return;
    this.#savedNow = false;
    this.edited = {};
  }

  /** An address can lead to one field: to what has to be mended. */
  protected override updated(): void {
    if (!this.settings || this.#ledToField) return;
    this.#ledToField = true;
    const field = fieldOfHash(location.hash);
    // After the focus has gone to the new screen as a whole.
    if (field) requestAnimationFrame(() => this.#leadTo(field));
  }

  #leadTo(field: string): void {
    const group = this.renderRoot.querySelector<HTMLElement>(
      `#group-${CSS.escape(field.split('.')[0] ?? '')}`,
    );
    const input = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(field)}`);
    (input ?? group)?.scrollIntoView({ block: 'center' });
    input?.focus();
  }

  protected override render() {
    const { words } = withSettingsTexts(this.t);
    if (!this.settings) return html`<p class="card">${words.loading}</p>`;
    const { settings } = this;
    const context = this.#context(settings);
    return html`<form class="stack" novalidate autocomplete="off" @submit=${this.#save}>
      <h1 tabindex="-1">${words.settingsArea}</h1>
      ${settings.provisioned ? html`<p class="note">${icon('info')} ${words.provisioned}</p>` : ''}
      <fieldset class="stack" ?disabled=${settings.provisioned}>
        ${this.#group('terminal', words.groupTerminal, terminalGroup(context))}
        ${hasLine(context) ? this.#group('serial', words.groupSerial, serialGroup(context)) : ''}
        ${this.#group('hipay', words.groupHipay, hipayGroup(context))}
        ${this.#group('contracts', words.groupContracts, contractsGroup(context))}
        ${this.#group('payments', words.groupPayments, paymentsGroup(context))} ${timersGroup(context)}
      </fieldset>
      ${settings.provisioned ? '' : this.#saveBar()}
      <p class="muted about">
        ${fill(words.about, { version: this.snapshot.version, environment: this.#environment() })}
      </p>
      ${this.page.build ? html`<p class="muted about digests">${fill(words.aboutBuild, this.page.build)}</p>` : ''}
    </form>
    ${this.#permission(settings)}
    <ecr-appearance-card></ecr-appearance-card>
    <ecr-storage-card .storage=${this.page.storage}></ecr-storage-card>
    <ecr-tills-card .open=${() => this.surroundings.webTills()}></ecr-tills-card>
    <ecr-records-card .connector=${this.connector}></ecr-records-card>
    <ecr-diagnostics-card .connector=${this.connector}></ecr-diagnostics-card>`;
  }

  /** Of cables alone: nobody has to permit a simulated terminal or one on the network. */
  #permission({ terminal }: VisibleSettings) {
    if (this.snapshot.simulated.terminal || terminal.link === 'tcp') return '';
    return html`<ecr-forget-card .connector=${this.connector} .snapshot=${this.snapshot}></ecr-forget-card>`;
  }

  #context(visible: VisibleSettings): FormContext {
    return {
      draft: { ...draftOfSettings(visible), ...this.edited },
      visible,
      problems: this.problems,
      texts: withSettingsTexts(this.t),
      scripts: this.scripts,
      customLine: this.customLine,
      change: (change) => this.#change(change, visible),
      showCustomLine: (show) => {
        this.customLine = show;
      },
    };
  }

  #group(id: string, title: string, content: TemplateResult) {
    return html`<section class="card stack" aria-labelledby="group-${id}">
      <h2 id="group-${id}">${title}</h2>
      ${content}
    </section>`;
  }

  #saveBar() {
    const { words } = withSettingsTexts(this.t);
    return html`<div class="save">
      <button class="primary" ?disabled=${this.saving}>${this.saving ? words.saving : words.save}</button>
      <p role="status" class=${this.said?.bad ? 'error' : 'fine'}>
        ${this.said ? html`${icon(this.said.bad ? 'warning' : 'check')} ${this.said.text}` : ''}
      </p>
    </div>`;
  }

  #environment(): string {
    const { words } = withSettingsTexts(this.t);
    const names = { dev: words.environmentDev, stage: words.environmentStage, prod: words.environmentProd };
    return names[this.snapshot.environment];
  }

  #change(change: Partial<SettingsDraft>, visible: VisibleSettings): void {
    this.edited = { ...this.edited, ...change };
    this.said = undefined;
    // An error goes as soon as its cause is gone; a new one waits for the button.
    const read = readSettings({ ...draftOfSettings(visible), ...this.edited }, visible);
    const left = read.ok ? {} : read.problems;
    this.problems = Object.fromEntries(Object.entries(this.problems).filter(([name]) => name in left));
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { settings } = this;
    if (!settings || settings.provisioned) return;
    const read = readSettings({ ...draftOfSettings(settings), ...this.edited }, settings);
    this.problems = read.ok ? {} : read.problems;
    if (read.ok) return this.#send(read.settings);
    this.said = { text: withSettingsTexts(this.t).words.notSaved, bad: true };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  async #send(settings: Parameters<ConnectorApi['saveSettings']>[0]['settings']): Promise<void> {
    const { words, failures } = withSettingsTexts(this.t);
    this.saving = true;
    try {
      const answer = await this.connector.saveSettings({ settings });
      if (answer.saved) {
        this.said = { text: words.saved, bad: false };
        this.#savedNow = true;
        this.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
      } else {
        const why = `${failures[answer.failure].what} ${answer.detail}`;
        this.said = { text: `${words.saveRefused} ${why}`, bad: true };
      }
    } catch {
      this.said = { text: words.callFailed, bad: true };
    } finally {
      this.saving = false;
    }
  }
}
