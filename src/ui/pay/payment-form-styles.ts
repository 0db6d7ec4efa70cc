import { css } from 'lit';

export const paymentFormStyles = css`
  .money {
    display: flex;
    align-items: stretch;
    border: 2px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .money:focus-within {
    border-color: var(--focus);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--focus) 30%, transparent);
  }
  .money:has(input:disabled) {
    border-color: var(--line);
    background: var(--surface-sunken);
  }
  .money:has([aria-invalid='true']) {
    border-color: var(--bad);
  }
  .money input:not([type='checkbox'], [type='radio']) {
    flex: 1;
    padding: var(--space-3) var(--space-4);
    border: 0;
    outline: none;
    background: none;
    box-shadow: none;
    font-size: var(--text-huge);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    line-height: 1.1;
    text-align: end;
  }
  .money ::placeholder {
    color: var(--text-muted);
    opacity: 0.6;
  }
  .currency {
    display: grid;
    padding-inline: var(--space-2) var(--space-4);
    place-items: center;
    color: var(--text-muted);
    font-size: var(--text-large);
    font-weight: 600;
  }
  .money select {
    width: auto;
    margin: var(--space-2);
    font-size: var(--text-large);
    font-weight: 600;
  }
  .scanned {
    display: flex;
    gap: var(--space-2);
    padding: var(--space-3);
    border-radius: var(--radius-small);
    background: var(--warn-soft);
    color: var(--warn);
    font-weight: 600;
  }
  .optional {
    color: var(--text-muted);
    font-weight: 400;
  }
  .take {
    width: 100%;
    min-height: 3.75rem;
    font-size: var(--text-large);
    font-variant-numeric: tabular-nums;
  }
  button.take.back {
    border: 2px solid var(--warn);
    background: var(--warn-soft);
    color: var(--warn);
  }
  /* The button is always visible, even if the form is long. On a phone it stays above the navigation bar. */
  .submit {
    position: sticky;
    bottom: var(--bottom-bar, 0);
    gap: var(--space-2);
    padding-block: var(--space-3);
    margin-block-end: calc(-1 * var(--space-3));
    background: var(--surface);
  }
  .blocked {
    color: var(--text-muted);
    text-align: center;
  }
`;
