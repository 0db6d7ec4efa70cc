import { html } from 'lit';
import { formField } from '../parts/form-field.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { fieldNames } from './field-names.ts';
import { isUsed } from './field-use.ts';
import type { FormContext } from './form-context.ts';
import type { findSettings } from './settings-finder.ts';
import { toolsTexts } from './texts/tools-texts.ts';

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
