import { css } from 'lit';

export const resolveStyles = css`
  dialog {
    --dialog-width: 36rem;
    max-width: none;
  }
  .small {
    font-size: var(--text-small);
  }
  .ticket {
    display: grid;
    gap: var(--space-1);
    justify-items: center;
    padding: var(--space-4);
    border: 2px dashed var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
    text-align: center;
  }
  .sum {
    font-size: var(--text-huge);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1.1;
  }
  .order {
    overflow-wrap: anywhere;
  }
  ol {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding-inline-start: 1.5rem;
  }
  .answer {
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
  }
  .answer:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .answer:has(:checked) .hint {
    color: var(--text);
  }
  .why {
    gap: var(--space-2);
  }
  .ready {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .ready button {
    padding-inline: var(--space-3);
    border-radius: 99px;
    font-size: var(--text-small);
    text-align: start;
  }
  .ready [aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .consequence {
    display: flex;
    gap: var(--space-3);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-small);
    overflow-wrap: anywhere;
  }
  .consequence span {
    min-width: 0;
  }
  .good {
    background: var(--good-soft);
    color: var(--good);
  }
  .calm {
    background: var(--calm-soft);
    color: var(--calm);
  }
  .buttons {
    align-items: center;
  }
  .push {
    flex: 1;
  }
  @media (max-width: 30rem) {
    dialog {
      padding: var(--space-4);
    }
    .push {
      display: none;
    }
    #next {
      order: -1;
      flex-basis: 100%;
    }
  }
`;
