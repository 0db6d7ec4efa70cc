import { css } from 'lit';

export const progressStyles = css`
  .mid {
    gap: clamp(1rem, 4cqi, 2.5rem);
  }
  .asked {
    display: inline-flex;
    gap: var(--space-2);
    align-items: center;
    min-width: 0;
    color: var(--stage-ink);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .emblem {
    border: 2px solid var(--stage-line);
    outline: 3px solid var(--stage-line);
    outline-offset: 0.5rem;
    background: var(--stage-fill);
    color: var(--stage-ink);
  }
  .headline {
    gap: clamp(1.25rem, 4cqi, 2.5rem);
    padding-inline-start: 0.625rem;
  }
  .who {
    display: inline-flex;
    gap: 0.6rem;
    align-items: center;
    margin-top: var(--space-3);
    padding: 0.4rem var(--space-4);
    border-radius: 99rem;
    background: var(--stage-fill);
    font-size: clamp(1.05rem, 2.8cqi, 1.5rem);
    font-weight: 600;
    line-height: 1.3;
  }
  .track {
    display: flex;
    gap: var(--space-2);
  }
  .track i {
    flex: 1;
    height: 0.5rem;
    border-radius: 99rem;
    background: var(--stage-fill);
  }
  .track .done {
    background: rgb(255 255 255 / 65%);
  }
  .track .now {
    background: var(--stage-ink);
  }
  .fact {
    display: flex;
    gap: var(--space-4);
    align-items: baseline;
    justify-content: space-between;
    padding: var(--space-3) 0;
    border-bottom: var(--edge) solid var(--line);
  }
  dt {
    flex: none;
    color: var(--text-muted);
  }
  dd {
    min-width: 0;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  dd.big {
    font-size: 1.75rem;
    font-weight: 700;
  }
  .now {
    display: grid;
    gap: var(--space-2);
  }
  .kept,
  .cancel {
    display: flex;
    gap: var(--space-4);
    align-items: center;
    padding: var(--space-4);
    border: var(--edge) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-sunken);
  }
  .kept {
    gap: var(--space-3);
    border-color: transparent;
    background: var(--accent-soft);
  }
  .cancel strong {
    display: block;
    font-size: 1.125rem;
  }
  .red-key {
    fill: none;
  }
  .red-key rect {
    fill: var(--red-key);
  }
  .steps {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding: var(--space-1) 0 var(--space-2) var(--space-5);
    font-size: var(--text-small);
    list-style: none;
  }
  .steps li {
    display: flex;
    gap: var(--space-2);
    align-items: center;
  }
  .steps time {
    margin-inline-start: auto;
    color: var(--text-muted);
    font-variant-numeric: tabular-nums;
  }
  /* On small screens the stage says it, and the red key must be in view. A screen reader still reads it. */
  @media (max-width: 40rem), (max-height: 30rem) {
    .usual {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .fact + .fact {
      display: none;
    }
  }
  @media (max-width: 40rem) and (min-height: 30.01rem) {
    .mid {
      gap: var(--space-5);
    }
    .side {
      gap: var(--space-2);
    }
    .fact {
      padding: var(--space-1) 0;
      border: 0;
    }
    .cancel,
    .kept {
      padding: var(--space-3);
    }
  }
  @media (max-height: 30rem) {
    .fact {
      padding: var(--space-1) 0;
    }
    dd.big {
      font-size: var(--text-large);
    }
    .cancel,
    .kept {
      gap: var(--space-3);
      padding: var(--space-2) var(--space-3);
    }
    .who {
      margin-top: var(--space-1);
      font-size: 1rem;
    }
    .emblem {
      outline: 0;
    }
    .headline {
      padding: 0;
    }
  }
  @media (forced-colors: active) {
    .track i {
      border: 1px solid;
    }
    .track .now,
    .track .done {
      background: Highlight;
      forced-color-adjust: none;
    }
    .emblem {
      border: 4px solid;
    }
  }
`;
