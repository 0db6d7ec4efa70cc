import { css } from 'lit';

/** The frame of a guide: the path of its steps, and the buttons at the end. */
export const firstRunStyles = css`
  .guide {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    max-width: 48rem;
    margin-inline: auto;
  }
  .path {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .path button {
    flex-direction: column;
    justify-content: flex-start;
    gap: var(--space-1);
    width: 100%;
    height: 100%;
    padding: var(--space-2);
    border-color: transparent;
    background: transparent;
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }
  .path button[aria-current='step'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--text);
  }
  .mark {
    display: grid;
    flex: none;
    width: 2rem;
    height: 2rem;
    place-items: center;
    border: 2px solid;
    border-radius: 50%;
    color: var(--accent);
    font-weight: 700;
  }
  .done .mark {
    background: var(--good-soft);
    color: var(--good);
  }
  .place {
    display: block;
    color: var(--text-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }
  .end {
    align-items: center;
    padding-top: var(--space-3);
    border-top: 1px solid var(--line);
  }
  .leave {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    margin-inline-start: auto;
    font-weight: 600;
  }
  @media (max-width: 30rem) {
    .path .name {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
