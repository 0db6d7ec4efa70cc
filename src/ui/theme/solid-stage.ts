import { css } from 'lit';

/** The stage of a running payment and of a result, in one color with a large drawing. It stands beside `stage`. */
export const solidStage = css`
  .solid {
    background: var(--stage-wait);
    color: var(--stage-ink);
    --tone: var(--stage-wait);
  }
  .solid.good {
    background: var(--stage-good);
    --tone: var(--stage-good);
  }
  .solid.bad {
    background: var(--stage-bad);
    --tone: var(--stage-bad);
  }
  .solid.warn {
    background: var(--stage-warn);
    --tone: var(--stage-warn);
  }
  .solid.calm {
    background: var(--stage-calm);
    --tone: var(--stage-calm);
  }
  .solid .top {
    color: var(--stage-ink-muted);
  }
  .solid.back {
    border-inline-start: 0.5rem solid var(--warn-line);
    padding-inline-start: calc(var(--space-6) - 0.5rem);
  }
  .headline {
    display: flex;
    gap: clamp(0.75rem, 3cqi, 2rem);
    align-items: center;
    min-width: 0;
  }
  .headline > div,
  .phase {
    min-width: 0;
  }
  .phase {
    font-size: var(--text-phase);
    font-weight: 700;
    letter-spacing: -0.02em;
    line-height: 1.08;
    hyphens: auto;
    overflow-wrap: break-word;
    text-wrap: balance;
  }
  .phase:focus {
    outline: none;
  }
  .emblem {
    display: grid;
    flex: none;
    width: clamp(3.5rem, 15cqi, 8rem);
    aspect-ratio: 1;
    place-items: center;
    border-radius: 50%;
    background: var(--stage-ink);
    color: var(--tone);
  }
  .emblem svg {
    width: 60%;
    height: 60%;
  }
  @media (min-width: 87.5rem) and (min-height: 50rem) {
    .solid.back {
      padding-inline-start: 3.5rem;
    }
  }
  @media (max-width: 40rem) and (min-height: 30.01rem) {
    .solid.back {
      padding-inline-start: var(--space-2);
    }
    .emblem {
      width: 3.5rem;
    }
  }
  @media (max-height: 30rem) {
    .solid.back {
      padding-inline-start: var(--space-2);
    }
    .emblem {
      width: 3.25rem;
    }
  }
  @media (forced-colors: active) {
    .solid {
      border: 4px solid CanvasText;
    }
  }
`;
