// Keys: space or k plays and pauses, s steps, r resets, while the focus is inside and not in a field.
import type { Command } from './events';

/** Keys that the page around a lab may want whatever has the focus. */
const OF_THE_PAGE = /^(Escape|Tab|F\d+|.*Lock)$/;

/** A key typed in a lab does not drive the page around it, as slides do. */
export function keepInside(event: KeyboardEvent): void {
  const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
  if (!isShortcut && !OF_THE_PAGE.test(event.key)) event.stopPropagation();
}

const FIELDS = 'input, select, textarea, [contenteditable]';
const PRESSABLE = 'button, summary, a';

export function commandOf(event: KeyboardEvent, running: boolean): Command | null {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || event.defaultPrevented) return null;
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches(FIELDS)) return null;
  if (event.key === ' ' && target.closest(PRESSABLE)) return null;
  const play = running ? 'pause' : 'play';
  const commands: Record<string, Command> = { ' ': play, k: play, s: 'step', r: 'reset' };
  return commands[event.key] ?? null;
}
