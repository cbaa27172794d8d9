// Keys: space or k plays and pauses, s steps, r resets, outside of fields: on a lab's own page
// everywhere, else while the focus is inside. What is typed inside does not reach the page around it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Command } from './events';

const FIELDS = 'input, select, textarea, [contenteditable]';
const PRESSABLE = 'button, summary, a';
const TYPES = ['keydown', 'keypress', 'keyup'] as const;

export interface Host extends ReactiveControllerHost, HTMLElement {
  /** The inputs live in the page's address: the page is the lab's own. */
  readonly link: boolean;
  readonly takesKeys: boolean;
  readonly isRunning: boolean;
}

function commandOf(event: KeyboardEvent, running: boolean): Command | null {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || event.defaultPrevented) return null;
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches(FIELDS)) return null;
  if (event.key === ' ' && target.closest(PRESSABLE)) return null;
  const play = running ? 'pause' : 'play';
  const commands: Record<string, Command> = { ' ': play, k: play, s: 'step', r: 'reset' };
  return commands[event.key] ?? null;
}

/** Keys that the page around a lab may want whatever has the focus. */
const OF_THE_PAGE = /^(Escape|Tab|F\d+|.*Lock)$/;

/** What a slide show around the lab would take for its own. */
function isOwn(event: KeyboardEvent): boolean {
  const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
  return event.defaultPrevented || (!isShortcut && !OF_THE_PAGE.test(event.key));
}

export class Keys implements ReactiveController {
  #host: Host;
  #obey: (command: Command) => void;

  constructor(host: Host, obey: (command: Command) => void) {
    this.#host = host;
    this.#obey = obey;
    host.addController(this);
  }

  get holdOnPage(): boolean {
    return this.#host.link && window.parent === window;
  }

  hostConnected(): void {
    for (const type of TYPES) this.#host.addEventListener(type, this.#press);
    if (this.holdOnPage) window.addEventListener('keydown', this.#command);
  }

  hostDisconnected(): void {
    for (const type of TYPES) this.#host.removeEventListener(type, this.#press);
    window.removeEventListener('keydown', this.#command);
  }

  #press = (event: KeyboardEvent): void => {
    if (event.type === 'keydown') this.#command(event);
    if (isOwn(event)) event.stopPropagation();
  };

  #command = (event: KeyboardEvent): void => {
    const { takesKeys, isRunning } = this.#host;
    const command = takesKeys ? commandOf(event, isRunning) : null;
    if (!command) return;
    event.preventDefault();
    this.#obey(command);
  };
}
