// Address: the page's fragment as a place where inputs live.
import type { Link } from './link';
import type { Values } from './values';

const NOTHING: Link = { preset: '', inputs: {}, damaged: false, pins: '', hand: '' };

/** The runs that are pinned, which the fragment carries whatever the inputs become. */
let pinned = '';
/** The numbers held inside the network of the run that there is. */
let held = '';
let isHeldByLink = false;

/** What the fragment says; null if it is not about inputs (a place in the page). */
export async function read(): Promise<Link | null> {
  const { hash } = location;
  if (!hash.includes('=')) return hash === '' ? { ...NOTHING } : null;
  const link = await (await import('./link')).readLink(hash);
  pinned = link.pins || pinned;
  held = link.hand;
  isHeldByLink ||= held !== '';
  return link;
}

/** Settles when the changes asked for so far are in the address. */
let written = Promise.resolve();

/** After whatever is asked for before. */
function write(
  fragment: (link: typeof import('./link')) => string | Promise<string>,
  how: 'pushState' | 'replaceState',
): Promise<void> {
  const work = async () => {
    const link = await import('./link');
    const inputs = link.withBeside(await fragment(link), 'pins', pinned);
    const whole = link.withBeside(inputs, 'hand', held);
    history[how](history.state, '', location.pathname + location.search + whole);
  };
  written = written.then(work).catch(() => {
    // A sandboxed page has no history, and a browser refuses too many changes at once.
  });
  return written;
}

/** While typing: the same entry. */
export const replace = (preset: string, inputs: Values) =>
  write(({ writeLink }) => writeLink(preset, inputs), 'replaceState');

/** A preset: an entry of its own. */
export const push = (preset: string, inputs: Values) =>
  write(({ writeLink }) => writeLink(preset, inputs), 'pushState');

export const pins = (): string => pinned;

/** Other runs are pinned. The address has them at once, unless it names a place in the page. */
export async function pin(pins: string): Promise<void> {
  pinned = pins;
  await write(() => location.hash, 'replaceState');
}

export const hand = (): string => held;

/** Whether the reader has come to see such numbers. */
export const showsHand = (): boolean => isHeldByLink;

/** Other numbers are held. */
export async function hold(text: string): Promise<void> {
  if (text === held) return;
  held = text;
  await write(() => location.hash, 'replaceState');
}

/** Calls back when the reader goes to another fragment, until the returned function is called. */
export function follow(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}
