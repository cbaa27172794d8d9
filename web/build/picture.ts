// A lab's result in small: an SVG of what its default run shows, coloured by the page's theme.
import type { Frame, Images, Matrix, NetworkInfo } from '../../bindings/wasm/engine.d.ts';
import { groupCurves } from '../src/panels/curve-groups.ts';
import { height, svg, width } from './picture/canvas.ts';
import { heatMap } from './picture/heat-map.ts';
import { imageGrid } from './picture/images.ts';
import { letters, paragraph, SHORT } from './picture/letters.ts';
import { curves, plot } from './picture/lines.ts';
import { named } from './picture/named.ts';
import { networkPicture } from './picture/network.ts';
import { pointMap } from './picture/points.ts';

const all = { x: 24, y: 14, width: width - 48, height: height - 28 };

const givens = /^(input|kernel|weights|initial_.*)$/;

/** What the lab computes, not what it was given; `outputs` where there are some. */
function telling(matrices: Record<string, Matrix>): Matrix | undefined {
  const own = Object.entries(matrices).filter(([name]) => !givens.test(name));
  const size = (matrix: Matrix) => matrix.values.length;
  const largest = own.map(([, matrix]) => matrix).sort((a, b) => size(b) - size(a))[0];
  return matrices.outputs ?? largest;
}

/** The curves of the first chart, if they have become lines. */
function trained(frame: Frame): string[] {
  const [names = []] = groupCurves(frame.curves);
  return names.filter((name) => frame.curves[name]!.x.length > 1);
}

/** A picture, and what is made of it as time goes by. */
function reading(image: Images, matrix: Matrix): string {
  const side = 72;
  const left = imageGrid(
    { ...image, wrong: [] },
    { ...all, y: (height - side) / 2, width: side, height: side },
  );
  const stretched = {
    ...all,
    x: all.x + side + 16,
    width: all.width - side - 16,
    height: side / 2,
  };
  return `${left}<g transform="translate(0 ${(height - side) / 2}) scale(1 2)">${heatMap(matrix, { ...stretched, y: 0 })}</g>`;
}

/** A curve against several levels says more than anything else. */
const isAgainstLevels = (frame: Frame, names: string[]) =>
  frame.levels.filter(({ curve }) => names.includes(curve)).length > 1;

function drawing(frame: Frame): string {
  const names = trained(frame);
  const pictures = Object.values(frame.images);
  const one = pictures.find(({ shape }) => shape[0] === 1);
  const read = Object.values(frame.matrices).find(({ axes }) => axes[0] === 'time');
  const images = pictures.find(({ shape }) => shape[0]! > 1);
  const [first] = Object.values(frame.plots);
  const [text] = Object.values(frame.texts).sort((a, b) => b.value.length - a.value.length);
  const matrix = telling(frame.matrices);
  const points = Object.values(frame.points).find(({ at }) => at.length > 0);
  const isLong = text !== undefined && [...text.value].length > SHORT;
  if (points) return pointMap(points, all);
  if (one && read) return reading(one, read);
  if (images) return imageGrid(images, all);
  if (isAgainstLevels(frame, names)) return curves(frame, names, all);
  if (first) return plot(first, all);
  if (frame.total === 1 && matrix) return heatMap(matrix, all);
  if (isLong) return paragraph(text, all);
  if (names.length > 0 && text) {
    return (
      curves(frame, names, { ...all, height: 56 }) + letters(text, { ...all, y: 86, height: 18 })
    );
  }
  if (names.length > 0) return curves(frame, names, all);
  if (matrix) return heatMap(matrix, all);
  return text ? letters(text, { ...all, height: 52 }) : '';
}

/** `names` are those of the reports that the lab itself would show, or "network", if it names any. */
export function picture(
  frame: Frame,
  names: string[] = [],
  network: NetworkInfo | null = null,
): string {
  if (names.length === 0) return svg(drawing(frame));
  if (names[0] !== 'network') return svg(named(frame, names)(all));
  if (!network) throw new Error('A picture is to show the network of a lab that gives none.');
  return svg(networkPicture(network, frame, all));
}
