// Arrow keys in a grid of cells: to the cell beside, but to the sides only from the edge of its text.

const directions: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The caret can go no further, or all is selected. */
function isAtEdge({ selectionStart, selectionEnd, value }: HTMLInputElement, right: number) {
  const isAtStart = selectionStart === 0;
  const isAtEnd = selectionEnd === value.length;
  return right < 0 ? selectionEnd === 0 || (isAtStart && isAtEnd) : isAtEnd;
}

/** Cells row by row. */
export function moveInGrid(event: KeyboardEvent, cells: HTMLInputElement[], columns: number): void {
  const direction = directions[event.key];
  const isShortcut = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  const cell = event.target as HTMLInputElement;
  if (!direction || isShortcut || (direction[1] !== 0 && !isAtEdge(cell, direction[1]))) return;
  const at = cells.indexOf(cell);
  const column = (at % columns) + direction[1];
  if (column < 0 || column >= columns) return;
  const next = cells[at + direction[0] * columns + direction[1]];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}
