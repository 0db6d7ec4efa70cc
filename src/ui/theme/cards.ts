import { css } from 'lit';

/** Panels and their headings. */
export const cards = css`
  .card {
    padding: var(--space-5);
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  @media (max-width: 40rem) {
    .card {
      padding: var(--space-4);
    }
  }
  h1,
  h2,
  h3 {
    margin: 0;
    line-height: 1.25;
  }
  h1 {
    font-size: 1.5rem;
  }
  h2 {
    font-size: var(--text-large);
  }
  h3 {
    font-size: 1.0625rem;
  }
  h1:focus,
  h2:focus,
  h3:focus {
    outline: none;
  }
  p {
    margin: 0;
    text-wrap: pretty;
  }
  .muted {
    color: var(--text-muted);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
`;

/** A note inside a card, on a darker background. */
export const notes = css`
  section {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-4);
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
  }
  ul {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding-inline-start: 1.25rem;
  }
`;

/** Background and text color of each tone. */
export const tones = css`
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
`;

/** A line that opens and closes what is below it, with an arrow that points down while it is open. */
export const folds = css`
  summary {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    min-height: var(--target);
    color: var(--text-muted);
    font-weight: 600;
    cursor: pointer;
  }
  summary::before {
    content: '›' / '';
    font-size: 1.5rem;
    line-height: 1;
    rotate: 0deg;
    transition: rotate var(--motion-quick) var(--ease);
  }
  details[open] > summary::before {
    rotate: 90deg;
  }
`;
