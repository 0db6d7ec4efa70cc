import { css, html } from 'lit';

/** A list of names and values. A value that is not known is left out. */
export const facts = (rows: readonly (readonly [name: string, value: string | undefined])[]) => html`<dl>
  ${rows.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : ''))}
</dl>`;

export const factStyles = css`
  dl {
    display: grid;
    gap: var(--space-2);
    margin: 0;
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(8rem, 1fr) 2fr;
    gap: 0 var(--space-4);
    align-items: center;
  }
  dt {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  dd {
    margin: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  @media (max-width: 30rem) {
    dl > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
