import { css } from 'lit';

/** A note inside a card: what a person has asked for, or what to check, on a sunken ground. */
export const notes = css`
  section {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-4);
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
  }
  ul {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding-inline-start: 1.25rem;
  }
`;
