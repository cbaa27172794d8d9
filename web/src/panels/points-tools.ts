// Around a map of points: a search with suggestions, buttons for the zoom, what the colours mean.
import { html, nothing } from 'lit';
import { minusIcon, plusIcon, wholeIcon } from '../base/styles/icons';
import type { MapKey } from '../i18n/map';
import type { Commands } from './points-keys';
import { wordsLike } from './points-words';

const SUGGESTIONS = 8;

interface Search {
  words: readonly string[];
  typed: string;
  type(event: Event): void;
  find(): void;
  clear(): void;
}

type Zoom = Pick<Commands, 'closer' | 'farther' | 'showAll'>;
type Say = (key: MapKey) => string;

export function searchField(say: Say, { words, typed, ...search }: Search) {
  if (words.length === 0) return nothing;
  const key = ({ key, isComposing }: KeyboardEvent) => {
    if (isComposing) return;
    if (key === 'Enter') search.find();
    if (key === 'Escape') search.clear();
  };
  const suggestions = wordsLike(words, typed, SUGGESTIONS);
  return html`<input
      class="find"
      type="search"
      list="words"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-label=${say('find')}
      placeholder=${say('find')}
      .value=${typed}
      @input=${search.type}
      @change=${search.find}
      @keydown=${key}
    />
    <datalist id="words">
      ${suggestions.map((i) => html`<option value=${words[i]!}></option>`)}
    </datalist>`;
}

export function zoomButtons(say: Say, zoom: Zoom, isWhole: boolean) {
  const button = (key: MapKey, icon: unknown, work: () => void, isOff = false) =>
    html`<button
      class="tool"
      type="button"
      data-tool=${key}
      aria-label=${say(key)}
      title=${say(key)}
      ?disabled=${isOff}
      @click=${work}
    >
      ${icon}
    </button>`;
  return html`<div class="zoom">
    ${button('farther', minusIcon, zoom.farther)} ${button('closer', plusIcon, zoom.closer)}
    ${button('whole', wholeIcon, zoom.showAll, isWhole)}
  </div>`;
}

export const legend = (say: Say) =>
  html`<span class="scale">${say('often')}<span class="ramp"></span>${say('rarely')}</span>`;
