// What is seen of the way back through a run, once it has begun: parts of its controls.
import { html, nothing } from 'lit';
import type { Words } from '../../i18n/words';
import type { LabRun } from '../run';
import type { StepWish } from './scrubber';

export function timelineView(words: Words, run: LabRun, wished: (event: StepWish) => void) {
  const { timeline, results } = run;
  if (!timeline) return nothing;
  const { trip, newest, isBroken } = timeline;
  const isAway = trip !== null || timeline.isPast(results) || isBroken;
  return html`<unfold-scrubber
      slot="track"
      .words=${words}
      .timeline=${timeline}
      step=${results.step}
      newest=${newest.step}
      total=${Math.max(results.total, newest.total)}
      ?going=${run.isTravelling}
      ?disabled=${!run.canTrain || isBroken}
      @step-wish=${wished}
    ></unfold-scrubber>
    ${
      isAway
        ? html`<unfold-whereabouts
            slot="figures"
            .words=${words}
            .timeline=${timeline}
            .trip=${trip && { ...trip }}
            step=${results.step}
            newest=${newest.step}
            @step-wish=${wished}
          ></unfold-whereabouts>`
        : nothing
    }`;
}
