// Gates and states over time as heat maps: rows of units, on one scale.
import { html } from 'lit';
import type { SayInside } from '../../i18n/inside';
import type { Words } from '../../i18n/words';
import '../heat-map';
import type { Numbered } from '../layout';
import type { Pointed } from '../pointing';
import { extentOf, scaleOf } from '../scale';
import { vectorsOf, type CellAt, type VectorName } from './cell';

/** Numbers that the maps show all at once. */
const MOST_MAPPED = 16000;

/** `unitAxis` is what other panels know its units by; `isKnown` says whether a vector of the time step in a column is computed by now. */
export function mapsView(
  cell: CellAt,
  unitAxis: string,
  within: Pointed,
  picked: VectorName,
  words: Words,
  scheme: string,
  say: SayInside,
  isKnown: (name: VectorName, column: number) => boolean,
) {
  const all = vectorsOf(cell.layer).filter((name) => name !== 'x' && !name.endsWith('_before'));
  const { units, steps } = cell;
  const isSmall = all.length * units * steps <= MOST_MAPPED;
  const names = isSmall ? all : [all.includes(picked) ? picked : ('h' as const)];
  const values = new Float32Array(names.length * units * steps);
  names.forEach((name, i) => values.set(cell.overTime(name), i * units * steps));
  const matrix: Numbered = {
    shape: [names.length, units, steps],
    values: values.map((value, i) =>
      isKnown(names[Math.floor(i / (units * steps))]!, i % steps) ? value : NaN,
    ),
    axes: ['', 'unit', 'time'],
    ticks: [names.map((name) => say(name)), [], []],
    first: 1,
  };
  return html`<div class="maps">
    <unfold-heat-map
      name=${say(cell.layer.kind === 'rnn' ? 'overTimeRnn' : 'overTime')}
      .matrix=${matrix}
      .scale=${scaleOf([extentOf(values)])}
      .words=${words}
      .within=${within}
      .unitAxis=${unitAxis}
      scheme=${scheme}
    ></unfold-heat-map>
  </div>`;
}
