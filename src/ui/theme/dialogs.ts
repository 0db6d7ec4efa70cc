import { css } from 'lit';

/** A dialog over the darkened page. Its width is the one that each sets as `--dialog-width`. */
export const dialogs = css`
  dialog {
    width: min(var(--dialog-width), 100vw - 2 * var(--space-4));
    max-height: calc(100dvh - 2 * var(--space-4));
    padding: var(--space-5);
    overflow: auto;
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
    color: var(--text);
  }
  dialog::backdrop {
    background: var(--scrim);
  }
`;
