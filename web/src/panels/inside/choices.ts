// Which sequence and which cell are looked at, where there are several.
import { html, nothing } from 'lit';
import type { NextStep, Trace } from '../../engine/types';
import type { SayInside } from '../../i18n/inside';
import type { Place } from './places';

export interface Chosen {
  place: number;
  example(i: number): void;
  cell(i: number): void;
}

function select(label: string, names: string[], chosen: number, choose: (i: number) => void) {
  return html`<label
    >${label}
    <select
      class="box"
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).selectedIndex)}
    >
      ${names.map((name, i) => html`<option ?selected=${i === chosen}>${name}</option>`)}
    </select>
  </label>`;
}

export function choicesView(
  { examples, example }: Trace | NextStep,
  places: Place[],
  say: SayInside,
  { place, ...choose }: Chosen,
) {
  if (examples < 2 && places.length < 2) return nothing;
  const numbers = Array.from({ length: examples }, (_, i) =>
    say('ofAll', { n: i + 1, all: examples }),
  );
  const names = places.map(({ name }) => name);
  return html`<div class="choices">
    ${examples > 1 ? select(say('sequence'), numbers, example, choose.example) : nothing}
    ${places.length > 1 ? select(say('cell'), names, place, choose.cell) : nothing}
  </div>`;
}
