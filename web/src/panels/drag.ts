// A number that is dragged: tells how far the pointer is from where it went down, until it lets go.

/** Pixels to the right and up. A pointer that has not moved has told nothing. */
export function drag(
  down: PointerEvent,
  moved: (right: number, up: number) => void,
  target = down.currentTarget as HTMLElement,
): void {
  if (down.button !== 0) return;
  target.setPointerCapture(down.pointerId);
  const move = ({ clientX, clientY }: PointerEvent) =>
    moved(clientX - down.clientX, down.clientY - clientY);
  const end = () => {
    target.removeEventListener('pointermove', move);
    target.removeEventListener('pointerup', end);
    target.removeEventListener('pointercancel', end);
  };
  target.addEventListener('pointermove', move);
  target.addEventListener('pointerup', end);
  target.addEventListener('pointercancel', end);
}
