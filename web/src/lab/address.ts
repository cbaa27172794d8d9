// Address: the page's fragment as a place where inputs live.
import type { Link } from './link';
import type { Values } from './values';

const NOTHING: Link = { preset: '', inputs: {}, damaged: false };

/** What the fragment says; null if it is not about inputs (a place in the page). */
export async function read(): Promise<Link | null> {
  const { hash } = location;
  if (!hash.includes('=')) return hash === '' ? { ...NOTHING } : null;
  return (await import('./link')).readLink(hash);
}

/** Settles when the changes asked for so far are in the address. */
let written = Promise.resolve();

function go(preset: string, inputs: Values, how: 'pushState' | 'replaceState'): Promise<void> {
  const write = async () => {
    const { writeLink } = await import('./link');
    const fragment = await writeLink(preset, inputs);
    history[how](history.state, '', location.pathname + location.search + fragment);
  };
  written = written.then(write).catch(() => {
    // A sandboxed page has no history, and a browser refuses too many changes at once.
  });
  return written;
}

/** While typing: the same entry. */
export const replace = (preset: string, inputs: Values) => go(preset, inputs, 'replaceState');

/** A preset: an entry of its own. */
export const push = (preset: string, inputs: Values) => go(preset, inputs, 'pushState');

/** Calls back when the reader goes to another fragment, until the returned function is called. */
export function follow(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}
