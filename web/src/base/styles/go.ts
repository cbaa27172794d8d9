// The button that sets something going.
import { css } from 'lit';

export const goButton = css`
  .go {
    min-height: 40px;
    padding: 8px 20px;
    background: var(--surface-strong);
    font-weight: 600;
  }
  .go:hover:not(:disabled) {
    background: var(--line);
  }
`;
