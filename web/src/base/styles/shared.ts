// Styles that every part of the element shares: type, buttons, boxes and folds.
import { css } from 'lit';

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    font: 400 var(--size) / var(--leading) var(--sans);
    color: var(--ink);
    font-variant-numeric: tabular-nums;
    -webkit-text-size-adjust: 100%;
  }
  h2,
  h3,
  p,
  fieldset,
  figure,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  h2,
  h3 {
    font-size: var(--size);
    font-weight: 650;
    letter-spacing: -0.005em;
    line-height: 1.35;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
`;

export const buttons = css`
  button {
    appearance: none;
    border: 0;
    margin: 0;
    background: none;
    cursor: pointer;
    border-radius: var(--radius);
    transition: background-color var(--swift);
  }
  button:disabled {
    cursor: default;
    color: var(--edge);
  }
  @media print {
    button {
      display: none !important;
    }
  }
  .quiet {
    min-height: 28px;
    padding: 2px 8px;
    font-size: var(--size-small);
    color: var(--ink-soft);
  }
  .quiet:hover:not(:disabled) {
    background: var(--surface);
    color: var(--ink);
  }
  .quiet[aria-pressed='true'] {
    background: var(--surface-strong);
    color: var(--ink);
  }
  svg {
    display: block;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;

export const boxes = css`
  .box {
    width: 100%;
    min-height: 36px;
    padding: 6px 12px;
    border: 1px solid transparent;
    border-bottom-color: var(--edge);
    border-radius: var(--radius) var(--radius) 2px 2px;
    background: var(--surface);
    transition: background-color var(--swift);
  }
  .box:hover {
    background: var(--surface-strong);
  }
  .box:focus {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }
  .box[aria-invalid='true'] {
    border-bottom: 2px solid var(--wrong);
    background: var(--wrong-tint);
  }
`;

/** The line that opens what most readers do not need. */
export const folds = css`
  summary {
    padding: 8px 0;
    font-size: var(--size-small);
    font-weight: 600;
    color: var(--ink-soft);
    cursor: pointer;
  }
  summary:hover {
    color: var(--ink);
  }
`;
