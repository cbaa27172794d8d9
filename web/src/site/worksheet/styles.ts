import { css } from 'lit';

/** Of what students see and of what teachers write. */
export const sheetStyles = css`
  :host(:lang(ko)) {
    word-break: keep-all;
  }
  .lead {
    max-width: 42rem;
    color: var(--ink-soft);
    font-size: var(--size-4);
    text-wrap: pretty;
  }
  label,
  .label {
    font-size: var(--size-small);
    font-weight: 600;
  }
  textarea.box {
    display: block;
    resize: vertical;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .wrong {
    color: var(--wrong);
    font-size: var(--size-small);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .said:empty {
    display: none;
  }
  a {
    color: inherit;
    text-decoration-color: var(--accent);
    text-underline-offset: 0.2em;
  }
  .go {
    display: inline-flex;
    align-items: center;
  }
  a.go {
    border-radius: var(--radius);
    text-decoration: none;
  }
  input[type='file'] {
    display: none;
  }
`;

export const proseStyles = css`
  .prose {
    max-width: 42rem;
    font-size: var(--size-3);
    line-height: var(--leading);
    overflow-wrap: anywhere;
  }
  .prose > * + * {
    margin: 0.8em 0 0;
  }
  .prose > :first-child {
    margin-top: 0;
  }
  .prose h2 {
    font-size: var(--size-5);
  }
  .prose h3 {
    font-size: var(--size-4);
  }
  .prose h4 {
    margin: 0;
    font-size: var(--size-3);
  }
  .prose > * + :is(h2, h3, h4) {
    margin-top: 1.4em;
  }
  .prose :is(ul, ol) {
    padding-left: 1.4em;
  }
  .prose :is(ul, ol):first-child {
    margin-top: 0;
  }
  .prose code {
    font: 0.9em var(--mono);
  }
  .prose pre {
    padding: 12px 16px;
    border-radius: var(--radius);
    background: var(--surface);
    overflow-x: auto;
    overflow-wrap: normal;
  }
  :host(:lang(ko)) .prose em,
  :host(:lang(zh)) .prose em {
    font-style: normal;
    font-weight: 600;
  }
`;
