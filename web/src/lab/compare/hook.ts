// What of comparing is there from the first: the places of its two elements, which come once the page
// rests. Labs that compute at once have no run to pin.
import { html, nothing } from 'lit';
import type { Setup } from '../../engine/types';
import type { Words } from '../../i18n/words';
import type { LabInputs } from '../inputs';
import type { LabRun } from '../run';

/** The button that pins the run. */
export const pinView = (words: Words, inputs: LabInputs, run: LabRun) =>
  html`<unfold-pin
    .words=${words}
    .inputs=${inputs}
    .run=${run}
    step=${run.results.step}
  ></unfold-pin>`;

/** What is pinned, side by side, and the way to a race. */
export function compareView(
  words: Words,
  inputs: LabInputs,
  run: LabRun,
  locked: ReadonlySet<string>,
  bring: (setup: Setup) => void,
) {
  const { results, running, stale } = run;
  if (results.total < 2) return nothing;
  return html`<unfold-compare
    .words=${words}
    .inputs=${inputs}
    .values=${inputs.values}
    .run=${run}
    .results=${results}
    .locked=${locked}
    .bring=${bring}
    step=${results.step}
    ?running=${running}
    ?stale=${stale}
  ></unfold-compare>`;
}
