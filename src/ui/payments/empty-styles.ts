import { css } from 'lit';

/** In the place of what there is none of. */
export const emptyStyles = css`
  .empty {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-6) var(--space-4);
    text-align: center;
  }
`;
