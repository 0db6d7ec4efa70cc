import { css } from 'lit';

export const progressStyles = css`
  .back {
    border-inline-start: 0.5rem solid var(--warn-line);
  }
  .sum {
    font-size: var(--text-huge);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1.1;
  }
  .elapsed {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--text-muted);
    font-variant-numeric: tabular-nums;
  }
  ol {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    display: grid;
    grid-template-columns: 1.75rem 1fr;
    gap: var(--space-3);
    padding-bottom: var(--space-4);
  }
  li:last-child {
    padding-bottom: 0;
  }
  li:not(:last-child)::before {
    position: absolute;
    inset: 1.75rem auto 0 calc(0.875rem - 1px);
    width: 2px;
    background: var(--line);
    content: '';
  }
  li.done:not(:last-child)::before {
    background: var(--good);
  }
  .dot {
    display: grid;
    width: 1.75rem;
    height: 1.75rem;
    place-items: center;
    border: 2px solid var(--line-strong);
    border-radius: 50%;
    background: var(--surface);
  }
  .done .dot {
    border-color: var(--good);
    background: var(--good);
    color: var(--surface);
  }
  .now .dot {
    border-color: var(--accent);
  }
  .now .dot::after {
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    background: var(--accent);
    animation: breathe var(--motion-breath) ease-in-out infinite;
    content: '';
  }
  @media (forced-colors: active) {
    .done .dot,
    .now .dot::after {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @keyframes breathe {
    50% {
      transform: scale(0.55);
    }
  }
  .label {
    padding-top: 0.125rem;
    line-height: 1.5rem;
  }
  .now .label {
    font-weight: 700;
  }
  .ahead .label {
    color: var(--text-muted);
  }
  .cancel {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 4px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
  }
`;
