import { css } from 'lit';

/** What the cashier works with beside the terminal; below each other where there is no room. */
export const payScreenStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    align-items: start;
  }
  .main,
  .aside {
    display: grid;
    gap: var(--space-5);
    min-width: 0;
  }
  @media (min-width: 56rem) {
    :host {
      grid-template: 'main aside' / minmax(0, 3fr) minmax(0, 2fr);
    }
    .main {
      grid-area: main;
    }
    .aside {
      grid-area: aside;
    }
  }
`;
