import { css } from 'lit';

export const topBarStyles = css`
  header {
    background: var(--brand);
    color: var(--brand-text);
  }
  header {
    display: flex;
    gap: var(--space-1) var(--space-2);
    align-items: center;
    min-height: var(--bar);
    padding-inline: var(--space-4) var(--space-2);
  }
  /* In an installed app with window controls overlay, this bar is the window's title bar. */
  @media (display-mode: window-controls-overlay) {
    header {
      min-height: env(titlebar-area-height, 0);
      padding-inline: calc(env(titlebar-area-x, 0px) + var(--space-4))
        calc(100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw) + var(--space-4));
      app-region: drag;
    }
    header :is(a, button) {
      app-region: no-drag;
    }
  }
  .brand {
    display: flex;
    gap: var(--space-3);
    align-items: center;
    margin-inline-end: var(--space-3);
    font-weight: 700;
    white-space: nowrap;
  }
  nav {
    display: flex;
    gap: var(--space-1);
  }
  nav a {
    display: flex;
    position: relative;
    gap: var(--space-2);
    align-items: center;
    min-height: var(--bar);
    padding-inline: var(--space-4);
    color: var(--brand-text);
    font-weight: 600;
    text-decoration: none;
  }
  nav a:hover {
    background: var(--brand-hover);
  }
  nav a[aria-current='page'] {
    box-shadow: inset 0 -3px 0 var(--brand-text);
  }
  header :focus-visible {
    outline-color: var(--brand-text);
    outline-offset: -3px;
  }
  @media (forced-colors: active) {
    header {
      border-bottom: 2px solid;
    }
    nav a[aria-current='page'] {
      text-decoration: underline 3px;
      text-underline-offset: 0.375rem;
    }
    .count,
    .chip {
      border: 1px solid;
    }
  }
  .count {
    display: grid;
    min-width: 1.25rem;
    height: 1.25rem;
    padding-inline: var(--space-1);
    place-items: center;
    border-radius: 99px;
    background: var(--count);
    color: var(--count-text);
    font-size: 0.8125rem;
    font-weight: 800;
  }
  .end {
    display: flex;
    flex: 1 1 auto;
    gap: var(--space-1);
    align-items: center;
    justify-content: flex-end;
    min-width: 0;
  }
  .chip {
    min-width: 0;
    padding: 0 var(--space-3);
    border: 1px solid var(--brand-line);
    border-radius: 99rem;
    background: var(--brand-hover);
    color: var(--brand-text);
    font-size: 0.9375rem;
    line-height: 1.2;
  }
  .chip i {
    flex: none;
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    background: var(--lamp-good);
  }
  .chip.bad,
  .chip.warn {
    border-color: transparent;
    background: var(--bad-soft);
    color: var(--bad);
  }
  .chip.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  header button:hover:not(:disabled) {
    border-color: currentColor;
    color: var(--brand-text);
  }
  header .chip.bad:hover {
    color: var(--bad);
  }
  header .chip.warn:hover {
    color: var(--warn);
  }
  .dots {
    flex: none;
    width: var(--target);
    padding: 0;
    border-color: transparent;
    border-radius: 50%;
    background: none;
    color: inherit;
  }
  /* The program's name gives way first, then the words of the areas. */
  @media (max-width: 60rem) {
    .brand span {
      position: absolute;
      clip-path: inset(50%);
    }
    .brand {
      margin: 0;
    }
    nav a {
      padding-inline: var(--space-3);
    }
  }
  @media (max-width: 44rem) {
    header {
      padding-inline-start: var(--space-3);
    }
    nav a {
      justify-content: center;
      min-width: var(--target);
      padding-inline: var(--space-2);
    }
    nav a:not([aria-current='page']) .label {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  @media (max-width: 34rem) and (max-height: 30rem) {
    .chip .label {
      position: absolute;
      clip-path: inset(50%);
    }
    .chip {
      width: var(--target);
    }
  }
  @media (max-width: 40rem) and (min-height: 30.01rem) {
    nav {
      position: fixed;
      z-index: 2;
      inset: auto 0 0;
      padding-bottom: env(safe-area-inset-bottom);
      border-top: 1px solid var(--line);
      background: var(--surface);
    }
    nav a {
      flex: 1;
      flex-direction: column;
      gap: 0.15rem;
      justify-content: center;
      min-height: var(--bottom-bar);
      padding-inline: var(--space-1);
      color: var(--text-muted);
      font-size: 0.8125rem;
      line-height: 1.1;
    }
    nav a:not([aria-current='page']) .label {
      position: static;
      clip-path: none;
    }
    nav a:hover {
      background: var(--accent-soft);
    }
    nav a[aria-current='page'] {
      box-shadow: inset 0 3px 0 var(--accent);
      color: var(--accent);
    }
    header nav :focus-visible {
      outline-color: var(--focus);
      outline-offset: -3px;
    }
    .count {
      position: absolute;
      top: var(--space-1);
      left: calc(50% + 0.75rem);
    }
  }
`;
