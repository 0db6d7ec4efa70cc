import { css } from 'lit';

export const detailStyles = css`
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-4);
    align-items: end;
  }
  .top > div {
    min-width: 0;
  }
  h1.sum {
    font-size: clamp(2.5rem, 8vw, 4.5rem);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    letter-spacing: -0.03em;
    line-height: 1.1;
    white-space: nowrap;
  }
  h1.sum.long {
    font-size: clamp(1.75rem, 6vw, 3rem);
  }
  .date::first-letter {
    text-transform: uppercase;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  .acts button {
    flex: 1 1 auto;
    min-height: var(--target-large);
    padding-inline: var(--space-5);
  }
  .cols {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--space-4);
    align-items: start;
  }
  .linked {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) 0.875rem;
    align-items: center;
    min-height: var(--target-large);
    padding: var(--space-2) var(--space-4);
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    text-decoration: none;
  }
  .linked:hover {
    border-color: var(--accent);
  }
  .linked b {
    font-variant-numeric: tabular-nums;
  }
  .linked .muted {
    flex: 1 1 10rem;
  }
  dl {
    margin: var(--space-2) 0 0;
  }
  dl div {
    display: flex;
    gap: var(--space-4);
    justify-content: space-between;
    padding-block: 0.65rem;
    border-bottom: var(--edge) solid var(--line);
  }
  dl div:last-child {
    border: 0;
  }
  dt {
    color: var(--text-muted);
  }
  dd {
    min-width: 0;
    margin: 0;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    overflow-wrap: anywhere;
    text-align: end;
  }
  .note {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    flex-wrap: wrap;
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--warn-line);
    border-radius: var(--radius);
    background: var(--warn-soft);
    color: var(--warn);
  }
  .note p {
    flex: 1 1 16rem;
  }
  ol {
    position: relative;
    display: grid;
    gap: 1.1rem;
    margin: var(--space-4) 0 0;
    padding: 0;
    list-style: none;
  }
  ol::before {
    position: absolute;
    top: 1rem;
    bottom: 1rem;
    left: 1.125rem;
    width: 2px;
    background: var(--line);
    content: '';
  }
  li {
    position: relative;
    display: grid;
    grid-template-columns: 2.25rem minmax(0, 1fr) auto;
    gap: 0.875rem;
    align-items: start;
  }
  .mark {
    display: grid;
    width: 2.25rem;
    height: 2.25rem;
    place-items: center;
    border: 2px solid var(--line);
    border-radius: 50%;
    background: var(--surface);
    color: var(--text-muted);
  }
  .mark.good {
    border-color: var(--good);
    background: var(--good-soft);
    color: var(--good);
  }
  .mark.warn {
    border-color: var(--warn-line);
    background: var(--warn-soft);
    color: var(--warn);
  }
  .mark.bad {
    border-color: var(--bad);
    background: var(--bad-soft);
    color: var(--bad);
  }
  li b {
    display: block;
    padding-top: 0.35rem;
  }
  li p {
    color: var(--text-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }
  time {
    padding-top: 0.45rem;
    color: var(--text-muted);
    font-size: var(--text-small);
    font-variant-numeric: tabular-nums;
  }
  details {
    margin-top: var(--space-3);
  }
  /* Beside the list there is one column. */
  :host([beside]) :is(.cols, .top) {
    grid-template-columns: minmax(0, 1fr);
  }
  :host([beside]) .card {
    padding: 0;
    border: 0;
    box-shadow: none;
  }
  :host([beside]) .backlink {
    display: none;
  }
  :host([beside]) h1.sum {
    font-size: 3rem;
  }
  @media (max-width: 44rem) {
    .cols,
    .top {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 44rem) and (min-height: 30.01rem) {
    .acts button {
      padding-inline: var(--space-3);
    }
  }
`;
