import { css } from 'lit';

export const historyStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: center;
    justify-content: space-between;
  }
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
    gap: var(--space-3) var(--space-4);
  }
  @media (max-width: 40rem) {
    .tools {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .empty {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-6) var(--space-4);
    text-align: center;
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    padding: var(--space-4);
    border-radius: var(--radius-small);
    background: var(--bad-soft);
    color: var(--bad);
  }
  .failed p {
    flex: 1 1 16rem;
  }
  .simulated {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-5);
    align-items: center;
    padding: var(--space-2) var(--space-4);
    border-radius: var(--radius-small);
    background: var(--warn-soft);
    color: var(--warn);
  }
  .fine {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    color: var(--good);
    font-size: var(--text-small);
    font-weight: 600;
  }
`;
