// Whole numbers and numbers: a slider, and a box for those who know which.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { InputInfo } from '../../engine/types';
import { controlId, description, invalid, labelled, type Field } from './field';
import { nearestStop, stops } from './sliders';

const known = new WeakMap<InputInfo, number[]>();

function stopsOf(input: InputInfo): number[] {
  const all = known.get(input) ?? stops({ ...input, whole: input.kind === 'integer' });
  known.set(input, all);
  return all;
}

function slider(field: Field) {
  const all = stopsOf(field.input);
  const position = nearestStop(all, Number(field.value));
  return html`<input
    type="range"
    min="0"
    max=${all.length - 1}
    .value=${live(String(position))}
    ?disabled=${field.locked}
    aria-label=${field.words.t('slider', { label: field.words.label(field.input) })}
    aria-valuetext=${field.value}
    @input=${(event: Event) =>
      field.edit(String(all[Number((event.target as HTMLInputElement).value)]))}
  />`;
}

const box = (field: Field) =>
  html`<input
    class="box number"
    type="text"
    inputmode="decimal"
    id=${controlId(field)}
    .value=${live(field.value)}
    ?disabled=${field.locked}
    autocomplete="off"
    spellcheck="false"
    aria-invalid=${invalid(field)}
    aria-describedby=${description(field)}
    @input=${(event: Event) => field.edit((event.target as HTMLInputElement).value)}
  />`;

/** Beyond that many whole numbers nobody aims with a thumb: seeds are typed. */
const MOST = 1e5;
const isAimed = ({ kind, min, max }: InputInfo) => kind === 'number' || max - min <= MOST;

export const numberField = (field: Field) =>
  labelled(
    field,
    html`<div class="pair">${isAimed(field.input) ? slider(field) : nothing} ${box(field)}</div>`,
  );
