import { css, unsafeCSS } from 'lit';
import { groupStyles } from './group';

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
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .run {
    position: sticky;
    top: 0;
    z-index: 3;
    padding: 8px 0 4px;
    background: var(--paper);
  }
  /* Its controls come a moment later. */
  .training {
    min-height: 72px;
  }
  .desk {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px 56px;
    align-items: start;
    padding-bottom: 32px;
  }
  .main {
    min-width: 0;
  }
  .lab:not(.at-once) .front {
    --text-rows: 2;
  }
  .lab:not(.at-once) .front .panels {
    row-gap: 20px;
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
  .wide:not(.alone) .desk {
    grid-template-columns: minmax(240px, 300px) minmax(0, 1fr);
  }

  @media (min-height: 800px) {
    .wide:not(.at-once) .front {
      --text-rows: 3;
    }
  }

  /* Where a screen has room, what one looks at first stays in sight while inputs are changed. */
  @media (min-height: 600px) {
    .wide:not(.at-once) .main {
      position: sticky;
      top: calc(var(--bar, 72px) + 8px);
    }
    /* What gets the focus comes to the middle of the window: the front is in sight there too. */
    .wide:not(.at-once) unfold-form {
      padding-bottom: max(0px, calc(var(--bar, 72px) + var(--main, 480px) + 16px - 50vh));
    }
    .narrow.page:not(.at-once) {
      --hidden-above: calc(var(--front, 280px) + 8px);
      --hidden-below: calc(var(--bar, 96px) + 8px);
    }
    .narrow.page:not(.at-once) .desk {
      row-gap: 0;
    }
    .narrow.page:not(.at-once) :is(.main, .results) {
      display: contents;
    }
    .narrow.page:not(.at-once) .front {
      position: sticky;
      top: 0;
      z-index: 2;
      margin-bottom: 16px;
      padding: 8px 0 4px;
      background: var(--paper);
      border-bottom: 1px solid var(--line);
    }
    .narrow.page:not(.at-once) .front .panels {
      row-gap: 4px;
    }
    .narrow.page .run {
      order: 1;
      top: auto;
      bottom: 0;
      margin-inline: calc(-1 * var(--unfold-margin, 0px));
      padding: 8px var(--unfold-margin, 0px) max(4px, env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
    }
  }
  ${groupStyles}
`;
