import { css } from 'lit';

/** A vertical line with a mark for each step. It is drawn on a list, so screen readers read a list. */
export const storyStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    container-type: inline-size;
  }
  .small {
    font-size: var(--text-small);
  }
  figure {
    display: grid;
    gap: var(--space-2);
    margin: 0;
  }
  figure svg {
    width: 100%;
    height: 0.75rem;
    border-radius: 99px;
    background: var(--surface-sunken);
  }
  .spans {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    margin: 0;
    padding: 0;
    font-size: var(--text-small);
    list-style: none;
  }
  .spans li {
    display: inline-flex;
    gap: var(--space-2);
    align-items: center;
  }
  .key {
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 0.1875rem;
  }
  .spanTerminal {
    background: var(--line-strong);
    fill: var(--line-strong);
  }
  .spanCustomer {
    background: var(--accent);
    fill: var(--accent);
  }
  .spanHiPay {
    background: var(--good);
    fill: var(--good);
  }
  .story {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .story li {
    position: relative;
    display: grid;
    grid-template-columns: 8rem 1.75rem minmax(0, 1fr);
    gap: var(--space-1) var(--space-3);
    padding-bottom: var(--space-4);
  }
  /* The line continues from each mark to the next. */
  .story li:not(:last-child)::after {
    position: absolute;
    top: 1.75rem;
    bottom: 0;
    left: calc(8rem + var(--space-3) + 0.8125rem);
    border-left: 2px solid var(--line);
    content: '';
  }
  .story .frame::after {
    top: 0 !important;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 1.75rem;
    height: 1.75rem;
    border: 1px solid currentcolor;
    border-radius: 99px;
  }
  .when {
    display: grid;
    align-content: start;
    padding-top: 0.125rem;
    font-size: var(--text-small);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .gap,
  .why,
  .way {
    color: var(--text-muted);
    font-size: var(--text-small);
  }
  .what {
    min-width: 0;
    padding-top: 0.125rem;
  }
  .why {
    display: block;
    overflow-wrap: anywhere;
  }
  code {
    grid-column: 3;
    padding: 0.125rem var(--space-2);
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
    font: 0.8125rem/1.4 ui-monospace, monospace;
    overflow-wrap: anywhere;
  }
  .story .frame {
    padding-bottom: var(--space-2);
  }
  .next-try .mark {
    border-style: dashed;
  }
  .frames {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    min-height: var(--target);
    cursor: pointer;
  }
  .frames input {
    width: 1.375rem;
    height: 1.375rem;
    margin: 0;
    accent-color: var(--accent);
  }
  @container (max-width: 34rem) {
    .story li {
      grid-template-columns: 1.75rem minmax(0, 1fr);
    }
    .story li:not(:last-child)::after {
      left: 0.8125rem;
    }
    .when {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-3);
      grid-row: 2;
      grid-column: 2;
      padding: 0;
      text-align: start;
    }
    .what {
      grid-row: 1;
      grid-column: 2;
    }
    .mark {
      grid-row: 1;
      grid-column: 1;
    }
    code {
      grid-row: 1;
      grid-column: 2;
    }
  }
  @media (forced-colors: active) {
    .spanTerminal,
    .spanCustomer,
    .spanHiPay {
      forced-color-adjust: none;
    }
  }
`;
