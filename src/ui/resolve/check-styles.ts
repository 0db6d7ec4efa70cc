import { css } from 'lit';

export const checkStyles = css`
  .small {
    font-size: var(--text-small);
  }
  .quiet {
    display: inline-flex;
    gap: var(--space-1);
    align-items: center;
    justify-self: start;
    min-height: var(--target);
    padding: var(--space-2) var(--space-2) var(--space-2) 0;
    border-color: transparent;
    background: none;
    color: var(--accent);
    font-weight: 600;
    text-decoration: none;
  }
  .two {
    display: grid;
    grid-template-columns: 19rem minmax(0, 1fr);
    gap: var(--space-6);
    align-items: start;
  }
  .two > * {
    min-width: 0;
  }
  .ticket {
    margin: 0;
    padding: var(--space-5) 1.25rem var(--space-6);
    border: var(--edge) solid var(--line);
    border-bottom: 0;
    background: var(--surface);
    font-family: ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono", monospace;
    font-size: 0.9375rem;
    line-height: 1.7;
    /* The torn edge of the paper. */
    mask: conic-gradient(from -45deg at bottom, #0000, #000 1deg 89deg, #0000 90deg) 50% / 16px 100%;
  }
  .ticket hr {
    margin: var(--space-3) 0;
    border: 0;
    border-top: 2px dashed var(--line-strong);
  }
  .sum {
    font: 700 2.25rem / 1.2 var(--font);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .order {
    overflow-wrap: anywhere;
  }
  .mark {
    display: inline-block;
    padding: 0 0.35rem;
    border-radius: 0.3rem;
    background: var(--warn-soft);
    color: var(--warn);
    font-family: var(--font);
    font-size: var(--text-small);
    font-weight: 600;
  }
  .answers {
    display: grid;
    gap: var(--space-3);
    margin-top: 1.25rem;
  }
  .answer {
    display: grid;
    grid-template-columns: 3.25rem minmax(0, 1fr) auto;
    gap: var(--space-4);
    justify-content: stretch;
    width: 100%;
    min-height: 5rem;
    padding: var(--space-3) 1.25rem;
    border: 2px solid var(--line);
    border-radius: var(--radius);
    font-weight: 400;
    text-align: start;
  }
  .answer:hover:not(:disabled) {
    background: var(--accent-soft);
    color: var(--text);
  }
  .answer b {
    display: block;
    font-size: 1.1875rem;
  }
  .answer > svg {
    color: var(--text-muted);
  }
  .round {
    display: grid;
    place-items: center;
    width: 3.25rem;
    height: 3.25rem;
    border-radius: 50%;
  }
  .good {
    background: var(--good-soft);
    color: var(--good);
  }
  .bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .calm {
    background: var(--calm-soft);
    color: var(--calm);
  }
  .note {
    display: flex;
    gap: var(--space-3);
    margin-top: var(--space-3);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-small);
  }
  .idle {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    min-height: var(--target);
    font-weight: 600;
  }
  .verdict {
    display: grid;
    grid-template-columns: 3.25rem minmax(0, 1fr);
    gap: var(--space-4);
    align-items: center;
    padding: 1.125rem 1.25rem;
    border-radius: var(--radius);
    overflow-wrap: anywhere;
  }
  .verdict h1 {
    font-size: 1.25rem;
  }
  .verdict p {
    color: var(--text);
  }
  .solid {
    background: currentColor;
  }
  .solid svg {
    color: var(--surface);
  }
  .money {
    display: flex;
    gap: var(--space-3);
    align-items: center;
  }
  .money input {
    max-width: 12rem;
    font-size: var(--text-large);
    font-variant-numeric: tabular-nums;
  }
  #by {
    max-width: 20rem;
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
  .large {
    min-height: var(--target-large);
    padding-inline: var(--space-5);
  }
  .end {
    display: grid;
    gap: var(--space-4);
    justify-items: center;
    padding-block: var(--space-7);
    text-align: center;
  }
  .end .round {
    width: 6rem;
    height: 6rem;
  }
  .end .buttons {
    justify-content: center;
  }
  @media (max-width: 44rem) {
    .two {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
    }
    .ticket {
      padding: 0.875rem var(--space-4) var(--space-5);
      line-height: 1.5;
    }
    .ticket hr {
      margin: 0.4rem 0;
    }
    .sum {
      font-size: 1.875rem;
    }
    .low-out {
      display: none;
    }
    .answer {
      gap: var(--space-3);
      min-height: 4.25rem;
      padding: 0.6rem 0.875rem;
    }
  }
  @media (max-height: 30rem) {
    .two {
      grid-template-columns: 14rem minmax(0, 1fr);
      gap: var(--space-4);
    }
    .low-out {
      display: none;
    }
  }
`;
