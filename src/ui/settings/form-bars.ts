import { html } from 'lit';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import type { FormContext } from './setting-form.ts';
import { changesBetween, draftOfSettings, fieldNames, hasNewSecret, isUsed } from './settings-draft.ts';
import type { SettingsFormState } from './settings-form.ts';
import type { findSettings } from './settings-search.ts';

const isChanged = ({ draft, visible }: FormContext): boolean =>
  Object.keys(changesBetween(draftOfSettings(visible), draft)).length > 0 || hasNewSecret(draft);

/** The save button, and a button that discards unsaved changes or, if there are none, undoes the last save. */
export function saveBar(context: FormContext, form: SettingsFormState) {
  const { words } = context.texts;
  const texts = lazyTexts('settings').tools;
  const hasChanges = isChanged(context);
  return html`<div class="save">
      <button class="primary" ?disabled=${form.saving}>${form.saving ? words.saving : words.save}</button>
      ${
        hasChanges && !form.saving
          ? html`<button type="button" id="discard" @click=${form.discard}>${texts.discard}</button>`
          : ''
      }
      ${
        !hasChanges && form.canUndo && !form.saving
          ? html`<button type="button" id="undo" @click=${form.undo}>${texts.undo}</button>`
          : ''
      }
      <p role="status" class=${form.message?.bad ? 'error' : 'fine'}>
        ${
          form.message
            ? html`${icon(form.message.bad ? 'warning' : 'check')} ${form.message.text}`
            : hasChanges
              ? html`<span class="muted unsaved">${texts.unsaved}</span>`
              : ''
        }
      </p>
    </div>`;
}

interface Search {
  readonly searchText: string;
  readonly found: ReturnType<typeof findSettings>;
  onSearch(searchText: string): void;
}

/** Shows how many settings match, and which of them the current choices do not use. */
export function searchBar(context: FormContext, { searchText, found, onSearch }: Search) {
  const texts = lazyTexts('settings').tools;
  const { route } = context.visible.hipay;
  const unused = fieldNames.filter((name) => found?.has(name) && !isUsed(name, context.draft, route));
  const names = [...new Set(unused.map((name) => context.texts.fields[name].label))];
  return html`<div class="search" role="search">
      ${formField(
        { id: 'search', label: texts.search, hint: texts.searchHint },
        html`<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-hint"
          .value=${searchText} @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()} />`,
      )}
      <div class="found">
        <div role="status">
          ${found ? html`<p>${found.size === 0 ? texts.nothingFound : fill(texts.found, { count: found.size })}</p>` : ''}
          ${names.length > 0 ? html`<p class="muted">${fill(texts.notUsed, { names: names.join(', ') })}</p>` : ''}
        </div>
        ${found ? html`<button type="button" id="show-all" @click=${() => onSearch('')}>${texts.showAll}</button>` : ''}
      </div>
    </div>`;
}
