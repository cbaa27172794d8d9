// Traveller: takes a run to a step that it has been at. It computes on from the last checkpoint before
// that step, or from where the run is if that is nearer; what it saves on the way makes the next trip short.
import type { EngineClient } from '../../engine/client';
import { after } from '../../engine/patience';
import { Results } from '../../engine/results';
import type { Outcome, Setup } from '../../engine/types';
import { cost, LIVES, type Opener } from '../opener';
import type { Timeline } from './timeline';

/** Milliseconds that a computation has to finish once another step is wished for. */
const GRACE = 150;

/** A run on its way, and whose wishes it follows. */
export interface Journey {
  client: EngineClient;
  id: number;
  opener: Opener;
  timeline: Timeline;
  setup: Setup;
  /** Where the run is. */
  here: Results;
  /** The step wished for last; null where something else is. */
  wish(): number | null;
  /** A step that was wished for is there. */
  arrived(results: Results): void;
  changed(): void;
}

/** The same inputs have come to other bits, or ended sooner: the run cannot be gone back through. */
export const OTHER: Outcome = { kind: 'failure', message: 'the run came out otherwise' };

/** Settles when the step wished for last is there, or the newest if it cannot be; gives what came
 *  instead of both. */
export async function travel(journey: Journey): Promise<Outcome | null> {
  const problem = await new Traveller(journey).goOn();
  return problem && comeBack(journey);
}

/** A step did not come: the run is where it was left. */
async function comeBack({ opener, timeline, setup, arrived }: Journey): Promise<Outcome | null> {
  timeline.isBroken = true;
  const file = timeline.left()?.file ?? null;
  const outcome = await opener.begin(setup, file, timeline.newest.step);
  if ('kind' in outcome) return outcome;
  arrived(outcome);
  return null;
}

/** The same, to go on with apart. */
const copyOf = (results: Results): Results =>
  new Results().absorb({
    kind: 'frame',
    frame: results,
    fingerprint: results.fingerprint,
    spent: results.spent,
  });

/** The engine is between two steps. */
const isAtRest = ({ fingerprint }: Results): boolean => fingerprint !== '';

class Traveller {
  #journey: Journey;
  #lives = LIVES;
  /** Where the engine is; null where that is not known. */
  #here: Results | null;

  constructor(journey: Journey) {
    this.#journey = journey;
    this.#here = journey.here;
  }

  async goOn(): Promise<Outcome | null> {
    const { wish } = this.#journey;
    for (let to = wish(); to !== null; to = wish()) {
      if (this.#isAt(to)) {
        if (!this.#arrive()) return OTHER;
        if (wish() === to) return null;
      } else {
        const problem = await this.#toward(to);
        if (problem) return problem;
      }
    }
    return null;
  }

  #isAt(step: number): boolean {
    return this.#here?.step === step && isAtRest(this.#here);
  }

  #arrive(): boolean {
    const { timeline, arrived } = this.#journey;
    const isKnown = timeline.recognizes(this.#here!);
    if (isKnown) arrived(this.#here!);
    return isKnown;
  }

  /** Toward a step, as far as it is still wished for. */
  async #toward(to: number): Promise<Outcome | null> {
    const { opener, timeline, setup } = this.#journey;
    const origin = timeline.origin(to);
    const here = this.#here;
    const isNear = here !== null && here.step < to && here.step >= origin.step;
    const from = isNear ? copyOf(here) : await opener.begin(setup, origin.file, 0);
    if ('kind' in from) return this.#lost(from);
    this.#here = from;
    return from.step < to ? this.#compute(from, to) : null;
  }

  async #compute(from: Results, to: number): Promise<Outcome | null> {
    const { opener, timeline, changed } = this.#journey;
    if (from.done) return OTHER;
    const trip = (timeline.trip = { from: from.step, to, at: from.step });
    const hear = ({ step }: Results) => {
      trip.at = step;
      changed();
    };
    void this.#hurry(trip);
    const outcome = await opener.goOn(from, to - from.step, hear);
    timeline.trip = null;
    return 'kind' in outcome ? this.#lost(outcome) : null;
  }

  /** Lets go of a trip once another step has been wished for, and waited for a while. */
  async #hurry(trip: Timeline['trip']): Promise<void> {
    const { client, id, timeline, wish } = this.#journey;
    while (timeline.trip === trip) {
      await after(GRACE);
      if (timeline.trip === trip && wish() !== trip!.to) return client.pause(id);
    }
  }

  /** A worker that died has a successor, which begins at a checkpoint. */
  #lost(outcome: Outcome): Outcome | null {
    this.#here = null;
    if (outcome.kind !== 'lost') return outcome;
    this.#lives -= cost(outcome);
    return this.#lives > 0 ? null : outcome;
  }
}
