import { css } from 'lit';

export const settingsStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr));
    gap: var(--space-4) var(--space-5);
  }
  .search {
    display: grid;
    gap: var(--space-3);
  }
  .search .found {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
  }
  .search .field {
    max-width: 32rem;
  }
  .indented {
    padding-inline-start: calc(1.375rem + var(--space-3));
  }
  @media (max-width: 40rem) {
    .indented {
      padding-inline-start: 0;
    }
  }
  .note {
    display: flex;
    gap: var(--space-3);
    padding: var(--space-4);
    border-radius: var(--radius);
    background: var(--accent-soft);
  }
  summary {
    display: list-item;
    padding-block: var(--space-2);
    cursor: pointer;
  }
  summary h2 {
    display: inline;
  }
  details .grid {
    margin-top: var(--space-4);
  }
  .save {
    position: sticky;
    bottom: var(--bottom-bar, 0);
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-4);
    align-items: center;
    padding: var(--space-3) var(--space-5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .save p {
    display: flex;
    flex: 1 1 12rem;
    gap: var(--space-2);
    align-items: center;
  }
  /* On a phone the bar must not cover the fields: two buttons in one row, and the unsaved note for screen readers only. */
  @media (max-width: 40rem) {
    .save {
      padding: var(--space-2) var(--space-3);
    }
    .save button {
      flex: 1 1 7rem;
      padding-inline: var(--space-2);
    }
    .save p {
      flex-basis: 100%;
    }
    .save p:has(.unsaved) {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  .fine {
    color: var(--good);
    font-weight: 600;
  }
  .about {
    font-size: var(--text-small);
  }
  .digests {
    overflow-wrap: anywhere;
  }
`;
