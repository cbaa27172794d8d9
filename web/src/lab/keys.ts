// Keys: space or k plays and pauses, s steps, r resets, while the focus is inside and not in a field.
import type { Command } from './events';

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
