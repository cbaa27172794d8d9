// Forwards and back: two ways through the same network.
import { html } from 'lit';
import type { SayInside } from '../../i18n/inside';

export function waysView(isBack: boolean, say: SayInside, go: (isBack: boolean) => void) {
  const way = (goesBack: boolean) =>
    html`<button
      type="button"
      aria-pressed=${String(goesBack === isBack)}
      @click=${() => go(goesBack)}
    >
      ${say(goesBack ? 'wayBack' : 'wayForwards')}
    </button>`;
  return html`<div class="ways" role="group" aria-label=${say('ways')}>
    ${way(false)} ${way(true)}
  </div>`;
}
