import { css } from 'lit';

/** A page that was opened from the list: the way back, and its heading. */
export const pageStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    align-content: start;
  }
  .small {
    font-size: var(--text-small);
  }
  .backlink {
    display: inline-flex;
    gap: var(--space-2);
    align-items: center;
    justify-self: start;
    min-height: var(--target);
    padding-inline: var(--space-1) var(--space-3);
    border-radius: var(--radius-small);
    font-weight: 600;
    text-decoration: none;
  }
  .backlink:hover {
    background: var(--accent-soft);
  }
`;
