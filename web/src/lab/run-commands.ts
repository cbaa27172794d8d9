// What the buttons of a run look like, and the one that labs have that draw something.
import { css, html, nothing } from 'lit';
import { diceIcon } from '../base/styles/icons';
import type { Words } from '../i18n/words';
import { RunCommand } from './events';

export const commandStyles = css`
  :host {
    container-type: inline-size;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .command {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    padding: 8px 16px;
    font-weight: 600;
    background: var(--surface);
    white-space: nowrap;
  }
  .command:hover:not(:disabled) {
    background: var(--surface-strong);
  }
  .apart {
    background: none;
    color: var(--ink-soft);
    padding-inline: 12px;
  }
`;

export function newSeedButton(host: HTMLElement, words: Words, isSeeded: boolean) {
  if (!isSeeded) return nothing;
  return html`<button
    class="command apart"
    type="button"
    data-command="new-seed"
    @click=${() => host.dispatchEvent(new RunCommand('new-seed'))}
  >
    ${diceIcon} <span class="name">${words.t('newSeed')}</span>
  </button>`;
}
