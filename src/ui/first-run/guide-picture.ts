import { html, svg, type TemplateResult } from 'lit';
import type { LazyTexts } from '../../texts/load-texts.ts';

type Texts = LazyTexts['first-run']['guide'];

const keys = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [row, column] as const));

/** A till and a terminal with a cable between them: whole once the terminal answers. It repeats the words beside it. */
export const guidePicture = (isConnected: boolean): TemplateResult => html`<div class="picture">
  <svg viewBox="0 0 420 240" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true">
    <rect x="6" y="28" width="216" height="140" rx="12" fill="currentColor" fill-opacity="0.12"/>
    <path d="M114 170v36M82 206h64M42 68h90M42 98h58" stroke-opacity="0.9"/>
    <path d="M224 114c56 0 24 102 82 102" stroke-dasharray=${isConnected ? 'none' : '2 14'}/>
    <rect x="308" y="18" width="106" height="216" rx="16" fill="currentColor" fill-opacity="0.12"/>
    <rect x="328" y="40" width="66" height="50" rx="6"/>
    ${isConnected ? svg`<path d="m346 65 10 10 20-20"/>` : ''}
    <g fill="currentColor" stroke="none">
      ${keys.map(([row, column]) => svg`<circle cx=${335 + column * 27} cy=${118 + row * 30} r="6"/>`)}
    </g>
    <g stroke="none">
      <circle cx="335" cy="208" r="6" fill="#ff8d85"/>
      <circle cx="362" cy="208" r="6" fill="#ffd479"/>
      <circle cx="389" cy="208" r="6" fill="#6fdca0"/>
    </g>
  </svg>
</div>`;

/** How to plug the terminal in, in three steps. */
export const plugSteps = (plug: Texts['plug']): TemplateResult =>
  html`<ol class="big">${[plug.cable, plug.switchOn, plug.choose].map((each) => html`<li>${each}</li>`)}</ol>`;
