// A map of words in small: its points, and the names of a few.
import type { Points } from '../../../bindings/wasm/engine.d.ts';
import { placeLabels } from '../../src/panels/points-labels.ts';
import { boundsOf, toScreen, wholeView } from '../../src/panels/points-view.ts';
import { escape } from '../pages/html.ts';
import { round, type Box } from './canvas.ts';

const MOST = 160;
const NAMED = 7;
/** Of a letter of a name. */
const LETTER = 6.5;

export function pointMap({ at, words }: Points, box: Box): string {
  const shown = at.subarray(0, 2 * MOST);
  const room = { width: box.width + 40, height: box.height };
  const view = wholeView(boundsOf(shown), room, { x: 24, y: 4 });
  const place = (i: number) => ({
    ...toScreen(view, room, shown[2 * i]!, shown[2 * i + 1]!),
    radius: 1.5,
  });
  const places = Array.from({ length: shown.length / 2 }, (_, i) => place(i)).filter(
    ({ x, y }) => Number.isFinite(x) && Number.isFinite(y),
  );
  const left = box.x - 20;
  const dots = places.map(({ x, y }) => `M${round(left + x)} ${round(box.y + y)}h0`).join('');
  const widthOf = (i: number) => LETTER * [...words![i]!].length;
  const labels = placeLabels(room, words?.slice(0, MOST).keys() ?? [], place, widthOf);
  const names = labels.slice(0, NAMED).map(({ point, dx, dy }) => {
    const { x, y } = place(point);
    return `<text class="name" x="${round(left + x + dx)}" y="${round(box.y + y + dy + 3.5)}">${escape(words![point]!)}</text>`;
  });
  return `<path class="points" d="${dots}"/>${names.join('')}`;
}
