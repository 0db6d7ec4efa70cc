import { css } from 'lit';

/** The end of a step: its one main action, the widest of all, and below it the other ways. It stands at the bottom of every step. */
export const guideEnd = css`
  .part {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--space-4);
    min-width: 0;
  }
  .end {
    align-items: center;
    margin-top: auto;
    padding-top: var(--space-3);
  }
  .end > .primary {
    flex: 1 1 100%;
    min-height: var(--target-key);
    font-size: var(--text-large);
  }
  .end slot {
    display: block;
    flex: 1 1 100%;
  }
  /* On a phone the main action stays at the thumb, above the areas. A form is read to its end. */
  @media (max-width: 44rem) and (min-height: 30rem) {
    .end:has(> .primary):not(form *) {
      position: sticky;
      z-index: 1;
      bottom: var(--bottom-bar);
      padding-bottom: var(--space-2);
      background: var(--surface);
    }
  }
`;

/** The frame of a guide: a picture, and beside it the step with its one main action at the end. */
export const firstRunStyles = css`
  :host {
    display: grid;
  }
  .guide {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    min-width: 0;
  }
  .picture {
    display: grid;
    place-items: start center;
    padding: 24vh var(--space-5) var(--space-5);
    background: var(--stage-wait);
    color: var(--stage-ink);
  }
  .picture svg {
    position: sticky;
    top: 24vh;
    width: min(100%, 28rem);
    height: auto;
  }
  .step {
    display: flex;
    flex-direction: column;
    gap: 1.25rem;
    min-width: 0;
    padding: var(--space-6) 2.5rem;
    background: var(--surface);
  }
  .step > * {
    width: 100%;
    max-width: 40rem;
  }
  h1 {
    font-size: 2rem;
  }
  .path {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .path li,
  .path button {
    font-size: var(--text-small);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .path button {
    flex-direction: column;
    align-items: stretch;
    justify-content: flex-start;
    gap: var(--space-1);
    width: 100%;
    height: 100%;
    padding: var(--space-2) 0;
    border-color: transparent;
    background: none;
    color: var(--text-muted);
    text-align: start;
  }
  .path [aria-current='step'] {
    color: var(--text);
  }
  .mark {
    display: block;
    height: 0.375rem;
    border-radius: 99rem;
    background: var(--line);
  }
  .done .mark {
    background: var(--good);
  }
  .path [aria-current='step'] .mark {
    background: var(--accent);
  }
  .place {
    display: block;
    color: var(--text-muted);
    font-size: 1rem;
    font-weight: 600;
    letter-spacing: 0;
  }
  .title {
    font-weight: 600;
  }
  .big {
    display: grid;
    gap: var(--space-3);
    margin: 0;
    padding: 0;
    counter-reset: step;
    list-style: none;
  }
  .big li {
    display: grid;
    grid-template-columns: 2.25rem minmax(0, 1fr);
    gap: 0.875rem;
    align-items: center;
    counter-increment: step;
    font-size: 1.125rem;
  }
  .big li::before {
    content: counter(step);
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 700;
  }
  .step > :is(ecr-account-step, ecr-test-step, ecr-shop-account, ecr-shop-terminal):not([hidden]),
  .step > ecr-terminal-card[plain='steps'] {
    display: flex;
    flex: 1;
    flex-direction: column;
  }
  .others {
    flex: 1 1 100%;
    align-items: center;
  }
  .others :is(button, .leave) {
    border-color: transparent;
    background: none;
    color: var(--accent);
  }
  .leave {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    margin-inline-start: auto;
    font-weight: 600;
  }
  @media (max-width: 44rem) {
    .guide {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    .picture {
      padding: var(--space-3);
    }
    .picture svg {
      position: static;
      width: 9rem;
    }
    .step {
      gap: var(--space-4);
      padding: 1.25rem var(--space-4);
    }
    h1 {
      font-size: 1.625rem;
    }
    .big li {
      font-size: 1rem;
    }
  }
  @media (max-width: 30rem) {
    .path .name {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (max-height: 30rem) {
    .guide {
      grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
    }
    .picture {
      padding: var(--space-4) var(--space-3);
    }
    .picture svg {
      top: var(--space-4);
    }
    .step {
      gap: var(--space-3);
      padding: var(--space-4);
    }
    h1 {
      font-size: 1.375rem;
    }
  }
  @media (forced-colors: active) {
    .mark {
      border: 1px solid;
    }
    .path [aria-current='step'] .mark {
      background: Highlight;
    }
  }
`;
