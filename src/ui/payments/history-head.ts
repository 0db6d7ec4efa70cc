import { css } from 'lit';

/** A name at one end, a button or a remark at the other. */
export const historyHead = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: center;
    justify-content: space-between;
  }
`;
