// Where arrow keys lead inside a cell: through time to the sides, through units up and down.

const within = (value: number, end: number): number => Math.min(end - 1, Math.max(0, value));

/** The column of another time step; null for other keys. */
export function columnAfter({ key }: KeyboardEvent, column: number, steps: number): number | null {
  const to: Record<string, number> = {
    ArrowLeft: column - 1,
    ArrowRight: column + 1,
    Home: 0,
    End: steps - 1,
  };
  return to[key] === undefined ? null : within(to[key], steps);
}

/** Of a number of units in a column; null for other keys. */
export function placeAfter(
  { key }: KeyboardEvent,
  at: { unit: number; column: number },
  { units, steps }: { units: number; steps: number },
): { unit: number; column: number } | null {
  const to: Record<string, [unit: number, column: number]> = {
    ArrowUp: [at.unit - 1, at.column],
    ArrowDown: [at.unit + 1, at.column],
    Home: [0, at.column],
    End: [units - 1, at.column],
    ArrowLeft: [at.unit, at.column - 1],
    ArrowRight: [at.unit, at.column + 1],
  };
  const [unit, column] = to[key] ?? [];
  if (unit === undefined || column === undefined) return null;
  return { unit: within(unit, units), column: within(column, steps) };
}
