// The part of the plane that a map of points shows: equally scaled in both directions, y upwards.

export interface Size {
  width: number;
  height: number;
}

export interface View {
  /** What stands in the middle. */
  x: number;
  y: number;
  /** Pixels of a unit. */
  scale: number;
}

export interface Bounds {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Room around all points, for their names. */
const MARGIN = { x: 44, y: 20 };
/** How far a view may be from the whole map. */
const FARTHEST = 0.5;
const NEAREST = 400;

/** x and y of each in turn; those that are nowhere are left out. */
export function boundsOf(at: Float32Array): Bounds {
  const bounds = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (let i = 0; i < at.length; i += 2) {
    const x = at[i]!;
    const y = at[i + 1]!;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (x < bounds.left) bounds.left = x;
    if (x > bounds.right) bounds.right = x;
    if (y < bounds.bottom) bounds.bottom = y;
    if (y > bounds.top) bounds.top = y;
  }
  return bounds;
}

/** All of it. */
export function wholeView(
  { left, right, bottom, top }: Bounds,
  { width, height }: Size,
  margin = MARGIN,
): View {
  if (!(left <= right)) return { x: 0, y: 0, scale: 1 };
  const across = Math.max(1, width - 2 * margin.x) / (right - left);
  const upright = Math.max(1, height - 2 * margin.y) / (top - bottom);
  const scale = Math.min(across, upright);
  const isPoint = !Number.isFinite(scale);
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale: isPoint ? 1 : scale };
}

export const toScreen = (view: View, { width, height }: Size, x: number, y: number) => ({
  x: width / 2 + (x - view.x) * view.scale,
  y: height / 2 - (y - view.y) * view.scale,
});

/** Moved by so many pixels, as a hand moves paper. */
export const panned = (view: View, right: number, down: number): View => ({
  ...view,
  x: view.x - right / view.scale,
  y: view.y + down / view.scale,
});

/** Larger by this factor, as far as it goes; the place under these pixels stays. */
export function zoomed(
  view: View,
  whole: View,
  size: Size,
  factor: number,
  x = size.width / 2,
  y = size.height / 2,
): View {
  const least = whole.scale * FARTHEST;
  const scale = Math.min(whole.scale * NEAREST, Math.max(least, view.scale * factor));
  const kept = 1 / view.scale - 1 / scale;
  return {
    x: view.x + (x - size.width / 2) * kept,
    y: view.y - (y - size.height / 2) * kept,
    scale,
  };
}

/** The point nearest to a place; -1 if none is within this distance. */
export function nearestTo(at: Float32Array, x: number, y: number, within: number): number {
  let best = -1;
  let least = within * within;
  for (let i = 0; i < at.length; i += 2) {
    const distance = (at[i]! - x) ** 2 + (at[i + 1]! - y) ** 2;
    if (distance > least) continue;
    least = distance;
    best = i / 2;
  }
  return best;
}

/** The nearest point in a direction, not more than half a right angle aside; -1 if there is none. */
export function nearestTowards(at: Float32Array, from: number, right: number, up: number): number {
  const x = at[2 * from]!;
  const y = at[2 * from + 1]!;
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < at.length; i += 2) {
    const dx = at[i]! - x;
    const dy = at[i + 1]! - y;
    const ahead = dx * right + dy * up;
    const aside = Math.abs(dx * up + dy * right);
    const distance = dx * dx + dy * dy;
    if (!(ahead > 0) || aside > ahead || distance >= least) continue;
    least = distance;
    best = i / 2;
  }
  return best;
}

/** So many other points around one, the nearest first. */
export function neighboursOf(at: Float32Array, of: number, most: number): number[] {
  const x = at[2 * of]!;
  const y = at[2 * of + 1]!;
  const nearest: { i: number; distance: number }[] = [];
  for (let i = 0; i < at.length / 2; ++i) {
    const distance = (at[2 * i]! - x) ** 2 + (at[2 * i + 1]! - y) ** 2;
    if (i === of || Number.isNaN(distance)) continue;
    if (nearest.length === most && distance >= nearest[most - 1]!.distance) continue;
    const place = nearest.findIndex((other) => other.distance > distance);
    nearest.splice(place < 0 ? nearest.length : place, 0, { i, distance });
    nearest.length = Math.min(nearest.length, most);
  }
  return nearest.map(({ i }) => i);
}
