import { html, render } from 'lit';
import { languageNames } from '../../../src/core/language.ts';
import { type Choices, choicesOf, searchOf, sizes, themes } from './choices.ts';
import { shows } from './shows.ts';

// Every screen and part in every state, language, theme and size: `npx vite`, then /gallery.

let now = choicesOf(location.search, shows);
let wanted = '';

function choose(change: Partial<Choices>): void {
  now = { ...now, ...change };
  history.replaceState(null, '', searchOf(now));
  draw();
}

const pick = <Key extends 'lang' | 'theme' | 'size'>(
  key: Key,
  label: string,
  names: Readonly<Record<Choices[Key], string>>,
) =>
  html`<label>${label}
    <select @change=${(event: Event) => choose({ [key]: (event.target as HTMLSelectElement).value })}>
      ${Object.entries<string>(names).map(([value, text]) => html`<option value=${value} ?selected=${value === now[key]}>${text}</option>`)}
    </select>
  </label>`;

const named = <Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  text = (name: Name): string => name,
) =>
  Object.fromEntries((Object.keys(table) as Name[]).map((name) => [name, text(name)])) as Record<
    Name,
    string
  >;

function draw(): void {
  const [width, height] = sizes[now.size];
  const address = `/gallery/stage${searchOf(now)}`;
  const found = Object.keys(shows).filter((name) => name.includes(wanted.toLowerCase()));
  render(
    html`<header>
        <strong>Gallery</strong>
        ${pick('lang', 'Language', languageNames)} ${pick('theme', 'Theme', named(themes))}
        ${pick(
          'size',
          'Size',
          named(sizes, (name) => `${name} ${sizes[name].join(' × ')}`),
        )}
        <a href=${address} target="_blank">Alone</a>
      </header>
      <nav aria-label="Scenarios">
        <input type="search" aria-label="Search" placeholder="Search" @input=${(event: Event) => {
          wanted = (event.target as HTMLInputElement).value;
          draw();
        }} />
        ${found.map(
          (
            name,
          ) => html`<a href=${searchOf({ ...now, show: name })} aria-current=${name === now.show ? 'page' : 'false'}
            @click=${(event: MouseEvent) => {
              event.preventDefault();
              choose({ show: name });
            }}>${name}</a>`,
        )}
      </nav>
      <main><iframe title=${now.show} src=${address} width=${width} height=${height}></iframe></main>`,
    document.body,
  );
}

draw();
