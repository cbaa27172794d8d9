// How a bar looks that walks through what is computed: buttons, how far, and what is told of it.
import { css } from 'lit';

export const walkStyles = css`
  .walk {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    margin: 8px 0;
  }
  .walk button {
    display: grid;
    place-items: center;
    min-width: 36px;
    min-height: 36px;
    background: var(--surface);
  }
  .walk button:hover:not(:disabled) {
    background: var(--surface-strong);
  }
  .walk [aria-disabled='true'] {
    color: var(--ink-soft);
    background: none;
  }
  .to-left svg {
    transform: scaleX(-1);
  }
  .walk input {
    flex: 1 1 140px;
    min-width: 100px;
    max-width: 320px;
    height: 36px;
    margin: 0;
    accent-color: var(--accent);
  }
  .walk p {
    flex: 1 1 100%;
    min-height: 1.5em;
  }
`;
