// The table: a line for each workload, a column for each figure.

/** Three digits that mean something: 0.00812, 4.87, 271. */
export const digits = (value) =>
  value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

const bytes = (value) => (value >= 1e6 ? `${digits(value / 1e6)} MB` : `${digits(value)} B`);
export const rate = ({ flops, median }) => flops / median / 1e6;

/** Multiply and add have no step. */
const time = ({ name }, milliseconds) => (name === 'limit' ? '' : digits(milliseconds));

const columns = [
  ['ms a step', (row) => time(row, row.median)],
  ['fastest', (row) => time(row, row.fastest)],
  ['GF/s', (row) => digits(rate(row))],
  ['of limit', (row, limit) => `${Math.round((100 * rate(row)) / limit)} %`],
  ['allocated', ({ allocated }) => (allocated === undefined ? '' : bytes(allocated))],
  ['memory', ({ memory }) => (memory === undefined ? '' : bytes(memory))],
];

const ratio = (value) => (value === undefined ? '' : `${digits(value)} x`);

/** Rows of measures under their head, as lines of text. `ratios` of a row are by peers' titles. */
export function tableLines(rows, peers = []) {
  const { flops, fastest } = rows.find(({ name }) => name === 'limit');
  const limit = rate({ flops, median: fastest });
  const head = ['', ...columns.map(([title]) => title), ...peers];
  const body = rows.map((row) => [
    row.title ?? row.name,
    ...columns.map(([, cell]) => cell(row, limit)),
    ...peers.map((title) => ratio(row.ratios?.[title])),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((cells) => cells[i].length)));
  return [head, ...body].map((cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}
