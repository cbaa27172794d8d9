// A network in small, unrolled over time.
import type { Frame, NetworkInfo } from '../../../bindings/wasm/engine.d.ts';
import { sayIn } from '../../src/i18n/network.ts';
import { layOutNetwork } from '../../src/panels/network/layout.ts';
import { sequenceOf } from '../../src/panels/network/sequence.ts';
import { drawingView } from '../../src/panels/network/svg.ts';
import { markup } from '../network/markup.ts';
import { round, type Box } from './canvas.ts';

/** Room for a word of five symbols. */
const WIDTH = 302;
/** Below it nobody reads what stands in the cells. */
const READABLE = 0.5;

export function networkPicture(network: NetworkInfo, frame: Frame, box: Box): string {
  const sequence = sequenceOf(frame);
  const layOut = (width: number) =>
    layOutNetwork(network, sequence, sayIn('en'), width, { hasLabels: false });
  const { height } = layOut(WIDTH);
  const drawing = layOut(Math.max(WIDTH, (height * box.width) / box.height));
  const scale = Math.min(box.width / drawing.width, box.height / drawing.height);
  const x = box.x + (box.width - scale * drawing.width) / 2;
  const y = box.y + (box.height - scale * drawing.height) / 2;
  const look = scale < READABLE ? 'network plain' : 'network';
  return `<g class="${look}" transform="translate(${round(x)} ${round(y)}) scale(${round(scale)})">${markup(drawingView(drawing))}</g>`;
}
