import { css } from 'lit';

export const appStyles = css`
  :host {
    display: grid;
    grid-template: auto auto 1fr auto / minmax(0, 1fr);
    min-height: 100dvh;
  }
  main {
    width: 100%;
    max-width: var(--page-width);
    margin-inline: auto;
    padding: var(--space-5);
  }
  /* It takes the focus when the area changes, so that reading begins there; it is no control, and shows no ring. */
  main:focus-visible {
    outline: none;
  }
  .skip {
    position: absolute;
    z-index: 3;
    top: var(--space-2);
    left: var(--space-2);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }
  .waiting {
    padding: var(--space-7);
    text-align: center;
  }
  @media (max-width: 44rem) {
    :host {
      --bottom-bar: 3.5rem;
    }
    main {
      padding: var(--space-4);
      padding-bottom: calc(var(--bottom-bar) + var(--space-5));
    }
  }
`;
