// A training step against its size: does the cost grow with the work?
import { digits } from './table.mjs';

const base = { kind: 'seq', cell: 'lstm', on: 'last', loss: 'ce', input: 16, out: 10 };
const usual = { layers: 1, hidden: 64, batch: 32, seq: 20 };

const ranges = {
  seq: [5, 10, 20, 50, 100, 200, 400],
  batch: [1, 2, 3, 4, 8, 16, 25, 32, 64, 100, 128, 256, 500, 512, 1024],
  hidden: [4, 5, 8, 10, 16, 25, 32, 50, 64, 100, 128, 150, 200, 256, 400, 512],
  layers: [1, 2, 3, 4],
};
const titles = { seq: 'time steps', batch: 'batch', hidden: 'hidden units', layers: 'layers' };

export const series = Object.entries(ranges).map(([key, sizes]) => ({
  key,
  title: titles[key],
  sizes,
  specs: sizes.map((size) => ({ ...base, ...usual, [key]: size })),
}));

/** How far a point's time is off the line through its neighbours' times over their flops. */
export function offNeighbours(before, point, after) {
  const share = (point.flops - before.flops) / (after.flops - before.flops);
  const expected = before.time + share * (after.time - before.time);
  return Math.max(point.time / expected, expected / point.time);
}

export const most = 1.5;

/** For each point its distance from its neighbours' line; the ends have none. */
export function withDistances(points) {
  return points.map((point, i) =>
    i === 0 || i === points.length - 1
      ? point
      : { ...point, off: offNeighbours(points[i - 1], point, points[i + 1]) },
  );
}

export function curveLines({ title, points }) {
  const rows = points.map(({ size, time, flops, off }) => [
    String(size),
    digits(time),
    digits(flops / 1e6),
    digits(flops / time / 1e6),
    off === undefined ? '' : `${off.toFixed(2)}${off > most ? '  too far' : ''}`,
  ]);
  const head = [title, 'ms a step', 'Mflop', 'GF/s', 'off its neighbours'];
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((cells) => cells[i].length)));
  return [head, ...rows].map((cells) =>
    cells
      .map((cell, i) => cell.padStart(widths[i]))
      .join('  ')
      .trimEnd(),
  );
}

const size = { width: 360, height: 240, left: 56, bottom: 40, top: 28, right: 12 };

/** A logarithmic axis from the smallest to the largest value. */
function axis(values, from, to) {
  const low = Math.log10(Math.min(...values));
  const high = Math.log10(Math.max(...values));
  return (value) => from + ((Math.log10(value) - low) / (high - low || 1)) * (to - from);
}

function ticks(values, at) {
  const low = Math.ceil(Math.log10(Math.min(...values)));
  const high = Math.floor(Math.log10(Math.max(...values)));
  const powers = Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => 10 ** (low + i));
  return powers.map((value) => ({ value, at: at(value) }));
}

function chart({ title, points }, left, top) {
  const bottom = size.height - size.bottom;
  const x = axis(
    points.map((point) => point.flops),
    size.left,
    size.width - size.right,
  );
  const y = axis(
    points.map((point) => point.time),
    bottom,
    size.top,
  );
  const line = points.map(({ flops, time }) => `${x(flops).toFixed(1)},${y(time).toFixed(1)}`);
  const dots = points.map(({ size: label, flops, time, off }) => {
    const fill = off > most ? '#c22' : '#26c';
    return `<circle cx="${x(flops).toFixed(1)}" cy="${y(time).toFixed(1)}" r="3" fill="${fill}"><title>${label}: ${digits(time)} ms</title></circle>`;
  });
  const marks = [
    ...ticks(
      points.map((point) => point.time),
      y,
    ).map(
      ({ value, at }) =>
        `<text x="${size.left - 6}" y="${at + 4}" text-anchor="end">${value}</text>`,
    ),
    ...ticks(
      points.map((point) => point.flops),
      x,
    ).map(
      ({ value, at }) =>
        `<text x="${at}" y="${bottom + 16}" text-anchor="middle">${value / 1e6}</text>`,
    ),
  ];
  return `<g transform="translate(${left} ${top})">
<text x="${size.left}" y="16" font-weight="bold">ms a step against Mflop: ${title} ${points[0].size} to ${points.at(-1).size}</text>
<path d="M${size.left} ${size.top}V${bottom}H${size.width - size.right}" fill="none" stroke="#888"/>
<polyline points="${line.join(' ')}" fill="none" stroke="#26c"/>
${[...dots, ...marks].join('\n')}
</g>`;
}

/** The four curves as an SVG, both axes logarithmic; points that are too far off are red. */
export function curvesSvg(curves) {
  const charts = curves.map((curve, i) =>
    chart(curve, (i % 2) * size.width, Math.floor(i / 2) * size.height),
  );
  const width = 2 * size.width;
  const height = Math.ceil(curves.length / 2) * size.height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">
<rect width="${width}" height="${height}" fill="#fff"/>
${charts.join('\n')}
</svg>
`;
}
