import { css } from 'lit';

export const topBarStyles = css`
  header {
    background: var(--brand);
    color: var(--brand-text);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: center;
    padding: var(--space-2) max(var(--space-4), calc((100% - var(--page-width)) / 2 + var(--space-5)));
  }
  /* In an installed app with window controls overlay, this bar is the window's title bar. */
  @media (display-mode: window-controls-overlay) {
    header {
      min-height: env(titlebar-area-height, 0);
      padding-inline: calc(env(titlebar-area-x, 0px) + var(--space-4))
        calc(100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw) + var(--space-4));
      app-region: drag;
    }
    header :is(a, select) {
      app-region: no-drag;
    }
  }
  .brand {
    display: flex;
    gap: var(--space-2);
    align-items: center;
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
    min-height: var(--target);
    padding-inline: var(--space-4);
    border-radius: var(--radius-small);
    color: var(--brand-text);
    font-weight: 600;
    text-decoration: none;
  }
  nav a:hover {
    background: var(--brand-hover);
  }
  nav a[aria-current='page'] {
    background: var(--brand-current);
    box-shadow: inset 0 -3px 0 var(--brand-text);
  }
  :focus-visible {
    outline-color: var(--brand-text);
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
    .lamp {
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
    background: var(--warn-soft);
    color: var(--warn);
    font-size: 0.8125rem;
    font-weight: 800;
  }
  .end {
    display: flex;
    flex: 1 1 14rem;
    gap: var(--space-3);
    align-items: center;
    justify-content: flex-end;
    min-width: 0;
  }
  .lamp {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    min-height: var(--target);
    min-width: 0;
    padding-inline: var(--space-3);
    border-radius: 99px;
    font-size: var(--text-small);
    font-weight: 600;
    line-height: 1.2;
    text-decoration: none;
  }
  select {
    flex: none;
    min-height: var(--target);
    padding-inline: var(--space-2);
    border: 1px solid var(--brand-line);
    border-radius: var(--radius-small);
    background: var(--brand);
    color: var(--brand-text);
    font: inherit;
  }
  /* Hides the program's name, so that the status text has space, also in languages with longer words. */
  @media (max-width: 72rem) {
    .brand span {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  @media (max-width: 56rem) {
    header {
      gap: var(--space-2);
    }
    nav a {
      padding-inline: var(--space-2);
    }
  }
  @media (max-width: 44rem) {
    header {
      flex-wrap: nowrap;
    }
    nav {
      position: fixed;
      z-index: 2;
      inset: auto 0 0;
      gap: 0;
      padding-bottom: env(safe-area-inset-bottom);
      border-top: 1px solid var(--line);
      background: var(--surface);
    }
    nav a {
      flex: 1;
      flex-direction: column;
      gap: 0;
      justify-content: center;
      min-height: 3.5rem;
      padding-inline: var(--space-1);
      border-radius: 0;
      color: var(--text-muted);
      font-size: 0.8125rem;
    }
    nav a:hover {
      background: var(--accent-soft);
    }
    nav a[aria-current='page'] {
      background: none;
      box-shadow: inset 0 3px 0 var(--accent);
      color: var(--accent);
    }
    nav :focus-visible {
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
