// Numbers that a reader holds at values of their own while a network is looked into, as the engine takes
// them: "0/0.f(0,1,2):0.5;0/1b.bias(3):-1".
import type { CellAt, VectorName } from './cell';
import type { Place } from './places';

export interface Held {
  /** "0/0.f(0,1,2)" */
  where: string;
  value: number;
}

export const LARGEST = 1e6;
/** More would make a link that nobody can send. */
export const MOST_HELD = 40;

const written = ({ where, value }: Held): string => `${where}:${value}`;

export const heldText = (all: Held[]): string => all.map(written).join(';');

/** What cannot be read at all is passed on, so that the engine refuses it. */
export function readHeld(text: string): Held[] {
  return text
    .split(';')
    .filter((part) => part !== '')
    .map((part) => {
      const colon = part.lastIndexOf(':');
      return { where: part.slice(0, Math.max(0, colon)), value: Number(part.slice(colon + 1)) };
    });
}

/** With this number at this value, or with what it is by itself (null). */
export function withHeld(all: Held[], where: string, value: number | null): Held[] {
  const others = all.filter((each) => each.where !== where);
  if (value === null) return others;
  const held = { where, value: Math.min(LARGEST, Math.max(-LARGEST, value)) };
  const isNew = others.length === all.length;
  return isNew
    ? [...others, held].slice(0, MOST_HELD)
    : all.map((each) => (each.where === where ? held : each));
}

/** The text after that. */
export const turnedText = (text: string, where: string, value: number | null): string =>
  heldText(withHeld(readHeld(text), where, value));

export const heldAt = (all: Held[], where: string): number | null =>
  all.find((each) => each.where === where)?.value ?? null;

const cellOf = ({ network, layer, backwards }: Place): string =>
  `${network}/${layer}${backwards ? 'b' : ''}`;

/** A number of the drawing. The state before is what the step before has left. */
export function whereIs(
  place: Place,
  example: number,
  cell: CellAt,
  name: VectorName,
  unit: number,
): string {
  const step = name === 'h' || name === 'c' ? cell.read : cell.read - 1;
  return `${cellOf(place)}.${name.replace('_before', '')}(${example},${step},${unit})`;
}

export const whereWeight = (place: Place, name: string, at: number[]): string =>
  `${cellOf(place)}.${name}(${at.join(',')})`;
