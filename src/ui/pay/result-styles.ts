import { css } from 'lit';

export const resultStyles = css`
  section {
    border-top: 0.375rem solid var(--tone);
  }
  .good {
    --tone: var(--good);
    --tone-soft: var(--good-soft);
  }
  .bad {
    --tone: var(--bad);
    --tone-soft: var(--bad-soft);
  }
  .warn {
    --tone: var(--warn);
    --tone-soft: var(--warn-soft);
  }
  .calm {
    --tone: var(--calm);
    --tone-soft: var(--calm-soft);
  }
  .head {
    display: flex;
    gap: var(--space-4);
    align-items: center;
  }
  .head > div {
    min-width: 0;
  }
  .mark {
    display: grid;
    flex: none;
    width: 4rem;
    height: 4rem;
    place-items: center;
    border-radius: 50%;
    background: var(--tone-soft);
    color: var(--tone);
  }
  h1 {
    color: var(--tone);
  }
  .sum {
    font-size: 2rem;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1.2;
  }
  .back {
    border-inline-start: 0.5rem solid var(--warn-line);
  }
  .operation {
    font-weight: 700;
  }
  .parts {
    grid-template-columns: auto auto;
    justify-content: space-between;
    font-variant-numeric: tabular-nums;
  }
  .parts dd {
    margin: 0;
    font-size: 1.25rem;
    font-weight: 700;
    text-align: end;
  }
  .parts .due {
    color: var(--bad);
    font-size: 1.75rem;
  }
  .order,
  .detail {
    overflow-wrap: anywhere;
  }
  .what {
    font-size: 1.0625rem;
  }
  dl {
    display: grid;
    gap: var(--space-1);
    margin: 0;
    padding: var(--space-4);
    border-radius: var(--radius-small);
    background: var(--tone-soft);
  }
  dt {
    color: var(--tone);
    font-size: var(--text-small);
    font-weight: 700;
  }
  dd {
    margin: 0 0 var(--space-2);
  }
  dd:last-child {
    margin: 0;
  }
  .charged {
    font-size: 1.0625rem;
    font-weight: 700;
  }
  summary {
    padding-block: var(--space-2);
    color: var(--text-muted);
    cursor: pointer;
  }
  .detail {
    font-family: ui-monospace, monospace;
    font-size: var(--text-small);
  }
`;
