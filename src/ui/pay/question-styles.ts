import { css } from 'lit';

/** A question to which two large buttons are the answers. */
export const questionStyles = css`
  dialog {
    --dialog-width: 32rem;
  }
  h2 {
    display: flex;
    gap: var(--space-3);
    align-items: center;
  }
  h2 svg {
    box-sizing: content-box;
    padding: var(--space-2);
    border-radius: 50%;
    background: var(--warn-soft);
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
