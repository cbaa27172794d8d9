// What is said of the number that is picked: what it is, how it came about and what it means.
import { html } from 'lit';
import { fullNumber } from '../../base/numbers';
import type { InsideKey, SayInside } from '../../i18n/inside';
import type { CellAt, VectorName } from './cell';
import type { Picked } from './drawing';
import { formulaOf, symbol } from './formulas';

/** What the number means, beside its formula; a share where it is one. */
const meanings: Record<VectorName, InsideKey> = {
  x: 'aboutX',
  c_before: 'aboutBefore',
  h_before: 'aboutBefore',
  i: 'aboutI',
  f: 'aboutF',
  g: 'aboutG',
  o: 'aboutO',
  r: 'aboutR',
  u: 'aboutU',
  candidate: 'aboutG',
  z: 'aboutZ',
  c: 'aboutC',
  h: 'aboutH',
};

function meaning(cell: CellAt, name: VectorName, value: number, say: SayInside): string {
  if (name.endsWith('_before') && cell.isFirst) return say('aboutStart');
  return say(meanings[name], { t: cell.timeBefore, share: `${Math.round(100 * value)}%` });
}

export function numberSaid(cell: CellAt, { name, unit }: Picked, isHeld: boolean, say: SayInside) {
  const value = cell.at(name, unit);
  const exact = fullNumber(value);
  const place = say(name === 'x' ? 'input' : 'unit', { n: unit + 1 });
  return html`<div class="said">
    <p class="which ${name}"><strong>${say(name)} ${symbol(cell, name)}, ${place}</strong></p>
    <p class="formula">${formulaOf(cell, name, unit, isHeld).text}</p>
    <p class="soft">
      ${meaning(cell, name, value, say)}
      ${say('exactly', { value: isHeld ? say('heldValue', { value: exact }) : exact })}
    </p>
  </div>`;
}
