// How it looks where something is said of the number that is pointed at.
import { css } from 'lit';

export const saidStyles = css`
  .said {
    padding: 8px 12px;
    border-radius: var(--radius);
    background: var(--surface);
  }
  .said > .formula {
    margin: 4px 0;
    font-size: var(--size-large);
    overflow-wrap: anywhere;
  }
`;
