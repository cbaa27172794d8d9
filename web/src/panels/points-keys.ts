// Keys on a map of points.

export interface Commands {
  /** Moves the map so many steps to the right and up. */
  push(right: number, up: number): void;
  /** Moves the cursor to the next point in a direction. */
  walk(right: number, up: number): void;
  closer(): void;
  farther(): void;
  showAll(): void;
  /** Moves the cursor to the most frequent word. */
  begin(): void;
  /** Marks what is under the cursor. */
  choose(): void;
  clear(): void;
}

const arrows: Record<string, [right: number, up: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const others: Record<string, Exclude<keyof Commands, 'push' | 'walk'>> = {
  '+': 'closer',
  '=': 'closer',
  '-': 'farther',
  '0': 'showAll',
  Home: 'begin',
  Enter: 'choose',
  Escape: 'clear',
};

/** Does what the key means here, and nothing else then does. */
export function obey(event: KeyboardEvent, commands: Commands): void {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (Object.hasOwn(arrows, key)) commands[shiftKey ? 'push' : 'walk'](...arrows[key]!);
  else if (Object.hasOwn(others, key)) commands[others[key]!]();
  else return;
  event.preventDefault();
}
