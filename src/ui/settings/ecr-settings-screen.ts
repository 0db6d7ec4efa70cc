import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import '../appearance/ecr-appearance-card.ts';
import { fieldOfHash } from '../area.ts';
import '../forget/ecr-forget-card.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import type { PageState, Surroundings } from '../surroundings.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { changesBetween, hasNewSecret } from './draft-changes.ts';
import './ecr-diagnostics-card.ts';
import './ecr-records-card.ts';
import './ecr-settings-file-card.ts';
import './ecr-storage-card.ts';
import { type FieldName, flagFields, textFields } from './field-names.ts';
import { type Group, groupOf, isUsed } from './field-use.ts';
import type { FormContext } from './form-context.ts';
import { contractsGroup, hipayGroup } from './hipay-group.ts';
import { paymentsGroup, timersGroup } from './payments-group.ts';
import { type FieldProblems, readSettings } from './read-settings.ts';
import { hasLine, serialGroup } from './serial-group.ts';
import { draftOfSettings, type SettingsDraft } from './settings-draft.ts';
import { type CardName, findSettings, groupTitle } from './settings-finder.ts';
import { settingsStyles } from './settings-styles.ts';
import '../tills/ecr-tills-card.ts';
import { terminalGroup } from './terminal-group.ts';
import { withSettingsTexts } from './texts/settings-texts.ts';
import { toolsTexts } from './texts/tools-texts.ts';

/** What the save bar says, and whether it is bad news. */
interface Said {
  readonly text: string;
  readonly bad: boolean;
}

