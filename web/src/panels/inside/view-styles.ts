// How the view of a cell looks, beside its parts.
import { css } from 'lit';

export const viewStyles = css`
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 8px;
  }
  .ways [aria-pressed='true'] {
    background: var(--ink);
    color: var(--on-ink);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    margin: 8px 0;
  }
  .choices label {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: var(--size-small);
  }
  .choices select {
    width: auto;
    max-width: 240px;
  }
  .stage {
    overflow-x: auto;
    padding: 4px;
    margin: 0 -4px;
  }
  .said {
    min-height: 116px;
  }
  .which {
    color: var(--of, var(--ink));
  }
  .maps {
    margin-top: 24px;
  }
`;
