import { css } from 'lit';

export const refundStyles = css`
  dialog {
    --dialog-width: 32rem;
    padding: 1.75rem;
  }
  h2 {
    display: flex;
    gap: var(--space-2);
    align-items: center;
  }
  .small {
    font-size: var(--text-small);
  }
  .options {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--space-3);
  }
  .option {
    position: relative;
    display: grid;
    gap: 0.1rem;
    min-width: 0;
    padding: 0.875rem var(--space-4);
    border: 2px solid var(--line-strong);
    border-radius: var(--radius);
    font-weight: 400;
    cursor: pointer;
  }
  .option:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .option:has(:checked) .muted {
    color: var(--text);
  }
  .option:has(:focus-visible) {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .option input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .option b {
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .sum {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    font-size: 1.25rem;
    font-weight: 700;
  }
  .sum input {
    flex: 1;
    min-width: 0;
  }
  .rules {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding: 0.875rem var(--space-4);
    border-radius: var(--radius);
    background: var(--surface-sunken);
    list-style: none;
  }
  .rules li {
    display: flex;
    gap: var(--space-3);
  }
  .rules svg {
    margin-top: 0.2rem;
    color: var(--text-muted);
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  .answers > * {
    flex: 1 1 auto;
    min-height: var(--target-large);
  }
  summary {
    min-height: var(--target);
    padding-block: var(--space-2);
    cursor: pointer;
  }
  @media (max-height: 30rem) {
    dialog {
      padding: 0.875rem var(--space-4);
    }
    .rules {
      display: none;
    }
  }
  @media (max-width: 40rem) and (min-height: 30.01rem) {
    dialog {
      width: 100vw;
      max-width: 100vw;
      margin: auto 0 0;
      padding: var(--space-4);
      border-radius: 1.25rem 1.25rem 0 0;
    }
    .answers {
      display: grid;
    }
  }
`;
