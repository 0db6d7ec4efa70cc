import { css } from 'lit';

/** Styles of the labels, inputs, hints and errors of forms. */
export const fields = css`
  .field {
    display: grid;
    gap: var(--space-1);
    min-width: 0;
    align-content: start;
  }
  label,
  legend,
  .label {
    font-weight: 600;
  }
  .hint {
    margin: 0;
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  .error {
    display: flex;
    gap: var(--space-2);
    align-items: flex-start;
    margin: 0;
    color: var(--bad);
    font-size: var(--text-small);
    font-weight: 600;
  }
  input:not([type='checkbox'], [type='radio']),
  select {
    width: 100%;
    min-width: 0;
    min-height: var(--target);
    padding: var(--space-2) var(--space-3);
    border: var(--edge) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 1px var(--bad);
  }
  :disabled:is(input, select) {
    border-color: var(--line);
    background: var(--surface-sunken);
    color: var(--text);
    opacity: 1;
  }
  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: var(--space-3);
    align-items: center;
    min-height: var(--target);
    padding-block: var(--space-1);
    font-weight: 400;
    cursor: pointer;
  }
  .choice input {
    width: 1.375rem;
    height: 1.375rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .choice .hint {
    grid-column: 2;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
`;
