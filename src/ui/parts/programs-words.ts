import { html, type TemplateResult } from 'lit';

/** What a program said in its own English: for who mends it, below our own words. */
export const programsWords = (summary: string, text: string): TemplateResult =>
  html`<details class="programs-words">
    <summary>${summary}</summary>
    <p lang="en">${text}</p>
  </details>`;
