import { css, html, svg, type TemplateResult } from 'lit';

// The pictures have the color of the surrounding text, so that they are visible in every theme and in forced colors.

const picture = (width: number, height: number, content: unknown): TemplateResult => html`<svg
  width=${width}
  height=${height}
  viewBox="0 0 ${width} ${height}"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>${content}</svg>`;

export const usbPlug = (): TemplateResult =>
  picture(
    112,
    64,
    svg`<path d="M2 32h22"/><rect x="24" y="14" width="40" height="36" rx="4"/>
      <rect x="64" y="19" width="38" height="26"/><path d="M72 26h8m6 0h8M64 34h38"/>`,
  );

export const serialPlug = (): TemplateResult => {
  const pins = [0, 1, 2, 3, 4].map((n) => svg`<circle cx=${52 + n * 10} cy="27" r="1.5"/>`);
  const lower = [0, 1, 2, 3].map((n) => svg`<circle cx=${57 + n * 10} cy="37" r="1.5"/>`);
  return picture(
    112,
    64,
    svg`<path d="M2 32h18M20 20h10v24H20z"/><path d="M40 16h64l-7 32H47z"/>
      <circle cx="36" cy="32" r="3"/><circle cx="108" cy="32" r="3"/>${pins}${lower}`,
  );
};

export const baseWithCable = (): TemplateResult =>
  picture(
    112,
    64,
    svg`<path d="M2 56h30"/><path d="M32 60V50h72v10z"/><path d="m50 50-8-4 6-40h32l6 40-8 4"/>
      <rect x="53" y="11" width="22" height="12"/><path d="M55 30v.1m9-.1v.1m9-.1v.1M54 37v.1m10-.1v.1m10-.1v.1"/>`,
  );

/** A terminal. Its menu path is text beside the picture, so that screen readers read it and long texts fit. */
export const terminalWithMenu = (): TemplateResult =>
  picture(
    88,
    150,
    svg`<rect x="8" y="4" width="72" height="142" rx="9"/><rect x="17" y="14" width="54" height="46" rx="2"/>
      <path d="M23 24h8m5 0h28M23 34h8m5 0h22M23 44h8m5 0h26"/>
      <path d="M24 74h6m10 0h6m10 0h6M24 88h6m10 0h6m10 0h6M24 102h6m10 0h6m10 0h6M24 116h6m10 0h6m10 0h6"/>
      <path d="M20 132h12m7 0h10m7 0h12" stroke-width="4"/>`,
  );

export const portHelpStyles = css`
  section {
    grid-template-columns: minmax(0, 1fr);
  }
  details {
    border-top: 1px solid var(--line);
  }
  .point {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    padding-bottom: var(--space-3);
  }
  .ends {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: var(--space-4);
    padding: 0;
    list-style: none;
  }
  .ends li {
    display: grid;
    gap: var(--space-2);
    align-content: start;
    font-size: var(--text-small);
  }
  .menu {
    display: flex;
    gap: var(--space-4);
    align-items: center;
    margin-bottom: var(--space-3);
  }
  .menu ol {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding-inline-start: 1.5rem;
  }
  kbd {
    display: inline-block;
    padding: 0.125rem var(--space-2);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    font-family: inherit;
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0;
    padding: var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    font-family: ui-monospace, monospace;
    font-size: var(--text-small);
  }
`;
