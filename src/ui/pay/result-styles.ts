import { css } from 'lit';

export const resultStyles = css`
  /* A person must read the result from two meters: the whole head is colored, and its texts are large. */
  .card {
    container-type: inline-size;
    /* With "hidden", the buttons would stick to the card's edge, not to the screen's. */
    overflow: clip;
    border-color: var(--tone);
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
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-5);
    align-items: center;
    margin: calc(-1 * var(--space-5)) calc(-1 * var(--space-5)) 0;
    padding: var(--space-5);
    background: var(--tone);
    color: var(--surface);
  }
  .head > div {
    flex: 1 1 12rem;
    min-width: 0;
  }
  .head .muted {
    color: inherit;
  }
  .mark {
    display: grid;
    flex: none;
    width: clamp(4rem, 12vw, 6.5rem);
    height: clamp(4rem, 12vw, 6.5rem);
    place-items: center;
    border-radius: 50%;
    background: var(--surface);
    color: var(--tone);
  }
  .mark svg {
    width: 70%;
    height: 70%;
  }
  /* As large as the longest word allows: “desconhecido” must stay on one line. */
  h1 {
    font-size: clamp(1.25rem, 9cqi, var(--text-result));
    line-height: 1.1;
    overflow-wrap: anywhere;
  }
  .sum {
    font-size: clamp(1.75rem, 8vw, 3.25rem);
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1.2;
  }
  .back {
    border-inline-start: 0.5rem solid var(--warn-line);
  }
  .operation {
    font-size: var(--text-large);
    font-weight: 700;
  }
  @media (forced-colors: active) {
    .head {
      border-bottom: 4px solid;
    }
    .mark {
      border: 4px solid;
    }
  }
  @media (max-width: 30rem) {
    .mark {
      width: 3.5rem;
      height: 3.5rem;
    }
    .head {
      column-gap: var(--space-4);
    }
    /* Small gaps, so that two buttons fit in one row. */
    .buttons {
      gap: var(--space-2);
    }
    .buttons button {
      padding-inline: var(--space-2);
    }
  }
  @media (max-width: 40rem) {
    .head {
      margin: calc(-1 * var(--space-4)) calc(-1 * var(--space-4)) 0;
      padding: var(--space-4);
    }
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
  .parts .reported {
    color: var(--tone);
    font-size: 1.75rem;
  }
  .parts .due {
    color: var(--bad);
    font-size: 1.75rem;
  }
  .started {
    font-size: 1.0625rem;
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
  /* The buttons are always visible, also on a phone where the text is longer than the screen. */
  .buttons {
    position: sticky;
    bottom: var(--bottom-bar, 0);
    padding-block: var(--space-3);
    margin-block-end: calc(-1 * var(--space-3));
    background: var(--surface);
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
