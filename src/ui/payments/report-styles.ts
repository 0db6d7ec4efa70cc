import { css } from 'lit';

export const reportStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    justify-content: space-between;
  }
  h1 {
    font-size: 1.625rem;
  }
  .open {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) 0.875rem;
    align-items: center;
    padding: var(--space-2) var(--space-2) var(--space-2) 1.125rem;
    border: 1px solid var(--warn-line);
    border-radius: var(--radius);
    background: var(--warn-soft);
  }
  .open > svg {
    color: var(--warn);
  }
  .open p {
    flex: 1 1 14rem;
  }
  .open a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    padding-inline: var(--space-4);
    border: var(--edge) solid var(--warn);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--warn);
    font-weight: 600;
    text-decoration: none;
  }
  /* Each total is as wide as its amount, and goes to the next row where there is no place: none is cut. */
  dl.totals {
    display: flex;
    flex-wrap: wrap;
    margin: 0;
    overflow: clip;
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .totals div {
    padding: 1.125rem 1.25rem;
    flex: 1 0 auto;
    border-block-start: var(--edge) solid var(--line);
    border-inline-start: var(--edge) solid var(--line);
    margin: -1px 0 0 -1px;
  }
  .totals .net {
    flex-grow: 1.3;
  }
  dt,
  small {
    color: var(--text-muted);
  }
  dd {
    margin: 0;
    font-size: 1.375rem;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    white-space: nowrap;
  }
  small {
    display: block;
    font-size: var(--text-small);
    font-weight: 400;
    white-space: normal;
  }
  .net dd {
    font-size: 2.25rem;
    letter-spacing: -0.02em;
    line-height: 1.15;
  }
  .bars {
    display: flex;
    gap: var(--space-3);
    height: 11rem;
    margin: var(--space-4) 0 0;
    padding: 0;
    overflow-x: auto;
    list-style: none;
  }
  .bars li {
    display: grid;
    flex: 1 0 2.25rem;
    grid-template-rows: 1fr auto auto;
    gap: var(--space-1);
    justify-items: center;
    font-size: var(--text-small);
    font-variant-numeric: tabular-nums;
  }
  .bars i {
    align-self: end;
    width: 100%;
    max-width: 3.5rem;
    border-radius: 0.4rem 0.4rem 0.15rem 0.15rem;
    background: var(--accent);
  }
  .bars i.zero {
    background: var(--line);
  }
  .bars b,
  .bars span {
    white-space: nowrap;
  }
  .bars span {
    color: var(--text-muted);
  }
  .two {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--space-4);
    align-items: start;
  }
  table {
    width: 100%;
    margin-top: var(--space-2);
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding-block: 0.6rem;
    border-bottom: var(--edge) solid var(--line);
    font-weight: 400;
    text-align: start;
  }
  td {
    padding-inline-start: var(--space-3);
    text-align: end;
    white-space: nowrap;
  }
  td:last-child {
    font-weight: 700;
  }
  td.count {
    color: var(--text-muted);
  }
  tr:last-child > * {
    border: 0;
  }
  @media (max-width: 44rem) {
    dl.totals {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
    .totals .net {
      grid-column: 1 / -1;
      border-bottom: var(--edge) solid var(--line);
    }
    .totals div {
      padding: var(--space-3) var(--space-4);
    }
    .totals dd {
      font-size: 1.125rem;
    }
    .totals .net dd {
      font-size: 2rem;
    }
    .bars {
      gap: 0.35rem;
    }
    .bars b {
      display: none;
    }
  }
  @media print {
    .backlink,
    .acts,
    .open a {
      display: none !important;
    }
    .card,
    .totals {
      box-shadow: none;
      break-inside: avoid;
    }
    .bars i {
      print-color-adjust: exact;
    }
  }
`;
