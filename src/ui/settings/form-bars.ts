import { html } from 'lit';
import { fill, plural } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import type { FormContext } from './setting-form.ts';
import { fieldNames, isUsed } from './settings-draft.ts';
import type { SettingsFormState } from './settings-form.ts';
import type { findSettings } from './settings-search.ts';
import { hashOfSection, type Section, sectionIcons, sections } from './settings-sections.ts';

/**
 * The number of unsaved changes, with the buttons that save and discard them; after a save its result, and the way back. It is
 * there only when there is something to say, so that it covers nothing otherwise.
 */
export function saveBar(context: FormContext, form: SettingsFormState, locale: string) {
  const { words, changes } = context.texts;
  const texts = lazyTexts('settings').tools;
  const count = context.unsaved?.changed.size ?? 0;
  const { message, saving } = form;
  if (count === 0 && !message && !saving) return '';
  return html`<div class="save" role="region" aria-label=${changes.region}>
      <div>
        <p role="status" class=${message?.bad ? 'bad-news' : ''}>
          ${
            message
              ? html`${icon(message.bad ? 'warning' : 'check')} <span>${message.text}</span>`
              : html`<span><strong>${plural(changes.count, count, locale)}</strong> <span class="unsaved">${texts.unsaved}</span></span>`
          }
        </p>
        ${
          count > 0
            ? html`<button type="button" id="discard" ?disabled=${saving} @click=${form.discard}>${changes.discard}</button>
                <button class="primary" ?disabled=${saving}>${saving ? words.saving : changes.save}</button>`
            : html`${form.canUndo && !saving ? html`<button type="button" id="undo" @click=${form.undo}>${texts.undo}</button>` : ''}
                <button type="button" id="close-message" aria-label=${words.close} @click=${form.closeMessage}>${icon('cross')}</button>`
        }
      </div>
    </div>`;
}

interface Search {
  readonly found: ReturnType<typeof findSettings>;
  onSearch(searchText: string): void;
}

/** Shows how many settings match, and which of them the current choices do not use. */
export function searchResult(context: FormContext, { found, onSearch }: Search) {
  const texts = lazyTexts('settings').tools;
  const { route } = context.visible.hipay;
  const unused = fieldNames.filter((name) => found?.has(name) && !isUsed(name, context.draft, route));
  const names = [...new Set(unused.map((name) => context.texts.fields[name].label))];
  if (!found) return '';
  return html`<div class="found">
      <div role="status">
        <p>${found.size === 0 ? texts.nothingFound : fill(texts.found, { count: found.size })}</p>
        ${names.length > 0 ? html`<p class="muted">${fill(texts.notUsed, { names: names.join(', ') })}</p>` : ''}
      </div>
      <button type="button" id="show-all" @click=${() => onSearch('')}>${texts.showAll}</button>
    </div>`;
}

interface Menu {
  readonly section: Section;
  readonly changed: ReadonlySet<Section>;
  readonly wrong: ReadonlySet<Section>;
  readonly searchText: string;
  onSearch(searchText: string): void;
}

/** The search, and a link to each section. A mark says where something is not saved, or wrong. */
export function sectionMenu({ texts }: Pick<FormContext, 'texts'>, menu: Menu) {
  const { section: current, changed, wrong, searchText, onSearch } = menu;
  const { tools, sections: names } = lazyTexts('settings');
  const mark = (section: Section) => {
    if (!wrong.has(section) && !changed.has(section)) return '';
    const word = wrong.has(section) ? texts.changes.wrong : texts.changes.changed;
    return html`<i class=${wrong.has(section) ? 'mark bad' : 'mark'}></i><span class="visually-hidden">, ${word}</span>`;
  };
  return html`<aside class="menu" aria-label=${texts.changes.menu}>
    <h1 tabindex="-1">${texts.words.settingsArea}</h1>
    <div class="search" role="search">
      ${rareIcon('search', 18)}
      <input id="search" type="search" autocomplete="off" spellcheck="false" aria-label=${tools.search}
        placeholder=${tools.searchShort} .value=${searchText}
        @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()} />
    </div>
    <nav aria-label=${texts.changes.menu}>
      ${sections.map(
        (
          section,
        ) => html`<a href=${hashOfSection(section)} aria-current=${section === current && searchText.trim() === '' ? 'page' : 'false'}
          @click=${() => onSearch('')}>${sectionIcons[section]}<span>${names[section]}</span>${mark(section)}</a>`,
      )}
    </nav>
  </aside>`;
}
