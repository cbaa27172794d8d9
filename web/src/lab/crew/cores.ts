// Cores: how many share the work of a long step. It is the reader's choice, for all labs, where the
// page does not say.
import { keep, kept } from '../../base/storage';

export const all = (): number => globalThis.navigator?.hardwareConcurrency || 1;

/** Those that the page says, or else the reader has chosen, or else all; never more than there are. */
export function chosen(said: number): number {
  const cores = said || Number(kept('cores')) || all();
  return Math.max(1, Math.min(cores, all()));
}

export const choose = (cores: number): void => keep('cores', cores < all() ? String(cores) : '');
