import { css } from 'lit';

export const totalsStyles = css`
  :host,
  .block {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem), 1fr));
    gap: var(--space-3);
    margin: 0;
  }
  .figures > div {
    padding: var(--space-3) var(--space-4);
    border: 1px solid transparent;
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
  }
  .figures > .warn {
    border-color: var(--warn-line);
    background: var(--warn-soft);
  }
  .warn dt,
  .warn .money {
    color: var(--warn);
  }
  h2 {
    font-size: 1.0625rem;
  }
  dt {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  dd {
    margin: 0;
  }
  .money {
    display: block;
    font-size: var(--text-large);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .main .money {
    font-size: 1.625rem;
  }
  @media (min-width: 40rem) {
    .main {
      grid-column: span 2;
    }
  }
  .count {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  @media (max-width: 30rem) {
    .figures {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--space-2);
    }
    .figures > div {
      padding: var(--space-2) var(--space-3);
    }
    .money {
      font-size: 1.0625rem;
    }
    .main {
      grid-column: 1 / -1;
    }
    td .count {
      display: block;
    }
    table {
      font-size: var(--text-small);
      overflow-wrap: anywhere;
    }
  }
  summary {
    min-height: var(--target);
    padding-block: var(--space-3);
    color: var(--accent);
    font-weight: 600;
    cursor: pointer;
  }
  .tables {
    display: grid;
    min-width: 0;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr));
    gap: var(--space-5);
    align-items: start;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption {
    padding-bottom: var(--space-2);
    font-weight: 600;
    text-align: start;
  }
  th,
  thead td,
  tbody td {
    padding: var(--space-2) 0;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  .end {
    padding-inline-start: var(--space-3);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .hint {
    margin-top: var(--space-2);
    font-size: var(--text-small);
  }
`;
