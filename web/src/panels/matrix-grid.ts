// A matrix as a table: a line for each row of each block.
import type { Matrix } from '../engine/types';
import type { Words } from '../i18n/words';
import { tick, type Layout } from './layout';
import type { Grid } from '../base/csv';

export function matrixGrid(matrix: Matrix, layout: Layout, words: Words): Grid {
  const { rows, columns, rowAxis, columnAxis, blocks } = layout;
  const axisName = (axis: number) => (axis < 0 ? '' : words.axis(matrix.axes[axis] ?? ''));
  const leading = blocks[0]?.lead.map(({ axis }) => axisName(axis)) ?? [];
  const over = Array.from({ length: columns }, (_, column) =>
    `${axisName(columnAxis)} ${tick(matrix, columnAxis, column, [])}`.trim(),
  );
  return {
    columns: [...leading, axisName(rowAxis), ...over],
    rows: blocks.flatMap(({ lead, at }) =>
      Array.from({ length: rows }, (_, row) => [
        ...lead.map(({ axis, index }) => tick(matrix, axis, index, lead)),
        tick(matrix, rowAxis, row, lead),
        ...Array.from({ length: columns }, (_, column) => matrix.values[at(row, column)]!),
      ]),
    ),
  };
}
