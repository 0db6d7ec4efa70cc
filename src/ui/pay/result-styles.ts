import { css } from 'lit';

export const resultStyles = css`
  .operation {
    color: var(--stage-ink);
  }
  .parts {
    display: grid;
    gap: var(--space-2);
    max-width: 46rem;
  }
  .parts div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
    align-items: baseline;
    justify-content: space-between;
    padding: 0.6rem var(--space-5);
    border-radius: var(--radius);
    background: var(--stage-fill);
    font-size: clamp(1.125rem, 3.2cqi, 1.625rem);
  }
  .parts dd {
    font-size: clamp(1.75rem, 8cqi, 4.5rem);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    letter-spacing: -0.02em;
    line-height: 1.1;
    white-space: nowrap;
  }
  .parts .high {
    background: var(--stage-ink);
    color: var(--tone);
  }
  .charged {
    font-size: 1.5rem;
    font-weight: 700;
    line-height: 1.25;
    text-wrap: balance;
  }
  .todo {
    display: grid;
    gap: var(--space-1);
    padding: var(--space-4);
    border-radius: var(--radius);
    background: var(--surface-sunken);
  }
  .todo.warn {
    border: 1px solid var(--warn-line);
    background: var(--warn-soft);
  }
  .todo.warn strong {
    color: var(--warn);
  }
  .cut {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    font-weight: 600;
  }
  .cut[hidden] {
    display: none;
  }
  .sent {
    display: flex;
    gap: var(--space-2);
    align-items: center;
  }
  .order,
  .detail {
    overflow-wrap: anywhere;
  }
  .acts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    margin-top: auto;
  }
  .two .primary {
    order: 1;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: var(--space-3);
  }
  .pair:not(:has(button, a)) {
    display: none;
  }
  .next {
    text-align: center;
  }
  details p {
    padding-block: var(--space-1) var(--space-2);
  }
  .detail {
    color: var(--text-muted);
    font-family: ui-monospace, monospace;
    font-size: var(--text-small);
  }
  /* The words come first and nothing covers them: where they are longer than the screen, the actions follow below. */
  @media (max-width: 40rem) and (min-height: 30.01rem) {
    .work {
      grid-template-rows: auto 1fr;
    }
    .charged {
      font-size: 1.25rem;
    }
    .what,
    .todo {
      font-size: 0.9375rem;
      line-height: 1.4;
    }
    .todo {
      gap: 0;
      padding: var(--space-2) var(--space-3);
    }
    .parts div {
      padding: 0.25rem var(--space-3);
    }
    .acts.two {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .acts.two button {
      padding-inline: var(--space-3);
      font-size: 1.0625rem;
    }
    .sent,
    .order {
      order: 1;
    }
    .next,
    .two svg {
      display: none;
    }
  }
  @media (max-width: 40rem) and (max-height: 48rem) {
    .acts .primary {
      order: -1;
    }
    .acts.two .primary {
      order: 1;
    }
  }
  /* The action comes right after the verdict, so that nobody has to scroll for it. */
  @media (max-height: 30rem) {
    .charged {
      font-size: 1.125rem;
    }
    .what,
    .todo {
      font-size: 0.9375rem;
      line-height: 1.35;
    }
    .todo {
      gap: 0;
      padding: var(--space-2) var(--space-3);
    }
    .acts {
      order: 1;
      gap: var(--space-2);
      margin-top: 0;
    }
    .next,
    .two svg {
      display: none;
    }
    .side > :not(.verdict, .acts) {
      order: 2;
    }
    .parts div {
      padding: var(--space-1) var(--space-3);
    }
    .parts dd {
      font-size: 1.75rem;
    }
  }
  @media (min-width: 40.01rem) and (max-height: 30rem) {
    .acts.two {
      grid-template-columns: auto minmax(0, 1fr);
    }
  }
  :host([stacked]) .acts {
    position: static;
    margin-inline: 0;
    padding-inline: 0;
    border-top: 0;
  }
`;
