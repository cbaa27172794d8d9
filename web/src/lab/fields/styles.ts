import { css } from 'lit';

export const fieldStyles = css`
  .field {
    display: block;
  }
  /* What has the focus is not under what sticks. */
  .field :is(input, select, textarea, button) {
    scroll-margin: var(--hidden-above, 88px) 0 var(--hidden-below, 8px);
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 28px;
    font-size: var(--size-small);
    font-weight: 600;
  }
  .unit {
    font-weight: 400;
    color: var(--ink-soft);
  }
  .back {
    display: inline-flex;
    padding: 6px;
    margin: -2px 0;
    color: var(--accent);
  }
  .aside {
    flex: none;
    display: flex;
    align-items: center;
    margin-right: -6px;
  }
  .ask-help {
    min-width: 28px;
    height: 28px;
    padding: 0;
    color: var(--ink-soft);
    font-weight: 600;
  }
  .ask-help[aria-expanded='true'] {
    color: var(--accent);
  }
  :is(.back, .ask-help):hover {
    background: var(--surface);
  }
  .help {
    margin-top: 4px;
    font-size: var(--size-small);
    color: var(--ink-soft);
  }
  .refusal {
    margin-top: 4px;
    scroll-margin: var(--hidden-above, 88px) 0 var(--hidden-below, 8px);
    font-size: var(--size-small);
    color: var(--wrong);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  textarea.box {
    display: block;
    field-sizing: content;
    min-height: 36px;
    max-height: 200px;
    resize: none;
    overflow-wrap: anywhere;
  }
  .pair {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .number {
    flex: 1 0 auto;
    field-sizing: content;
    width: 84px;
    min-width: 84px;
    max-width: 168px;
    text-align: right;
  }
  input[type='range'] + .number {
    flex-grow: 0;
  }
  @supports (field-sizing: content) {
    .number {
      width: auto;
    }
  }
  input[type='range'] {
    appearance: none;
    flex: 1 1 0;
    min-width: 0;
    height: 36px;
    margin: 0;
    background: none;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: var(--surface-strong);
  }
  input[type='range']::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: var(--surface-strong);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: 20px;
    height: 20px;
    margin-top: -8px;
    border: 5px solid var(--accent);
    border-radius: 50%;
    background: var(--paper);
  }
  input[type='range']::-moz-range-thumb {
    box-sizing: border-box;
    width: 20px;
    height: 20px;
    border: 5px solid var(--accent);
    border-radius: 50%;
    background: var(--paper);
  }
  .with-button {
    display: flex;
    gap: 4px;
  }
  .dice {
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    color: var(--ink-soft);
  }
  .dice:hover:not(:disabled) {
    background: var(--surface);
    color: var(--ink);
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 2px;
    border-radius: var(--radius);
    background: var(--surface);
  }
  .segments label {
    flex: 1 1 auto;
    position: relative;
    text-align: center;
    cursor: pointer;
  }
  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segments span {
    display: block;
    padding: 6px 8px;
    font-size: var(--size-small);
    border-radius: 4px;
    color: var(--ink-soft);
    transition: background-color var(--swift);
  }
  .segments label:hover span {
    color: var(--ink);
  }
  .segments input:checked + span {
    background: var(--ink);
    color: var(--on-ink);
    font-weight: 600;
  }
  .segments input:focus-visible + span {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 36px;
    color: var(--ink-soft);
  }
  .switch input {
    appearance: none;
    position: relative;
    width: 40px;
    height: 24px;
    margin: 0;
    border-radius: 12px;
    background: var(--edge);
    cursor: pointer;
    transition: background-color var(--swift);
  }
  .switch input::after {
    content: '';
    position: absolute;
    inset: 3px auto 3px 3px;
    width: 18px;
    border-radius: 50%;
    background: var(--paper);
    transition: translate var(--swift);
  }
  .switch input:checked {
    background: var(--accent);
  }
  .switch input:checked::after {
    translate: 16px 0;
  }
`;
