import { css } from 'lit';

/**
 * The geometry that pay, running and result share: on the left the stage, which everybody reads, on the right the side, which
 * the hand uses. The top row and the space above the amount are equal in all three, so that the amount never moves.
 */
export const stage = css`
  :host,
  .work {
    display: grid;
    min-width: 0;
  }
  .work {
    grid-template-columns: minmax(0, 1fr) 26rem;
  }
  h1,
  h2,
  p,
  dl,
  dd {
    margin: 0;
  }
  p {
    text-wrap: pretty;
  }
  .muted {
    color: var(--text-muted);
  }
  .small {
    font-size: var(--text-small);
  }
  .grow {
    flex: 1 1 auto;
  }
  .stage {
    container-type: inline-size;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: var(--space-4);
    padding: var(--space-5) var(--space-6);
    min-width: 0;
    overflow-x: clip;
    transition: background-color var(--motion-calm) var(--ease);
  }
  .side {
    display: flex;
    flex-direction: column;
    gap: var(--space-4);
    min-width: 0;
    padding: var(--space-5);
    border-inline-start: var(--edge) solid var(--line);
    background: var(--surface);
  }
  /* The row above the amount. Its height does not depend on what stands in it. */
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
    align-content: center;
    align-items: center;
    height: var(--target);
    font-size: var(--text-lead, 1.125rem);
    line-height: 1.2;
  }
  .mid {
    display: grid;
    gap: clamp(0.75rem, 3cqi, 2rem);
    align-self: start;
    min-width: 0;
    padding-top: clamp(0rem, 11vh - 2rem, 8rem);
  }
  /* --n is the number of characters, at least 8, so that the size does not jump while somebody types. */
  .amount {
    font-size: clamp(var(--amount-least), calc(150cqi / var(--n, 8)), var(--amount-most));
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    letter-spacing: -0.03em;
    line-height: 1.05;
    white-space: nowrap;
  }
  button.huge {
    min-height: var(--target-key);
    border-radius: var(--radius);
    font-size: var(--text-large);
    font-variant-numeric: tabular-nums;
  }
  button.large,
  a.large {
    min-height: var(--target-large);
  }
  button.quiet {
    border-color: transparent;
    background: none;
    color: var(--accent);
  }
  kbd {
    padding: 0 var(--space-2);
    border: 1px solid;
    border-radius: 0.375rem;
    font: inherit;
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.25rem;
  }
  @media (max-width: 60rem) {
    .work {
      grid-template-columns: minmax(0, 1fr) 22rem;
    }
  }
  @media (min-width: 87.5rem) and (min-height: 50rem) {
    .work {
      grid-template-columns: minmax(0, 1fr) 32rem;
    }
    .stage {
      padding: 2.5rem 4rem;
    }
    .side {
      padding: 2.5rem;
    }
  }
  /* No keyboard: its keys are not named. */
  @media (hover: none), (max-width: 40rem), (max-height: 30rem) {
    kbd {
      display: none;
    }
  }
  @media (max-width: 40rem) and (min-height: 30.01rem) {
    .work {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    .stage {
      gap: var(--space-2);
      padding: var(--space-2) var(--space-4) var(--space-4);
    }
    .mid {
      padding-top: 0;
    }
    .top {
      font-size: 0.9375rem;
    }
    .side {
      gap: var(--space-3);
      padding: var(--space-4);
      border-inline-start: 0;
      border-top: var(--edge) solid var(--line);
    }
  }
  @media (max-height: 30rem) {
    .work {
      grid-template-columns: minmax(0, 1fr) minmax(13.5rem, 45%);
    }
    .stage {
      gap: var(--space-1);
      padding: var(--space-3) var(--space-4);
    }
    .mid {
      gap: var(--space-2);
      padding-top: 0;
    }
    .top {
      font-size: 0.9375rem;
    }
    .side {
      gap: var(--space-2);
      padding: var(--space-3);
    }
    button.huge {
      padding-inline: var(--space-1);
      font-size: 1.125rem;
    }
  }
  @media (max-width: 34rem) and (max-height: 30rem) {
    button.huge {
      font-size: 1rem;
    }
    button.huge > svg {
      display: none;
    }
  }
  /*
   * Side by side, the window's height belongs to the side, so that the main action is inside the window. A stage with more
   * than fits scrolls by itself: it asks for no height.
   */
  @media (min-width: 40.01rem), (max-height: 30rem) {
    :host(:not([stacked])) .stage {
      position: relative;
      grid-template-rows: auto 1fr auto;
      height: 0;
      min-height: 100%;
      overflow-y: auto;
      scrollbar-width: thin;
    }
  }
  /* Inside a guide: one below the other. */
  :host([stacked]) .work {
    grid-template: auto auto / minmax(0, 1fr);
    overflow: clip;
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
  }
  :host([stacked]) .mid {
    padding-top: 0;
  }
  :host([stacked]) .side {
    border-inline-start: 0;
  }
  :host([stacked]) kbd {
    display: none;
  }
`;

/** The value of `--n` in a style: the number of characters of an amount, at least 8. */
export const amountSize = (text: string): string => `--n: ${Math.max(8, text.length)}`;
