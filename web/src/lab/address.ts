// Address: the page's fragment as a place where inputs live.
import { readLink, writeLink, type Link } from '../state/link';
import type { Values } from '../state/values';

/** What the fragment says; null if it is not about inputs (a place in the page). */
export function read(): Link | null {
  const { hash } = location;
  return hash === '' || hash.includes('=') ? readLink(hash) : null;
}

function go(preset: string, inputs: Values, how: 'pushState' | 'replaceState'): void {
  const url = location.pathname + location.search + writeLink(preset, inputs);
  try {
    history[how](history.state, '', url);
  } catch {
    // A sandboxed page has no history, and a browser refuses too many changes at once.
  }
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
