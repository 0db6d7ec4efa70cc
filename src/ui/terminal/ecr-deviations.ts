import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { deviations } from '../deviations/en.ts';
import { currentLanguage, type Language } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

export interface Deviation {
  readonly what: string;
  readonly copes: string;
}

/** By the identifiers of core/terminal/README.md. */
export type Deviations = Readonly<Record<keyof typeof deviations, Deviation>>;

/** Each language is its own chunk: the list is long and rarely opened. */
export const loadDeviations: Readonly<Record<Language, () => Promise<{ readonly deviations: Deviations }>>> =
  {
    en: () => import('../deviations/en.ts'),
    fr: () => import('../deviations/fr.ts'),
    it: () => import('../deviations/it.ts'),
    pt: () => import('../deviations/pt.ts'),
  };

/** The known peculiarities of terminals, and what handles each. */
@customElement('ecr-deviations')
export class EcrDeviations extends EcrElement {
  @state() private list: Deviations | undefined;
  #loaded = '';

  static override styles = [
    controls,
    cards,
    css`
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding-bottom: var(--space-3);
        border-bottom: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      li:last-child {
        border-bottom: 0;
      }
      .copes {
        display: flex;
        gap: var(--space-2);
        margin-top: var(--space-1);
        color: var(--text-muted);
      }
    `,
  ];

  protected override willUpdate(): void {
    const language = currentLanguage()?.language ?? 'en';
    if (this.#loaded === language) return;
    this.#loaded = language;
    void loadDeviations[language]().then(({ deviations }) => {
      if (this.#loaded === language)
        this.list = language === 'fr' ? withFrenchSpaces(deviations) : deviations;
    });
  }

  protected override render() {
    if (!this.list) return html`<p role="status">${this.t.words.loading}</p>`;
    return html`<ul>
      ${Object.entries(this.list).map(
        ([id, { what, copes }]) => html`<li id=${id}>
          <p>${what}</p>
          <p class="copes">${icon('check')} <span>${copes}</span></p>
        </li>`,
      )}
    </ul>`;
  }
}
