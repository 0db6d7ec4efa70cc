import { css } from 'lit';

/** A setting that is on or off: its words, and the switch at the end of the line. */
export const switches = css`
  .switch {
    display: flex;
    gap: var(--space-4);
    align-items: center;
    justify-content: space-between;
    min-height: var(--target-large);
    padding-block: var(--space-2);
    font-weight: 400;
    cursor: pointer;
  }
  .switch .label,
  .switch .hint,
  .switch .was {
    display: block;
  }
  .switch input {
    position: relative;
    flex: none;
    appearance: none;
    width: 3.25rem;
    height: 2rem;
    margin: 0;
    border-radius: 99rem;
    background: var(--line-strong);
    cursor: pointer;
    transition: background-color var(--motion-quick) var(--ease);
  }
  .switch input::after {
    content: '';
    position: absolute;
    top: 0.25rem;
    left: 0.25rem;
    width: 1.5rem;
    height: 1.5rem;
    border-radius: 50%;
    background: var(--surface);
    transition: translate var(--motion-quick) var(--ease);
  }
  .switch input:checked {
    background: var(--accent);
  }
  .switch input:checked::after {
    translate: 1.25rem 0;
  }
  :disabled .switch,
  .switch:has(:disabled) {
    cursor: default;
  }
  .switch input:disabled {
    opacity: 0.7;
  }
  @media (forced-colors: active) {
    .switch input {
      appearance: auto;
    }
    .switch input::after {
      content: none;
    }
  }
`;

/** The fields of settings, also in the guides. */
export const settingFields = [
  switches,
  css`
    .grid {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr));
      gap: var(--space-4) var(--space-5);
    }
    .flag {
      border-top: var(--edge) solid var(--line);
    }
    .indented {
      padding-inline-start: var(--space-4);
    }
    .changed :is(input, select) {
      border-color: var(--warn-line) !important;
      box-shadow: inset 3px 0 var(--warn-line);
    }
    .was {
      margin: var(--space-1) 0 0;
      color: var(--warn);
      font-size: var(--text-small);
      font-weight: 600;
    }
    .note {
      display: flex;
      gap: var(--space-3);
      padding: var(--space-4);
      border-radius: var(--radius);
      background: var(--accent-soft);
    }
    .note svg {
      margin-top: 0.15rem;
      color: var(--accent);
    }
    @media (max-width: 40rem) {
      .indented {
        padding-inline-start: 0;
      }
    }
  `,
];

