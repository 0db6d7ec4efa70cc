import { css } from 'lit';

export const portHelpStyles = css`
  section {
    grid-template-columns: minmax(0, 1fr);
  }
  details {
    border-top: 1px solid var(--line);
  }
  summary {
    min-height: var(--target);
    padding-block: var(--space-2);
    font-weight: 600;
    line-height: 1.75;
    cursor: pointer;
  }
  .point {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    padding-bottom: var(--space-3);
  }
  .ends {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: var(--space-4);
    padding: 0;
    list-style: none;
  }
  .ends li {
    display: grid;
    gap: var(--space-2);
    align-content: start;
    font-size: var(--text-small);
  }
  .menu {
    display: flex;
    gap: var(--space-4);
    align-items: center;
    margin-bottom: var(--space-3);
  }
  .menu ol {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding-inline-start: 1.5rem;
  }
  kbd {
    display: inline-block;
    padding: 0.125rem var(--space-2);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    font-family: inherit;
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0;
    padding: var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    font-family: ui-monospace, monospace;
    font-size: var(--text-small);
  }
`;
