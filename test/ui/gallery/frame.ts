import { html, render } from 'lit';
import { languageNames } from '../../../src/core/language.ts';
import { type Choices, choicesOf, searchOf, sizes, themes } from './choices.ts';
import { shows } from './shows.ts';

// Every screen and part in every state, language, theme and size: `npx vite`, then /gallery.

let current = choicesOf(location.search, shows);
let searchText = '';

function choose(change: Partial<Choices>): void {
  current = { ...current, ...change };
  history.replaceState(null, '', searchOf(current));
  draw();
}

const choiceBox = <Key extends 'lang' | 'theme' | 'size'>(
  key: Key,
  label: string,
  names: Readonly<Record<Choices[Key], string>>,
) =>
  html`<label>${label}
    <select @change=${(event: Event) => choose({ [key]: (event.target as HTMLSelectElement).value })}>
      ${Object.entries<string>(names).map(([value, text]) => html`<option value=${value} ?selected=${value === current[key]}>${text}</option>`)}
    </select>
  </label>`;

const labelsOf = <Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  text = (name: Name): string => name,
) =>
  Object.fromEntries((Object.keys(table) as Name[]).map((name) => [name, text(name)])) as Record<
    Name,
    string
  >;

function draw(): void {
  const [width, height] = sizes[current.size];
  const address = `/gallery/stage${searchOf(current)}`;
  const found = Object.keys(shows).filter((name) => name.includes(searchText.toLowerCase()));
  render(
    html`<header>
        <strong>Gallery</strong>
        ${choiceBox('lang', 'Language', languageNames)} ${choiceBox('theme', 'Theme', labelsOf(themes))}
        ${choiceBox(
          'size',
          'Size',
          labelsOf(sizes, (name) => `${name} ${sizes[name].join(' × ')}`),
        )}
        <a href=${address} target="_blank">Alone</a>
      </header>
      <nav aria-label="Scenarios">
        <input type="search" aria-label="Search" placeholder="Search" @input=${(event: Event) => {
          searchText = (event.target as HTMLInputElement).value;
          draw();
        }} />
        ${found.map(
          (
            name,
          ) => html`<a href=${searchOf({ ...current, show: name })} aria-current=${name === current.show ? 'page' : 'false'}
            @click=${(event: MouseEvent) => {
              event.preventDefault();
              choose({ show: name });
            }}>${name}</a>`,
        )}
      </nav>
      <main><iframe title=${current.show} src=${address} width=${width} height=${height}></iframe></main>`,
    document.body,
  );
}

draw();
