import { html, type PropertyValues, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { fill } from '../format.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { fieldOfHash, guideHash } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { saveBar, searchBar } from './form-bars.ts';
import { type FormTexts, withSettingsTexts } from './form-texts.ts';
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
import { applyEdits, SettingsFormState } from './settings-form.ts';
import { findSettings } from './settings-search.ts';
import { settingsStyles } from './settings-styles.ts';

/** Version, environment and digests of the built files, for comparison with a release. */
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

/** Focuses the field that the address names, once, as soon as the fields exist. */
export class AddressedField implements ReactiveController {
  #hasFocused = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly isRendered: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#hasFocused || !this.isRendered()) return;
    this.#hasFocused = true;
    const field = fieldOfHash(location.hash);
    // Waits for a frame, because the page focuses the whole screen first.
    if (field) requestAnimationFrame(() => this.#focusField(field));
  }

  #focusField(field: string): void {
    const findById = (id: string) => this.host.shadowRoot?.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    const input = findById(field);
    (input ?? findById(`group-${field.split('.')[0]}`))?.scrollIntoView({ block: 'center' });
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

  @state() private searchText = '';

  readonly #form = new SettingsFormState(this, () => ({
    connector: this.connector,
    settings: this.settings,
    texts: withSettingsTexts(this.t),
  }));

  static override styles = [controls, cards, fields, settingsStyles];

  constructor() {
    super();
    new AddressedField(this, () => this.settings !== undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('settings')) this.#form.onSettingsRead();
  }

  protected override render() {
    const texts = withSettingsTexts(this.t);
    const { settings, searchText } = this;
    if (!settings) return html`<p class="card">${texts.words.loading}</p>`;
    const found = findSettings(searchText, texts);
    const context = this.#context(settings, found);
    return html`<form class="stack" novalidate autocomplete="off" @submit=${this.#form.submit}>
      <h1 tabindex="-1">${texts.words.settingsArea}</h1>
      ${searchBar(context, { searchText, found, onSearch: this.#onSearch })}
      ${settings.provisioned ? html`<p class="note">${icon('info')} ${texts.words.provisioned}</p>` : ''}
      ${
        this.snapshot.firstSetup === 'trial'
          ? html`<p><a id="real-account" href=${guideHash}>${texts.words.realAccount}</a></p>`
          : ''
      }
      ${this.#renderGroups(context)}
      ${settings.provisioned ? '' : saveBar(context, this.#form)}
      ${aboutProgram(this.snapshot, this.page.build, texts)}
    </form>
    ${this.#renderCards(settings, found)}`;
  }

  #renderGroups(context: FormContext) {
    return html`<fieldset class="stack" ?disabled=${context.visible.provisioned}>
        ${formGroup('terminal', context, terminalGroup)}
        ${hasLine(context) ? formGroup('serial', context, serialGroup) : ''}
        ${formGroup('hipay', context, hipayGroup)} ${formGroup('contracts', context, contractsGroup)}
        ${formGroup('payments', context, paymentsGroup)} ${timersGroup(context)}
      </fieldset>`;
  }

  #renderCards(settings: VisibleSettings, found: Found) {
    const { connector, snapshot, page, hostApi } = this;
    return settingsCards({
      connector,
      snapshot,
      page,
      hostApi,
      settings,
      shown: (name) => found?.has(name) ?? true,
      fillForm: (edits) => this.#fillForm(edits, settings),
    });
  }

  #context(visible: VisibleSettings, found: Found): FormContext {
    const { edits } = this.#form;
    return {
      draft: applyEdits(edits, visible),
      visible,
      problems: edits.problems,
      texts: withSettingsTexts(this.t),
      scripts: this.scripts,
      customLine: edits.customLine,
      searching: found !== undefined,
      // A field with an error is visible during any search.
      shown: (name) => found === undefined || found.has(name) || edits.problems[name] !== undefined,
      change: (change) => this.#form.change(change, visible),
      showCustomLine: (show) => this.#form.showCustomLine(show),
    };
  }

  readonly #onSearch = (searchText: string): void => {
    this.searchText = searchText;
  };

  #fillForm(edits: Partial<SettingsDraft>, settings: VisibleSettings): void {
    this.searchText = '';
    this.#form.fill(edits, settings);
  }
}
