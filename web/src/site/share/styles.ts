import { css } from 'lit';

export const shareStyles = css`
  dialog {
    width: min(1120px, 100vw - 24px);
    max-width: none;
    max-height: calc(100dvh - 24px);
    margin: auto;
    padding: 0;
    border: 0;
    border-radius: var(--radius);
    color: var(--ink);
    background: var(--paper);
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }
  .bar {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 12px 20px;
    background: var(--paper);
  }
  .bar h2 {
    font-size: var(--size-title);
  }
  .columns {
    display: grid;
    gap: 24px 40px;
    padding: 0 20px 24px;
  }
  .columns > * {
    min-width: 0;
    align-content: start;
  }
  .fields,
  .made {
    display: grid;
    gap: 20px;
  }
  fieldset {
    display: grid;
    gap: 8px 12px;
  }
  legend,
  .made h3 {
    margin-bottom: 4px;
    font-size: var(--size);
    font-weight: 650;
  }
  label,
  .label {
    font-size: var(--size-small);
    font-weight: 600;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
    gap: 8px 12px;
  }
  .condition {
    display: grid;
    grid-template-columns: 2fr 1fr 1fr auto;
    align-items: end;
    gap: 8px;
  }
  .go {
    min-height: 36px;
    padding: 4px 16px;
  }
  textarea.box {
    display: block;
    resize: vertical;
  }
  .code {
    min-height: 76px;
    font: var(--size-small) / 1.5 var(--mono);
    overflow-wrap: anywhere;
  }
  .head {
    display: flex;
    align-items: end;
    justify-content: space-between;
    gap: 8px;
    margin-bottom: 4px;
  }
  iframe {
    display: block;
    width: 100%;
    height: 440px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .wrong {
    color: var(--wrong);
    font-size: var(--size-small);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .sheet {
    color: inherit;
    text-decoration-color: var(--accent);
  }
  .said {
    min-height: 20px;
  }
  @media (min-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    }
  }
  @media (max-width: 480px) {
    .condition {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
