import { css } from 'lit';

/** Styles of buttons and links, and basic rules for every element. A link with the class `button` looks like one. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  a {
    color: var(--accent);
  }
  button,
  a.button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--target);
    padding: var(--space-2) var(--space-4);
    border: var(--edge) solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color var(--motion-quick) var(--ease),
      border-color var(--motion-quick) var(--ease),
      color var(--motion-quick) var(--ease);
  }
  button:hover:not(:disabled),
  a.button:hover {
    border-color: var(--accent);
    color: var(--accent);
  }
  button.primary,
  a.button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-text);
  }
  button.primary:hover:not(:disabled),
  a.button.primary:hover {
    border-color: var(--accent-hover);
    background: var(--accent-hover);
    color: var(--accent-text);
  }
  button:disabled {
    border-style: dashed;
    border-color: var(--line);
    background: var(--calm-soft);
    color: var(--text-muted);
    cursor: not-allowed;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  @media (max-width: 30rem) {
    .buttons > :is(button, a.button) {
      flex: 1 1 auto;
    }
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    flex: none;
  }
  @media (forced-colors: active) {
    button.primary,
    a.button.primary {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    button.primary:disabled {
      border-color: GrayText;
      background: Canvas;
      color: GrayText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
