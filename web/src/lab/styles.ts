import { css, unsafeCSS } from 'lit';

const hiddenNumber = unsafeCSS([...'0123456789+-. '].map((start) => `[hidden^='${start}']`).join());

export const labStyles = css`
  :host {
    position: relative;
    padding: var(--unfold-padding, 24px);
    background: var(--paper);
  }
  :host([hidden]) {
    display: none;
  }
  /* An input of some labs is called hidden: HTML's meaning, and a page's own rule, are not about it. */
  :host(:is(${hiddenNumber})) {
    display: block !important;
  }
  .lab {
    display: grid;
    gap: 32px;
  }
  .run {
    position: sticky;
    top: 0;
    z-index: 2;
    padding: 12px 0 4px;
    margin-top: -12px;
    background: var(--paper);
  }
  /* Its controls come a moment later. */
  .training {
    min-height: 112px;
  }
  .main {
    min-width: 0;
  }
  .results {
    margin-top: 24px;
  }
  .stale {
    box-shadow: -12px 0 0 -9px var(--wrong);
  }
  .earlier {
    margin-bottom: 16px;
    font-weight: 600;
  }
  :is(.message, .invitation) {
    display: flex;
    align-items: baseline;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 16px;
    margin: 0 0 16px;
    padding: 12px 16px;
    border-radius: var(--radius);
    background: var(--surface);
    overflow-wrap: anywhere;
  }
  .problem {
    background: var(--wrong-tint);
    box-shadow: inset 3px 0 0 var(--wrong);
  }
  .last-run {
    display: flex;
    align-items: baseline;
    flex-wrap: wrap;
    gap: 4px 8px;
    margin: 0 0 16px;
  }
  .empty {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    min-height: 180px;
    padding: 32px;
    border-radius: var(--radius);
    background: var(--surface);
    text-align: center;
    text-wrap: balance;
  }
  .loading {
    min-height: 260px;
  }
  .numbers {
    margin-top: 40px;
    border-top: 1px solid var(--line);
  }
  .loading-data progress {
    flex: 1 1 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    appearance: none;
    background: var(--surface-strong);
  }
  .loading-data ::-webkit-progress-bar {
    background: var(--surface-strong);
  }
  .loading-data ::-webkit-progress-value {
    background: var(--accent);
  }
  .loading-data ::-moz-progress-bar {
    background: var(--accent);
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 16px -8px 0;
  }
  .files .message {
    flex-basis: 100%;
    margin: 8px 8px 0;
  }
  .probe {
    position: absolute;
    color: var(--ink);
    transition: color 1ms;
  }
  .wide {
    grid-template: 'presets main' auto 'form main' 1fr / minmax(240px, 300px) minmax(0, 1fr);
    column-gap: 56px;
  }
  .wide unfold-presets {
    grid-area: presets;
  }
  .wide unfold-form {
    grid-area: form;
  }
  .wide .main {
    grid-area: main;
  }
`;
