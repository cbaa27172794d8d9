// The time steps that a drawing has room for: all of them, or the first ones and the last.

export interface Column {
  /** "3", or "T" where nobody knows how many there are. */
  name: string;
  /** -1 for the last of an unknown number. */
  step: number;
  /** The middle. */
  x: number;
  /** Steps are left out before it. */
  isAfterGap: boolean;
}

export interface Sizes {
  /** Of a column. */
  width: number;
  least: number;
  most: number;
  /** Room for what is left out. */
  gap: number;
}

/** Of an unknown number. */
const MOST_UNKNOWN = 5;
const NEITHER = { step: -1, isAfterGap: true };

/** As many as there is room for; the first and the last. */
function shownSteps(steps: number, room: number): Pick<Column, 'step' | 'name' | 'isAfterGap'>[] {
  const at = (step: number) => ({ step, name: String(step + 1), isAfterGap: false });
  if (steps > 0 && steps <= room) return Array.from({ length: steps }, (_, i) => at(i));
  const first = Array.from(
    { length: Math.max(1, Math.min(room, steps || MOST_UNKNOWN) - 1) },
    (_, i) => at(i),
  );
  if (steps === 0) return [...first, { ...NEITHER, name: 'T' }];
  return [...first, { ...at(steps - 1), isAfterGap: true }];
}

/** From `left` on, within this width. */
export function columnsFor(steps: number, left: number, width: number, sizes: Sizes): Column[] {
  const fitting = (room: number) => Math.floor((room + sizes.least) / (sizes.width + sizes.least));
  const whole = fitting(width);
  const isWhole = steps > 0 && steps <= whole;
  const shown = shownSteps(steps, isWhole ? whole : Math.max(2, fitting(width - sizes.gap)));
  const taken = shown.length * sizes.width + (isWhole ? 0 : sizes.gap);
  const spread = Math.floor((width - taken) / Math.max(1, shown.length - 1));
  const between = Math.max(sizes.least, Math.min(sizes.most, spread));
  let x = left + sizes.width / 2;
  return shown.map((column, i) => {
    if (i > 0) x += sizes.width + between + (column.isAfterGap ? sizes.gap : 0);
    return { ...column, x };
  });
}