/** The menu, the sections and the save bar. */
export const settingsStyles = [
  settingFields,
  css`
    :host {
      display: grid;
      grid-template-columns: 16rem minmax(0, 50rem);
      gap: var(--space-5);
      align-items: start;
    }
    .menu {
      position: sticky;
      top: var(--space-5);
      display: grid;
      gap: var(--space-3);
      min-width: 0;
    }
    .menu h1 {
      padding-inline: var(--space-3);
      font-size: 1.625rem;
    }
    .menu nav {
      display: grid;
      gap: var(--space-1);
    }
    .menu a {
      display: flex;
      gap: var(--space-3);
      align-items: center;
      min-height: 3rem;
      padding: var(--space-1) var(--space-3);
      border-radius: var(--radius-small);
      color: var(--text);
      font-weight: 500;
      text-decoration: none;
    }
    .menu a svg {
      color: var(--text-muted);
    }
    .menu a:hover {
      background: var(--calm-soft);
    }
    .menu a[aria-current='page'] {
      background: var(--accent-soft);
      color: var(--accent);
      font-weight: 700;
    }
    .menu a[aria-current='page'] svg {
      color: inherit;
    }
    .menu :focus-visible {
      outline-offset: -3px;
    }
    .mark {
      flex: none;
      width: 0.625rem;
      height: 0.625rem;
      margin-inline-start: auto;
      border-radius: 50%;
      background: var(--warn-line);
    }
    .mark.bad {
      border-radius: 0;
      background: var(--bad);
    }
    .search {
      position: relative;
    }
    .search svg {
      position: absolute;
      top: 50%;
      left: var(--space-3);
      translate: 0 -50%;
      color: var(--text-muted);
      pointer-events: none;
    }
    .search input:not([type='checkbox']) {
      padding-inline-start: 2.5rem;
    }
    .search input::placeholder {
      color: var(--text-muted);
      opacity: 1;
    }
    form > [id^='section-']:focus {
      outline: none;
    }
    fieldset:empty {
      display: none;
    }
    .found {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      align-items: center;
    }
    .advanced {
      padding: 0;
    }
    .advanced > summary {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-2);
      align-items: center;
      min-height: var(--target-large);
      padding: var(--space-2) var(--space-5);
      cursor: pointer;
      list-style: none;
    }
    .advanced > summary::-webkit-details-marker {
      display: none;
    }
    .advanced > summary h2 {
      font-size: 1rem;
    }
    .advanced > summary svg {
      transition: rotate var(--motion-quick) var(--ease);
    }
    .advanced[open] > summary svg {
      rotate: 90deg;
    }
    .advanced > div {
      padding: 0 var(--space-5) var(--space-5);
    }
    #close-message {
    min-width: var(--target);
  }
  .save {
      position: fixed;
      z-index: 3;
      inset: auto 0 var(--bottom-bar, 0);
      display: flex;
      justify-content: center;
      padding: 0 var(--space-4) var(--space-4);
      pointer-events: none;
    }
    .save > div {
      display: flex;
      gap: var(--space-2) var(--space-3);
      align-items: center;
      width: min(46rem, 100%);
      padding: 0.625rem var(--space-3) 0.625rem 1.25rem;
      border-radius: 1rem;
      background: var(--text);
      box-shadow: 0 2px 6px rgb(16 33 44 / 10%), 0 16px 48px rgb(16 33 44 / 18%);
      color: var(--ground);
      pointer-events: auto;
    }
    .save p {
      display: flex;
      flex: 1 1 0;
      gap: var(--space-2);
      align-items: center;
      min-width: 0;
    }
    .save button {
      flex: none;
      border-color: transparent;
      background: none;
      color: inherit;
    }
    .save button:hover:not(:disabled) {
      border-color: currentColor;
      color: inherit;
    }
    .save button.primary {
      background: var(--ground);
      color: var(--text);
    }
    .save button.primary:hover:not(:disabled) {
      background: var(--surface);
      color: var(--text);
    }
    .save :focus-visible {
      outline-color: currentColor;
    }
    .save .primary:focus-visible {
      outline-color: var(--ground);
    }
    /* What is at the end of the page can be scrolled above the bar. */
    form:has(.save) {
      padding-bottom: 7rem;
    }
    .about {
      font-size: var(--text-small);
    }
    .digests {
      overflow-wrap: anywhere;
    }
    @media (max-width: 60rem) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      .menu {
        position: static;
      }
      .menu h1 {
        padding: 0;
      }
      .menu nav {
        display: flex;
        gap: var(--space-2);
        overflow-x: auto;
        margin-inline: calc(-1 * var(--space-4));
        padding: var(--space-1) var(--space-4);
        scrollbar-width: none;
      }
      .menu a {
        gap: var(--space-2);
        min-height: var(--target);
        border: var(--edge) solid var(--line);
        border-radius: 99rem;
        background: var(--surface);
        white-space: nowrap;
      }
      .menu a svg {
        display: none;
      }
    }
    @media (max-width: 40rem) {
      .advanced > summary {
        padding-inline: var(--space-4);
      }
      .advanced > div {
        padding: 0 var(--space-4) var(--space-4);
      }
    }
    @media (max-width: 40rem) and (min-height: 30.01rem) {
      .save {
        padding: 0 var(--space-2) var(--space-2);
      }
      .save > div {
        flex-wrap: wrap;
        justify-content: flex-end;
        padding-inline-start: var(--space-4);
      }
      .save p {
        flex: 1 1 auto;
      }
      .save .unsaved {
        position: absolute;
        clip-path: inset(50%);
      }
      .save > div {
        gap: var(--space-1);
        font-size: 0.9375rem;
      }
      .save button {
        padding-inline: 0.625rem;
      }
    }
    @media (max-height: 30rem) {
      .save {
        position: static;
        padding: 0;
      }
      form:has(.save) {
        padding-bottom: 0;
      }
    }
    @media (forced-colors: active) {
      .save > div {
        border: 2px solid;
      }
    }
  `,
];
