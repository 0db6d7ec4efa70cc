import { css } from 'lit';

export const historyStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    align-content: start;
  }
  .small {
    font-size: var(--text-small);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    justify-content: space-between;
  }
  .day,
  .acts {
    display: flex;
    gap: var(--space-1);
    align-items: center;
    min-width: 0;
  }
  .acts {
    flex: none;
    gap: var(--space-2);
  }
  h1 {
    padding-inline: var(--space-2);
  }
  .sub {
    color: var(--text-muted);
    font-size: 1rem;
    font-weight: 400;
  }
  .square {
    flex: none;
    width: var(--target);
    padding: 0;
  }
  .quiet,
  .quiet:disabled {
    border-color: transparent;
    background: none;
    color: var(--accent);
  }
  .quiet:disabled {
    color: var(--text-muted);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    min-width: 0;
  }
  .find {
    position: relative;
    flex: 1 1 16rem;
    min-width: 0;
  }
  .find svg {
    position: absolute;
    top: 50%;
    left: 0.875rem;
    translate: 0 -50%;
    color: var(--text-muted);
  }
  .find input#search {
    font-weight: 400;
    padding-inline-start: 2.75rem;
    text-overflow: ellipsis;
  }
  input::placeholder {
    color: var(--text-muted);
    opacity: 1;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    min-width: 0;
  }
  .filters button {
    border-color: var(--line);
    border-radius: 99rem;
    font-weight: 500;
    white-space: nowrap;
  }
  .filters [aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 700;
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    padding: var(--space-4);
    border-radius: var(--radius-small);
    background: var(--bad-soft);
    color: var(--bad);
  }
  .failed p {
    flex: 1 1 16rem;
  }
  @media (max-width: 44rem) {
    :host {
      gap: var(--space-3);
    }
    .head {
      flex-wrap: nowrap;
    }
    .label,
    .sub {
      display: none;
    }
    h1 {
      min-width: 0;
      padding: 0;
      font-size: 1.25rem;
      overflow-wrap: anywhere;
      text-wrap: balance;
    }
    .find {
      flex-basis: 100%;
    }
    /* One line that a finger moves, from edge to edge. */
    .filters {
      flex-wrap: nowrap;
      width: calc(100% + 2 * var(--space-4));
      margin-inline: calc(-1 * var(--space-4));
      padding: 3px var(--space-4);
      overflow-x: auto;
      scrollbar-width: none;
    }
  }
  @media (max-height: 30rem) {
    :host {
      gap: var(--space-2);
    }
  }
`;
