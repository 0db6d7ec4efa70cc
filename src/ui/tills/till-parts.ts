import { css, html } from 'lit';
import { isOnThisComputer } from '../../core/connector-api/addresses.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';

/** The till and the terminal, drawn beside each other. */
export const tillPair = html`<div class="pair" aria-hidden="true">
  <i>${rareIcon('basket', 26)}</i><b></b><i class="own">${icon('terminal', 26)}</i>
</div>`;

/** True if the page cannot be changed on its way: it is encrypted, or on this computer. */
export function isProtected(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || isOnThisComputer(hostname) || hostname.endsWith('.localhost');
}

/** The address that a person judges. A lock stands for https only; otherwise the address is shown whole. */
export const tillOrigin = (origin: string) =>
  html`<p class="origin" id="who">
    ${origin.startsWith('https://') ? html`${rareIcon('lock', 18)}${origin.slice('https://'.length)}` : origin}
  </p>`;

export const tillStyles = css`
  .pair {
    display: flex;
    gap: var(--space-3);
    align-items: center;
  }
  .pair i {
    display: grid;
    place-items: center;
    width: 3rem;
    height: 3rem;
    border-radius: 0.875rem;
    background: var(--accent-soft);
    color: var(--accent);
  }
  .pair .own {
    background: var(--brand);
    color: var(--brand-text);
  }
  .pair b {
    width: 3rem;
    border-top: 2px dashed var(--line-strong);
  }
  .origin {
    display: inline-flex;
    gap: var(--space-2);
    align-items: center;
    justify-self: start;
    max-width: 100%;
    padding: 0.375rem var(--space-3);
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
    font-family: ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono", monospace;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    .pair i {
      border: 1px solid CanvasText;
    }
  }
`;
