import { html, nothing, type TemplateResult } from 'lit';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { fill } from '../format.ts';
import { describedBy, fieldError, formField } from '../parts/form-field.ts';
import type { FormTexts } from './form-texts.ts';
import type { FieldProblem, FieldProblems } from './read-settings.ts';
import {
  type FieldName,
  type FlagField,
  fieldNames,
  type Group,
  groupOf,
  isSecret,
  isUsed,
  type SettingsDraft,
  type TextField,
} from './settings-draft.ts';
import { groupTitle } from './settings-search.ts';

/** What of the draft is not saved yet. */
interface Unsaved {
  /** The saved values, without secrets. */
  readonly saved: SettingsDraft;
  readonly changed: ReadonlySet<FieldName>;
  /** The word of an option of a list; undefined for a field without options. */
  optionWord(name: FieldName, value: string): string | undefined;
}

/** Everything that the groups of the settings form need for rendering. */
export interface FormContext {
  readonly draft: SettingsDraft;
  readonly visible: VisibleSettings;
  readonly problems: FieldProblems;
  readonly texts: FormTexts;
  readonly scripts: readonly string[];
  readonly customLine: boolean;
  /** Present if changed fields are marked. */
  readonly unsaved?: Unsaved;
  /** True during a search: the form shows only the settings that were found. */
  readonly searching: boolean;
  shown(name: FieldName): boolean;
  change(change: Partial<SettingsDraft>): void;
  showCustomLine(show: boolean): void;
}

/** Renders a group of the form with its title. During a search, renders only groups with a setting that was found. */
export function formGroup(
  group: Group,
  context: FormContext,
  content: (context: FormContext) => TemplateResult,
) {
  const { draft, visible } = context;
  const hasFound = fieldNames.some(
    (name) => groupOf(name) === group && context.shown(name) && isUsed(name, draft, visible.hipay.route),
  );
  if (context.searching && !hasFound) return '';
  return html`<section class="card stack" aria-labelledby="group-${group}">
      <h2 id="group-${group}">${groupTitle(group, context.texts)}</h2>
      ${content(context)}
    </section>`;
}

function problemText(problem: FieldProblem, hint: string, { words }: FormTexts): string {
  switch (problem.kind) {
    case 'range':
      return fill(words.errorRange, problem);
    case 'currency':
      return fill(words.errorCurrency, problem);
    case 'no-currency':
      return words.errorCurrencies;
    case 'simulated-in-production':
      return words.errorSimulatedProd;
    case 'network-address':
      return words.errorAddress;
    case 'invisible':
      return fill(words.errorInvisible, problem);
    case 'network-language':
      return words.errorNetworkLanguage;
    case 'contract-pair':
      return words.errorContractPair;
    case 'missing':
      return words.errorMissing;
    case 'format':
      return `${words.errorCheck} ${hint}`.trim();
  }
}

/** How a value reads: an option's or a flag's word, or the text itself. */
export function valueWords(context: FormContext, name: FieldName, value: string | boolean): string {
  const { changes } = context.texts;
  if (typeof value === 'boolean') return value ? changes.on : changes.off;
  return value === '' ? changes.empty : (context.unsaved?.optionWord(name, value) ?? value);
}

/** The note below a changed field: the value that is saved. */
function changeNote(context: FormContext, name: FieldName): string | undefined {
  const { unsaved, texts } = context;
  if (!unsaved?.changed.has(name)) return undefined;
  const { changes } = texts;
  if (isSecret(name)) return changes.changed;
  return fill(changes.changedFrom, { before: valueWords(context, name, unsaved.saved[name]) });
}

function partsOf(context: FormContext, name: FieldName) {
  const { label, hint } = context.texts.fields[name];
  const problem = context.problems[name];
  // The error of a format contains the hint, which then does not stand below it again.
  const shownHint = problem?.kind === 'format' ? '' : hint;
  return {
    id: name,
    label,
    hint: shownHint,
    error: problem && problemText(problem, hint, context.texts),
    was: changeNote(context, name),
  };
}

type SettingParts = ReturnType<typeof partsOf>;

/** Like `describedBy`, with the note about the change. */
const describedWith = (parts: SettingParts) => {
  const ids = describedBy(parts);
  if (!parts.was) return ids;
  return ids === nothing ? `${parts.id}-was` : `${ids} ${parts.id}-was`;
};

/** A field; below a changed one stands what is saved. */
const changeableField = (parts: SettingParts, control: TemplateResult): TemplateResult =>
  html`<div class=${parts.was ? 'changed' : ''}>
    ${formField(parts, control)}${parts.was ? html`<p class="was" id="${parts.id}-was">${parts.was}</p>` : ''}
  </div>`;

const textOf = (event: Event): string => (event.target as HTMLInputElement).value;

interface TextOptions {
  readonly type?: 'text' | 'password';
  readonly numeric?: boolean;
  readonly placeholder?: string;
  /** Text before the field's own hint, for instance whether a secret is stored. */
  readonly hintFirst?: string;
}

export function textSetting(
  context: FormContext,
  name: TextField,
  options: TextOptions = {},
): TemplateResult | typeof nothing {
  if (!context.shown(name)) return nothing;
  const { type = 'text', numeric = false, placeholder = '', hintFirst = '' } = options;
  const field = partsOf(context, name);
  const parts = { ...field, hint: `${hintFirst} ${field.hint}`.trim() };
  return changeableField(
    parts,
    html`<input id=${name} name=${name} type=${type} placeholder=${placeholder}
      inputmode=${numeric ? 'numeric' : 'text'} autocomplete=${type === 'password' ? 'new-password' : 'off'}
      spellcheck="false"
      aria-invalid=${parts.error ? 'true' : 'false'} aria-describedby=${describedWith(parts)}
      .value=${context.draft[name]}
      @input=${(event: Event) => context.change({ [name]: textOf(event) })} />`,
  );
}

export function selectSetting(
  context: FormContext,
  name: TextField,
  options: readonly (readonly [value: string, label: string])[],
): TemplateResult | typeof nothing {
  if (!context.shown(name)) return nothing;
  const parts = partsOf(context, name);
  return changeableField(
    parts,
    html`<select id=${name} name=${name}
      aria-invalid=${parts.error ? 'true' : 'false'} aria-describedby=${describedWith(parts)}
      @change=${(event: Event) => context.change({ [name]: textOf(event) })}>
      ${options.map(
        ([value, label]) =>
          html`<option value=${value} ?selected=${context.draft[name] === value}>${label}</option>`,
      )}
    </select>`,
  );
}

export function flagSetting(context: FormContext, name: FlagField): TemplateResult | typeof nothing {
  if (!context.shown(name)) return nothing;
  const { label, hint, error, was } = partsOf(context, name);
  return html`<div class="flag">
    <label class="switch">
      <span>
        <span class="label">${label}</span>
        ${hint ? html`<span class="hint">${hint}</span>` : ''}
        ${was ? html`<span class="was">${was}</span>` : ''}
      </span>
      <input type="checkbox" role="switch" name=${name} .checked=${context.draft[name]}
        @change=${(event: Event) => context.change({ [name]: (event.target as HTMLInputElement).checked })} />
    </label>
    ${error ? fieldError(name, error) : ''}
  </div>`;
}
