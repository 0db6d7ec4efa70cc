import { css } from 'lit';

export const totalsStyles = css`
  :host,
  .block {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  /* As many beside each other as fit; a long sum takes the room of two: cut in two it reads as another sum. */
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    margin: 0;
  }
  .figures > div {
    flex: 1 1 10.5rem;
    max-width: 21rem;
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
  }
  .main .money {
    font-size: 1.625rem;
  }
  @media (min-width: 40rem) {
    .figures > .main {
      flex-basis: 21rem;
    }
  }
  .count {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  @media (max-width: 30rem) {
    .figures {
      gap: var(--space-2);
    }
    .figures > div {
      flex-basis: calc(50% - var(--space-2));
      max-width: none;
      padding: var(--space-2) var(--space-3);
    }
    .money {
      font-size: 1.0625rem;
    }
    .figures > .main {
      flex-basis: 100%;
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
