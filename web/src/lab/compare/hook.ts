// What of comparing is there from the first: the places of its two elements, which come once the page
// rests. Labs that compute at once have no run to pin.
import { html, nothing } from 'lit';
import type { Setup } from '../../engine/types';
import type { Words } from '../../i18n/words';
import type { LabInputs } from '../inputs';
import type { LabRun } from '../run';

/** What is seen of a lab, as far as runs are compared. */
export interface Seen {
  words: Words;
  inputs: LabInputs;
  run: LabRun;
  locked: ReadonlySet<string>;
}

/** The button that pins the run. */
export const pinView = (seen: Seen) => html`<unfold-pin slot="pin" .seen=${seen}></unfold-pin>`;

/** What is pinned, side by side, and the way to a race; `bring` gives the lab a run's inputs. */
export const compareView = (seen: Seen, { bring }: { bring: (setup: Setup) => void }) =>
  seen.run.results.total < 2
    ? nothing
    : html`<unfold-compare .seen=${seen} .bring=${bring}></unfold-compare>`;
