import { css } from 'lit';

export const terminalCardStyles = css`
  section {
    display: grid;
    gap: var(--space-4);
  }
  .lamp {
    display: flex;
    gap: var(--space-4);
    align-items: center;
  }
  .lamp > div {
    min-width: 0;
  }
  .light {
    display: grid;
    flex: none;
    width: 3rem;
    height: 3rem;
    place-items: center;
    border: 2px solid;
    border-radius: 50%;
  }
  .light.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .light.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .light.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .light.calm {
    background: var(--calm-soft);
    color: var(--calm);
  }
  .state {
    font-size: var(--text-large);
    font-weight: 700;
    line-height: 1.25;
  }
  .lamp .muted {
    font-size: var(--text-small);
  }
  .description {
    overflow-wrap: anywhere;
  }
  summary {
    min-height: var(--target);
    padding-block: var(--space-2);
    cursor: pointer;
  }
  .error {
    color: var(--bad);
    font-weight: 600;
  }
`;
