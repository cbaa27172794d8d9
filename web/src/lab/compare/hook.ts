// What of comparing is there from the first: the places of its two elements, which come once the page
// rests. Labs that compute at once have no run to pin.
import { html, nothing } from 'lit';
import type { Handlers, Seen } from '../lab-view';

/** The button that pins the run. */
export const pinView = (seen: Seen) => html`<unfold-pin .seen=${seen}></unfold-pin>`;

/** What is pinned, side by side, and the way to a race. */
export const compareView = (seen: Seen, { bring }: Handlers) =>
  seen.run.results.total < 2
    ? nothing
    : html`<unfold-compare .seen=${seen} .bring=${bring}></unfold-compare>`;
