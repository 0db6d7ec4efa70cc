import { html } from 'lit';
import { fill } from '../format.ts';
import { inLanguage } from '../language.ts';
import { formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import type { FormContext } from './setting-form.ts';
import { changesBetween, draftOfSettings, fieldNames, hasNewSecret, isUsed } from './settings-draft.ts';
import type { FormInWork } from './settings-form.ts';
import type { findSettings } from './settings-search.ts';
import { toolsTexts } from './texts/tools-texts.ts';

const isChanged = ({ draft, visible }: FormContext): boolean =>
  Object.keys(changesBetween(draftOfSettings(visible), draft)).length > 0 || hasNewSecret(draft);

/** Save, and what can be taken back now: what was typed, or else the last save. */
export function saveBar(context: FormContext, form: FormInWork) {
  const { words } = context.texts;
  const texts = inLanguage(toolsTexts);
  const changed = isChanged(context);
  return html`<div class="save">
      <button class="primary" ?disabled=${form.saving}>${form.saving ? words.saving : words.save}</button>
      ${
        changed && !form.saving
          ? html`<button type="button" id="discard" @click=${form.discard}>${texts.discard}</button>`
          : ''
      }
      ${
        !changed && form.canUndo && !form.saving
          ? html`<button type="button" id="undo" @click=${form.undo}>${texts.undo}</button>`
          : ''
      }
      <p role="status" class=${form.said?.bad ? 'error' : 'fine'}>
        ${
          form.said
            ? html`${icon(form.said.bad ? 'warning' : 'check')} ${form.said.text}`
            : changed
              ? html`<span class="muted unsaved">${texts.unsaved}</span>`
              : ''
        }
      </p>
    </div>`;
}

interface Search {
  readonly wanted: string;
  readonly found: ReturnType<typeof findSettings>;
  look(wanted: string): void;
}

/** Says how many were found, and which of them nothing that is chosen now has a use for. */
export function searchBar(context: FormContext, { wanted, found, look }: Search) {
  const texts = inLanguage(toolsTexts);
  const { route } = context.visible.hipay;
  const unused = fieldNames.filter((name) => found?.has(name) && !isUsed(name, context.draft, route));
  const names = [...new Set(unused.map((name) => context.texts.fields[name].label))];
  return html`<div class="search" role="search">
      ${formField(
        { id: 'search', label: texts.search, hint: texts.searchHint },
        html`<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-hint"
          .value=${wanted} @input=${(event: Event) => look((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()} />`,
      )}
      <div class="found">
        <div role="status">
          ${found ? html`<p>${found.size === 0 ? texts.nothingFound : fill(texts.found, { count: found.size })}</p>` : ''}
          ${names.length > 0 ? html`<p class="muted">${fill(texts.notUsed, { names: names.join(', ') })}</p>` : ''}
        </div>
        ${found ? html`<button type="button" id="show-all" @click=${() => look('')}>${texts.showAll}</button>` : ''}
      </div>
    </div>`;
}
