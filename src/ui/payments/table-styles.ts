import { css } from 'lit';

export const tableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  th {
    padding: var(--space-2) var(--space-3);
    border-bottom: 2px solid var(--line);
    color: var(--text-muted);
    font-size: var(--text-small);
    text-align: start;
  }
  td {
    padding: var(--space-3);
    border-bottom: 1px solid var(--line);
    vertical-align: top;
  }
  tr:last-child td {
    border-bottom: 0;
  }
  .end {
    text-align: end;
  }
  .time,
  .sum {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .sum {
    font-weight: 700;
  }
  .sum.back {
    color: var(--warn);
  }
  .operation {
    display: block;
    color: var(--warn);
  }
  .asked {
    display: block;
    font-weight: 400;
    white-space: normal;
  }
  .small {
    font-size: var(--text-small);
  }
  .order span {
    display: block;
    overflow-wrap: anywhere;
  }
  .badges {
    max-width: 22rem;
  }
  .why {
    display: block;
    margin-top: var(--space-1);
  }
  /* The buttons do not make a row higher, because the list of a busy day would be twice as long. */
  td.acts {
    width: 1%;
    padding-block: var(--space-1);
    text-align: end;
    white-space: nowrap;
  }
  @media (min-width: 56rem) {
    .order {
      min-width: 9.5rem;
    }
  }
  /* Three buttons take two lines, so that the order number does not take three. */
  @media (min-width: 56rem) and (max-width: 75rem) {
    td.acts {
      min-width: 13rem;
      white-space: normal;
    }
  }
  .acts button {
    margin-block: var(--space-1) 0;
    padding-inline: var(--space-3);
  }
  .buttons {
    justify-content: center;
    padding-top: var(--space-4);
  }
  @media (max-width: 56rem) {
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody,
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
    }
    tbody {
      gap: var(--space-3);
    }
    tr {
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--space-2) var(--space-3);
      padding: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
    }
    td {
      padding: 0;
      border: 0;
    }
    .time {
      order: 1;
      color: var(--text-muted);
    }
    .sum {
      order: 2;
      font-size: 1.125rem;
    }
    .order {
      grid-column: 1 / -1;
      order: 3;
    }
    .badges,
    .told {
      grid-column: 1 / -1;
      max-width: none;
      order: 4;
    }
    .told.nothing {
      display: none;
    }
    td.acts {
      display: flex;
      grid-column: 1 / -1;
      flex-wrap: wrap;
      gap: var(--space-2);
      width: auto;
      order: 5;
    }
  }
`;

/** Styles of the text that replaces an empty list. */
export const emptyStyles = css`
  .empty {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-6) var(--space-4);
    text-align: center;
  }
`;
