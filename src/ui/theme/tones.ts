import { css } from 'lit';

/** How good a state is, as a soft ground with its own ink: the same everywhere. */
export const tones = css`
  .good {
    background: var(--good-soft);
    color: var(--good);
  }
  .bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .calm {
    background: var(--calm-soft);
    color: var(--calm);
  }
`;
