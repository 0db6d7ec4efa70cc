import { css } from 'lit';

export const paymentFormStyles = css`
  .stage {
    background: var(--ground);
  }
  .top {
    flex-wrap: nowrap;
  }
  .top label {
    color: var(--text-muted);
    font-size: 1.125rem;
    font-weight: 700;
  }
  .top select {
    width: auto;
  }
  .mid {
    gap: var(--space-4);
  }
  .entry {
    position: relative;
    padding-bottom: var(--space-2);
    border-bottom: 3px solid var(--line-strong);
  }
  .entry.wrong {
    border-bottom-color: var(--bad);
  }
  .entry:has(:disabled) {
    border-bottom-color: var(--line);
  }
  .entry:focus-within {
    border-bottom-color: var(--focus);
    box-shadow: 0 2px 0 var(--focus);
  }
  .entry .zero {
    color: var(--line-strong);
  }
  /* Still: a caret that blinks costs a till without a graphics card several per cent of a core. */
  .caret {
    display: inline-block;
    width: 4px;
    height: 0.8em;
    margin-inline-start: 0.07em;
    border-radius: 2px;
    background: var(--accent);
    vertical-align: -0.08em;
  }
  .entry:has(:disabled) .caret {
    display: none;
  }
  .entry #amount {
    position: absolute;
    inset: 0;
    height: 100%;
    opacity: 0;
  }
  .recent {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    align-items: center;
    min-width: 0;
  }
  .recent button {
    border-color: var(--line);
    border-radius: 99rem;
    font-variant-numeric: tabular-nums;
  }
  .options {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-4) var(--space-5);
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .two {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--space-4);
  }
  .foot {
    min-width: 0;
  }
  .scanned {
    display: flex;
    gap: var(--space-2);
    padding: var(--space-3);
    border-radius: var(--radius-small);
    background: var(--warn-soft);
    color: var(--warn);
    font-weight: 600;
  }
  ecr-amount-pad {
    flex: 1 1 auto;
    max-height: 36rem;
  }
  .submit {
    display: grid;
    gap: var(--space-2);
  }
  button.take.back {
    border: 2px solid var(--warn);
    background: var(--warn-soft);
    color: var(--warn);
  }
  .blocked {
    color: var(--text-muted);
    text-align: center;
  }
  @media (forced-colors: active) {
    .entry:focus-within {
      outline: 3px solid Highlight;
    }
  }
  @media (min-width: 87.5rem) and (min-height: 50rem) {
    .side {
      justify-content: flex-end;
    }
    ecr-amount-pad {
      max-height: 42rem;
    }
    .entry,
    .options,
    .recent,
    .foot {
      max-width: 60rem;
    }
  }
  @media (max-width: 40rem) and (min-height: 30.01rem) {
    .top {
      gap: var(--space-2);
    }
    .top .quiet {
      padding-inline: var(--space-2);
    }
    .top:has(select) .quiet svg,
    .top:has(select) .grow {
      display: none;
    }
    .mid {
      gap: var(--space-2);
    }
    .recent {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
      white-space: nowrap;
    }
    .recent .small {
      display: none;
    }
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
    .options {
      padding: var(--space-3);
    }
    .side {
      gap: 0.6rem;
      padding: var(--space-2) var(--space-4) var(--space-3);
      border-top: 0;
      background: var(--ground);
      --key-ground: var(--surface);
    }
    /* At the thumb, also while the options are open. */
    .submit {
      position: sticky;
      bottom: var(--bottom-bar);
      padding-block: var(--space-1);
      background: var(--ground);
    }
  }
  @media (max-height: 30rem) {
    .mid {
      gap: var(--space-2);
    }
    .recent {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
      white-space: nowrap;
    }
    .recent .small {
      display: none;
    }
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
