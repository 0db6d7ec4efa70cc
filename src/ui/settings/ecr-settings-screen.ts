import './ecr-leave-question.ts';
import './ecr-terminal-now.ts';
import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { fill } from '../format.ts';
import type { HostApi, PageState } from '../host-api.ts';
import { guideHash } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { saveBar, searchResult, sectionMenu } from './form-bars.ts';
import { type FormTexts, withSettingsTexts } from './form-texts.ts';
import { LeaveQuestion } from './leave-question.ts';
import { SectionAddress } from './section-address.ts';
import { type FormContext, formGroup } from './setting-form.ts';
import {
  advancedGroup,
  contractsGroup,
  hipayGroup,
  optionWord,
  paymentsGroup,
  terminalGroup,
} from './setting-groups.ts';
import { settingsCards } from './settings-cards.ts';
import { changedFields, draftOfSettings, type FieldName, type SettingsDraft } from './settings-draft.ts';
import { applyEdits, SettingsFormState } from './settings-form.ts';
import { findSettings } from './settings-search.ts';
import {
  cardsOfSections,
  type Section,
  sectionOf,
  sections,
  sectionsWithSettings,
} from './settings-sections.ts';
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

type Found = ReturnType<typeof findSettings>;

/** The settings: a menu of sections, one of them at a time. Fires `settings-changed` after saving. */
@customElement('ecr-settings-screen')
export class EcrSettingsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private searchText = '';

  readonly #address = new SectionAddress(this, () => this.settings !== undefined);
  readonly #form = new SettingsFormState(this, () => ({
    connector: this.connector,
    settings: this.settings,
    texts: withSettingsTexts(this.t),
    reveal: (names) => this.#reveal(names),
  }));
  readonly #leaving = new LeaveQuestion(this, {
    hasChanges: () => this.settings !== undefined && this.#changed(this.settings).length > 0,
    save: () => this.#form.save(),
    discard: this.#form.discard,
    setUnsaved: (hasUnsaved) => this.hostApi.setUnsaved(hasUnsaved),
  });

  static override styles = [controls, cards, fields, settingsStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('settings')) this.#form.onSettingsRead();
  }

  protected override render() {
    const texts = withSettingsTexts(this.t);
    const { settings, searchText } = this;
    if (!settings) return html`<p class="card">${texts.words.loading}</p>`;
    const found = findSettings(searchText, texts);
    const context = this.#context(settings, found);
    const { changed } = context.unsaved ?? {};
    return html`${sectionMenu(context, {
      section: this.#address.section,
      changed: new Set([...(changed ?? [])].map(sectionOf)),
      wrong: new Set((Object.keys(context.problems) as FieldName[]).map(sectionOf)),
      searchText,
      onSearch: this.#onSearch,
    })}
    <form class="stack" novalidate autocomplete="off" @submit=${this.#form.submit}>
      ${settings.provisioned && (found || sectionsWithSettings.has(this.#address.section)) ? this.#renderReadOnly(texts) : ''}
      ${
        this.snapshot.firstSetup === 'trial'
          ? html`<p><a id="real-account" href=${guideHash}>${texts.words.realAccount}</a></p>`
          : ''
      }
      ${searchResult(context, { found, onSearch: this.#onSearch })}
      ${sections.map((section) => this.#renderSection(section, context, found))}
      ${settings.provisioned ? '' : saveBar(context, this.#form, this.locale)}
    </form>
    ${this.#leaving.render(context)}`;
  }

  #renderReadOnly({ words }: FormTexts) {
    return html`<div class="note">${rareIcon('lock')}<p><strong>${words.provisioned}</strong><br />${words.provisionedHow}</p></div>`;
  }

  #renderSection(section: Section, context: FormContext, found: Found) {
    const isShown = found !== undefined || section === this.#address.section;
    return html`<div class="stack" id="section-${section}" tabindex="-1" ?hidden=${!isShown}>
      ${section === 'terminal' && !found ? this.#renderTerminal() : ''}
      <fieldset class="stack" ?disabled=${context.visible.provisioned}>${groupsOf(section, context)}</fieldset>
      ${this.#renderCards(section, context.visible, found)}
      ${section === 'help' && !found ? aboutProgram(this.snapshot, this.page.build, context.texts) : ''}
    </div>`;
  }

  #renderTerminal() {
    const { connector, hostApi, snapshot, settings } = this;
    return html`<ecr-terminal-now .connector=${connector} .hostApi=${hostApi} .snapshot=${snapshot} .settings=${settings}></ecr-terminal-now>`;
  }

  #renderCards(section: Section, settings: VisibleSettings, found: Found) {
    const { connector, snapshot, page, hostApi } = this;
    return settingsCards(cardsOfSections[section], {
      connector,
      snapshot,
      page,
      hostApi,
      settings,
      shown: (name) => found?.has(name) ?? true,
      fillForm: (edits) => this.#fillForm(edits, settings),
    });
  }

  #changed(visible: VisibleSettings): readonly FieldName[] {
    return changedFields(draftOfSettings(visible), applyEdits(this.#form.edits, visible));
  }

  #context(visible: VisibleSettings, found: Found): FormContext {
    const { edits } = this.#form;
    const context: FormContext = {
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
    const unsaved = {
      saved: draftOfSettings(visible),
      changed: new Set(this.#changed(visible)),
      optionWord: (name: FieldName, value: string) => optionWord(context, name, value),
    };
    return { ...context, unsaved };
  }

  readonly #onSearch = (searchText: string): void => {
    this.searchText = searchText;
  };

  #reveal(names: readonly FieldName[]): void {
    const places = names.map(sectionOf);
    const first = sections.find((section) => places.includes(section));
    if (first && !places.includes(this.#address.section)) this.#address.show(first);
  }

  #fillForm(edits: Partial<SettingsDraft>, settings: VisibleSettings): void {
    this.searchText = '';
    this.#form.fill(edits, settings);
  }
}

function groupsOf(section: Section, context: FormContext) {
  switch (section) {
    case 'terminal':
      return html`${formGroup('terminal', context, terminalGroup)} ${advancedGroup(context)}`;
    case 'account':
      return html`${formGroup('hipay', context, hipayGroup)} ${formGroup('contracts', context, contractsGroup)}`;
    case 'paying':
      return formGroup('payments', context, paymentsGroup);
    default:
      return '';
  }
}
