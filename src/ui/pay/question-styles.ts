import { css } from 'lit';

/** A question to which two large buttons are the answers. */
export const questionStyles = css`
  dialog {
    --dialog-width: 32rem;
    border-top: 0.375rem solid var(--warn-line);
  }
  h2 {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    color: var(--warn);
  }
  p {
    overflow-wrap: anywhere;
  }
  .answers {
    display: grid;
    gap: var(--space-3);
  }
  .answers button {
    min-height: 3.5rem;
  }
`;
