import { css } from 'lit';

/** Rows of payments, each one link. */
export const listStyles = css`
  ul {
    margin: 0;
    padding: 0;
    overflow: clip;
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    list-style: none;
  }
  li + li {
    border-top: var(--edge) solid var(--line);
  }
  .hour {
    display: flex;
    justify-content: space-between;
    padding: 0.4rem var(--space-4);
    background: var(--surface-sunken);
    color: var(--text-muted);
    font-size: var(--text-small);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .hour + li {
    border-top: 0;
  }
  .r {
    display: grid;
    grid-template-columns: 4rem minmax(7.5rem, auto) minmax(9rem, 13rem) minmax(0, 1fr) auto;
    gap: 0 var(--space-4);
    align-items: center;
    min-height: 3.25rem;
    padding: var(--space-1) var(--space-4);
    color: inherit;
    text-decoration: none;
  }
  .r:hover {
    background: var(--surface-sunken);
  }
  .r[aria-current='true'] {
    background: var(--accent-soft);
    box-shadow: inset 3px 0 var(--accent);
  }
  .r:focus-visible {
    outline-offset: -3px;
  }
  .t {
    color: var(--text-muted);
    font-variant-numeric: tabular-nums;
  }
  .a {
    font-size: 1.0625rem;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    text-align: end;
    white-space: nowrap;
  }
  .a.out {
    color: var(--text-muted);
    font-weight: 600;
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  .w {
    min-width: 0;
    color: var(--text-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }
  .r > svg {
    color: var(--text-muted);
  }
  .r[aria-current='true'] :is(.t, .w, svg) {
    color: var(--text);
  }
  mark {
    border-radius: 0.2em;
    background: var(--warn-soft);
    box-shadow: 0 0 0 1px var(--warn-line);
    color: var(--warn);
  }
  .more {
    display: flex;
    justify-content: center;
    padding-top: var(--space-4);
  }
  @media (max-width: 44rem) {
    .r {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-3);
      padding-block: 0.55rem;
    }
    .a {
      flex: 1;
      order: 1;
      text-align: start;
    }
    .s {
      order: 2;
    }
    .w {
      flex: 1 1 60%;
      order: 3;
    }
    .t {
      order: 4;
      font-size: var(--text-small);
    }
    .r > svg,
    .o {
      display: none;
    }
  }
`;

/** A status in one word, with a drawing. Used with `tones`. */
export const chipStyles = css`
  .chip {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    padding: 0.125rem 0.625rem 0.125rem 0.5rem;
    border-radius: 99rem;
    font-size: var(--text-small);
    font-weight: 600;
    line-height: 1.5rem;
  }
`;

/** What stands in place of an empty list. */
export const emptyStyles = css`
  .empty {
    display: grid;
    gap: var(--space-3);
    justify-items: center;
    padding: 4rem var(--space-4);
    text-align: center;
  }
  .empty p {
    max-width: 28rem;
    color: var(--text-muted);
  }
  .emblem {
    display: grid;
    width: 5.5rem;
    height: 5.5rem;
    place-items: center;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
  }
  .empty :is(button, a.button) {
    min-height: var(--target-large);
  }
`;
