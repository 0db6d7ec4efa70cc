import { css } from 'lit';

export const notificationListStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: baseline;
    justify-content: space-between;
  }
  ul {
    display: grid;
    gap: var(--space-3);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
  }
  .order,
  .detail {
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0;
    white-space: pre-wrap;
  }
  .detail {
    font-family: ui-monospace, monospace;
    font-size: var(--text-small);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr));
    gap: var(--space-2) var(--space-4);
    margin: 0;
  }
  dt {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  summary {
    min-height: var(--target);
    padding-block: var(--space-2);
    color: var(--text-muted);
    cursor: pointer;
  }
  .overdue {
    display: flex;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-small);
    background: var(--warn-soft);
    color: var(--warn);
    font-weight: 600;
  }
  .calm {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    color: var(--good);
  }
`;
