// The weights of a network in one training step: how large their gradients are and what they move by.
import { html, nothing } from 'lit';
import type { Grid } from '../../base/csv';
import { count, shortNumber } from '../../base/numbers';
import type { MovedWeights, NetworkInfo, NextStep, Numbers } from '../../engine/types';
import type { SayWayBack } from '../../i18n/way-back';
import type { Words } from '../../i18n/words';
import type { Numbered } from '../layout';
import { gridTable, head } from '../panel';
import { extentOf, scaleOf } from '../scale';
import type { Recurrent } from './cell';

const DIGITS = 3;
/** What is no number any more. */
const known = (value: number | null): number => value ?? NaN;

const said = (value: number | null): string => shortNumber(known(value), DIGITS);

/** Most moved first. */
const inOrder = ({ weights }: NextStep): MovedWeights[] =>
  [...weights].sort((a, b) => known(b.move) - known(a.move));

const ratio = ({ move, norm }: MovedWeights): number =>
  norm === 0 ? 0 : known(move) / known(norm);

const percent = (share: number): string => `${shortNumber(100 * share, 2)}%`;

/** Of a number by its place among all. */
function placeOf({ shape, most }: MovedWeights, say: SayWayBack): string {
  const columns = shape.length > 1 ? shape.at(-1)! : 1;
  const [row, column] = [Math.floor(most / columns) + 1, (most % columns) + 1];
  return shape.length > 1 ? say('place', { row, column }) : say('placeOne', { row });
}

/** All digits are for files; the page shows a few. */
function grid(
  flow: NextStep,
  say: SayWayBack,
  show = (value: number): string | number => value,
): Grid {
  return {
    columns: [say('weight'), say('shape'), say('move'), say('ratio'), say('gradient'), say('norm')],
    rows: inOrder(flow).map((each) => [
      each.name,
      each.shape.join(' × '),
      show(known(each.move)),
      show(ratio(each)),
      each.gradient === null ? say('noGradient') : show(each.gradient),
      show(known(each.norm)),
    ]),
  };
}

function most(flow: NextStep, say: SayWayBack) {
  const [first] = inOrder(flow);
  if (!first) return nothing;
  const jump = ({ before, after }: MovedWeights) => Math.abs(known(after) - known(before));
  const single = [...flow.weights].sort((a, b) => jump(b) - jump(a))[0]!;
  const numbers = {
    name: single.name,
    place: placeOf(single, say),
    before: said(single.before),
    after: said(single.after),
  };
  const moved = { name: first.name, move: said(first.move), share: percent(ratio(first)) };
  return html`<p class="most"><strong>${say('mostMoved', moved)}</strong></p>
    <p>${say('mostNumber', numbers)}</p>`;
}

export function movedWeights(
  flow: NextStep,
  { clipping, limit }: NetworkInfo,
  words: Words,
  say: SayWayBack,
) {
  const title = say('weights');
  return html`<section class="moved">
    ${head(words, title, '', nothing, () => grid(flow, say))}
    <p class="soft">
      ${say('weightsAbout')} ${clipping ? say('clipped', { clipping, limit }) : nothing}
    </p>
    ${most(flow, say)} ${gridTable(title, grid(flow, say, said))}
  </section>`;
}

/** The gates whose columns stand side by side in a kernel or a bias of a cell. */
function gatesIn(name: string, kind: string, columns: number, units: number): string[] {
  const blocks = columns / units;
  if (blocks === 4) return ['i', 'g', 'f', 'o'];
  if (kind === 'gru' && blocks === 3) return ['r', 'u', 'h̃'];
  if (kind === 'gru' && blocks === 2) return ['r', 'u'];
  return kind === 'gru' && name.includes('candidate') ? ['h̃'] : [''];
}

/** With a block for each gate, a row for each number that is read and a column for each unit. */
function matrixOf(
  { name, shape }: MovedWeights,
  values: Float32Array,
  kind: string,
  units: number,
): Numbered {
  const columns = shape.at(-1)!;
  const rows = values.length / columns;
  const gates = gatesIn(name, kind, columns, units);
  const wide = columns / gates.length;
  const moved = new Float32Array(values.length);
  values.forEach((value, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    moved[(Math.floor(column / wide) * rows + row) * wide + (column % wide)] = value;
  });
  const inputs = rows - units;
  const read = Array.from({ length: rows }, (_, i) =>
    rows === 1 ? 'b' : i < inputs ? `x ${i + 1}` : `h ${i - inputs + 1}`,
  );
  return {
    shape: [gates.length, rows, wide],
    values: moved,
    axes: ['', '', 'unit'],
    ticks: [gates, read, []],
    first: 1,
  };
}

/** The gradient and the move of one variable of a cell, each on its own scale. */
export function weightMaps(
  chosen: MovedWeights,
  flow: NextStep,
  { kind, units }: Recurrent,
  words: Words,
  scheme: string,
  say: SayWayBack,
) {
  const { name } = chosen;
  const [gradients, moves] = [flow.gradients[name], flow.moves[name]];
  if (!gradients || !moves) {
    const numbers = chosen.shape.reduce((product, size) => product * size, 1);
    return html`<p class="soft">${say('many', { name, count: count(numbers) })}</p>`;
  }
  const map = (title: string, { values }: Numbers) =>
    html`<unfold-heat-map
      name=${title}
      .matrix=${matrixOf(chosen, values, kind, units)}
      .scale=${scaleOf([extentOf(values)])}
      .words=${words}
      scheme=${scheme}
    ></unfold-heat-map>`;
  return html`<div class="pair">
    ${map(say('gradientsOf', { name }), gradients)} ${map(say('movesOf', { name }), moves)}
  </div>`;
}