const fieldNames: readonly FieldName[] = [...textFields, ...flagFields];

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
  @state() private wanted = '';
  /** What takes the last save of this sitting back. */
  @state() private undo: { readonly edits: Partial<SettingsDraft>; readonly secret: boolean } | undefined;

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
    const found = findSettings(this.wanted, withSettingsTexts(this.t));
    const context = this.#context(settings, found);
    return html`<form class="stack" novalidate autocomplete="off" @submit=${this.#save}>
      <h1 tabindex="-1">${words.settingsArea}</h1>
      ${this.#search(context, found)}
      ${settings.provisioned ? html`<p class="note">${icon('info')} ${words.provisioned}</p>` : ''}
      <fieldset class="stack" ?disabled=${settings.provisioned}>
        ${this.#group('terminal', context, terminalGroup)} ${hasLine(context) ? this.#group('serial', context, serialGroup) : ''}
        ${this.#group('hipay', context, hipayGroup)} ${this.#group('contracts', context, contractsGroup)}
        ${this.#group('payments', context, paymentsGroup)} ${timersGroup(context)}
      </fieldset>
      ${settings.provisioned ? '' : this.#saveBar(context)}
      <p class="muted about">
        ${fill(words.about, { version: this.snapshot.version, environment: this.#environment() })}
      </p>
      ${this.page.build ? html`<p class="muted about digests">${fill(words.aboutBuild, this.page.build)}</p>` : ''}
    </form>
    ${this.#cards(settings, (name) => found?.has(name) ?? true)}`;
  }

  #search(context: FormContext, found: ReturnType<typeof findSettings>) {
    const texts = inLanguage(toolsTexts);
    const { route } = context.visible.hipay;
    const unused = fieldNames.filter((name) => found?.has(name) && !isUsed(name, context.draft, route));
    const names = [...new Set(unused.map((name) => context.texts.fields[name].label))];
    return html`<div class="search" role="search">
      ${formField(
        { id: 'search', label: texts.search, hint: texts.searchHint },
        html`<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-hint"
          .value=${this.wanted} @input=${(event: Event) => this.#look((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()} />`,
      )}
      <div class="found">
        <div role="status">
          ${found ? html`<p>${found.size === 0 ? texts.nothingFound : fill(texts.found, { count: found.size })}</p>` : ''}
          ${names.length > 0 ? html`<p class="muted">${fill(texts.notUsed, { names: names.join(', ') })}</p>` : ''}
        </div>
        ${found ? html`<button type="button" id="show-all" @click=${() => this.#look('')}>${texts.showAll}</button>` : ''}
      </div>
    </div>`;
  }

  #look(wanted: string): void {
    this.wanted = wanted;
  }

  #cards(settings: VisibleSettings, shown: (name: CardName) => boolean) {
    return [
      shown('permission') ? this.#permission(settings) : '',
      shown('appearance') ? html`<ecr-appearance-card></ecr-appearance-card>` : '',
      shown('storage') ? html`<ecr-storage-card .storage=${this.page.storage}></ecr-storage-card>` : '',
      shown('file')
        ? html`<ecr-settings-file-card .settings=${settings} .version=${this.snapshot.version}
            @settings-taken=${(event: CustomEvent<Partial<SettingsDraft>>) => this.#take(event.detail, settings)}
          ></ecr-settings-file-card>`
        : '',
      shown('tills')
        ? html`<ecr-tills-card .open=${() => this.surroundings.webTills()}></ecr-tills-card>`
        : '',
      shown('records') ? html`<ecr-records-card .connector=${this.connector}></ecr-records-card>` : '',
      shown('diagnostics')
        ? html`<ecr-diagnostics-card .connector=${this.connector}></ecr-diagnostics-card>`
        : '',
    ];
  }

  /** Of cables alone: nobody has to permit a simulated terminal or one on the network. */
  #permission({ terminal }: VisibleSettings) {
    if (this.snapshot.simulated.terminal || terminal.link === 'tcp') return '';
    return html`<ecr-forget-card .connector=${this.connector} .snapshot=${this.snapshot}></ecr-forget-card>`;
  }

  #context(visible: VisibleSettings, found: ReturnType<typeof findSettings>): FormContext {
    return {
      draft: { ...draftOfSettings(visible), ...this.edited },
      visible,
      problems: this.problems,
      texts: withSettingsTexts(this.t),
      scripts: this.scripts,
      customLine: this.customLine,
      searching: found !== undefined,
      // What has to be mended is seen whatever is looked for.
      shown: (name) => found === undefined || found.has(name) || this.problems[name] !== undefined,
      change: (change) => this.#change(change, visible),
      showCustomLine: (show) => {
        this.customLine = show;
      },
    };
  }

  #group(group: Group, context: FormContext, content: (context: FormContext) => TemplateResult) {
    const { draft, visible } = context;
    const some = fieldNames.some(
      (name) => groupOf(name) === group && context.shown(name) && isUsed(name, draft, visible.hipay.route),
    );
    if (context.searching && !some) return '';
    return html`<section class="card stack" aria-labelledby="group-${group}">
      <h2 id="group-${group}">${groupTitle(group, context.texts)}</h2>
      ${content(context)}
    </section>`;
  }

  #saveBar(context: FormContext) {
    const { words } = context.texts;
    const texts = inLanguage(toolsTexts);
    const stored = draftOfSettings(context.visible);
    const changed =
      Object.keys(changesBetween(stored, context.draft)).length > 0 || hasNewSecret(context.draft);
    return html`<div class="save">
      <button class="primary" ?disabled=${this.saving}>${this.saving ? words.saving : words.save}</button>
      ${
        changed && !this.saving
          ? html`<button type="button" id="discard" @click=${this.#discard}>${texts.discard}</button>`
          : ''
      }
      ${
        !changed && this.undo && !this.saving
          ? html`<button type="button" id="undo" @click=${this.#undo}>${texts.undo}</button>`
          : ''
      }
      <p role="status" class=${this.said?.bad ? 'error' : 'fine'}>
        ${
          this.said
            ? html`${icon(this.said.bad ? 'warning' : 'check')} ${this.said.text}`
            : changed
              ? html`<span class="muted unsaved">${texts.unsaved}</span>`
              : ''
        }
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

  /** The fields as they are stored. What was typed into a field that the browser remembers by itself goes too. */
  readonly #discard = (): void => {
    this.edited = {};
    this.problems = {};
    this.customLine = false;
    this.said = { text: inLanguage(toolsTexts).discarded, bad: false };
  };

  readonly #undo = async (): Promise<void> => {
    const { undo, settings } = this;
    if (!undo || !settings) return;
    const texts = inLanguage(toolsTexts);
    this.edited = undo.edits;
    // Where it could not be saved, it can be tried again.
    if (await this.#saveDraft(settings, undo.secret ? texts.undoneButSecret : texts.undone))
      this.undo = undefined;
  };

  #take(edits: Partial<SettingsDraft>, settings: VisibleSettings): void {
    this.edited = {};
    this.wanted = '';
    this.#change(edits, settings);
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { settings } = this;
    if (!settings || settings.provisioned) return;
    await this.#saveDraft(settings, withSettingsTexts(this.t).words.saved);
  }

  async #saveDraft(settings: VisibleSettings, done: string): Promise<boolean> {
    const before = draftOfSettings(settings);
    const draft = { ...before, ...this.edited };
    const read = readSettings(draft, settings);
    this.problems = read.ok ? {} : read.problems;
    if (!read.ok) {
      this.said = { text: withSettingsTexts(this.t).words.notSaved, bad: true };
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return false;
    }
    const edits = changesBetween(draft, before);
    const saved = await this.#send(read.settings, done);
    if (saved && Object.keys(edits).length > 0) this.undo = { edits, secret: hasNewSecret(draft) };
    return saved;
  }

  async #send(
    settings: Parameters<ConnectorApi['saveSettings']>[0]['settings'],
    done: string,
  ): Promise<boolean> {
    const { words, failures } = withSettingsTexts(this.t);
    this.saving = true;
    try {
      const answer = await this.connector.saveSettings({ settings });
      if (answer.saved) {
        this.said = { text: done, bad: false };
        this.#savedNow = true;
        this.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
        return true;
      }
      const why = `${failures[answer.failure].what} ${answer.detail}`;
      this.said = { text: `${words.saveRefused} ${why}`, bad: true };
    } catch {
      this.said = { text: words.callFailed, bad: true };
    } finally {
      this.saving = false;
    }
    return false;
  }
}
