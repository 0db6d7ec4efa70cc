import { html, type PropertyValues, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi, VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { fill } from '../format.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { fieldOfHash } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { saveBar, searchBar } from './form-bars.ts';
import { type FormContext, formGroup } from './setting-form.ts';
import {
  contractsGroup,
  hasLine,
  hipayGroup,
  paymentsGroup,
  serialGroup,
  terminalGroup,
  timersGroup,
} from './setting-groups.ts';
import { settingsCards } from './settings-cards.ts';
import type { SettingsDraft } from './settings-draft.ts';
import { draftWith, FormInWork } from './settings-form.ts';
import { findSettings } from './settings-search.ts';
import { settingsStyles } from './settings-styles.ts';
import { type FormTexts, withSettingsTexts } from './texts/settings-texts.ts';

/** The version, the environment, and what was built, for who compares it with a release. */
export function aboutProgram(
  { version, environment }: Snapshot,
  build: PageState['build'],
  { words }: FormTexts,
) {
  const names = { dev: words.environmentDev, stage: words.environmentStage, prod: words.environmentProd };
  return html`<p class="muted about">
        ${fill(words.about, { version, environment: names[environment] })}
      </p>
      ${build ? html`<p class="muted about digests">${fill(words.aboutBuild, build)}</p>` : ''}`;
}

/** An address can lead to one field, to what has to be mended: once, as soon as the fields are there. */
export class FieldOfAddress implements ReactiveController {
  #led = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly drawn: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#led || !this.drawn()) return;
    this.#led = true;
    const field = fieldOfHash(location.hash);
    // After the focus has gone to the new screen as a whole.
    if (field) requestAnimationFrame(() => this.#lead(field));
  }

  #lead(field: string): void {
    const at = (id: string) => this.host.shadowRoot?.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    const input = at(field);
    (input ?? at(`group-${field.split('.')[0]}`))?.scrollIntoView({ block: 'center' });
    input?.focus();
  }
}

type Found = ReturnType<typeof findSettings>;

/** The settings form. Fires `settings-changed` after saving. */
@customElement('ecr-settings-screen')
export class EcrSettingsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private wanted = '';

  readonly #form = new FormInWork(this, () => ({
    connector: this.connector,
    settings: this.settings,
    texts: withSettingsTexts(this.t),
  }));

  static override styles = [controls, cards, fields, settingsStyles];

  constructor() {
    super();
    new FieldOfAddress(this, () => this.settings !== undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('settings')) this.#form.settingsCame();
  }

  protected override render() {
    const texts = withSettingsTexts(this.t);
    const { settings, wanted } = this;
    if (!settings) return html`<p class="card">${texts.words.loading}</p>`;
    const found = findSettings(wanted, texts);
    const context = this.#context(settings, found);
    return html`<form class="stack" novalidate autocomplete="off" @submit=${this.#form.submit}>
      <h1 tabindex="-1">${texts.words.settingsArea}</h1>
      ${searchBar(context, { wanted, found, look: this.#look })}
      ${settings.provisioned ? html`<p class="note">${icon('info')} ${texts.words.provisioned}</p>` : ''}
      ${this.#groups(context)}
      ${settings.provisioned ? '' : saveBar(context, this.#form)}
      ${aboutProgram(this.snapshot, this.page.build, texts)}
    </form>
    ${this.#cards(settings, found)}`;
  }

  #groups(context: FormContext) {
    return html`<fieldset class="stack" ?disabled=${context.visible.provisioned}>
        ${formGroup('terminal', context, terminalGroup)}
        ${hasLine(context) ? formGroup('serial', context, serialGroup) : ''}
        ${formGroup('hipay', context, hipayGroup)} ${formGroup('contracts', context, contractsGroup)}
        ${formGroup('payments', context, paymentsGroup)} ${timersGroup(context)}
      </fieldset>`;
  }

  #cards(settings: VisibleSettings, found: Found) {
    const { connector, snapshot, page, hostApi } = this;
    return settingsCards({
      connector,
      snapshot,
      page,
      hostApi,
      settings,
      shown: (name) => found?.has(name) ?? true,
      take: (edits) => this.#take(edits, settings),
    });
  }

  #context(visible: VisibleSettings, found: Found): FormContext {
    const { edits } = this.#form;
    return {
      draft: draftWith(edits, visible),
      visible,
      problems: edits.problems,
      texts: withSettingsTexts(this.t),
      scripts: this.scripts,
      customLine: edits.customLine,
      searching: found !== undefined,
      // What has to be mended is seen whatever is looked for.
      shown: (name) => found === undefined || found.has(name) || edits.problems[name] !== undefined,
      change: (change) => this.#form.change(change, visible),
      showCustomLine: (show) => this.#form.showCustomLine(show),
    };
  }

  readonly #look = (wanted: string): void => {
    this.wanted = wanted;
  };

  #take(edits: Partial<SettingsDraft>, settings: VisibleSettings): void {
    this.wanted = '';
    this.#form.take(edits, settings);
  }
}
