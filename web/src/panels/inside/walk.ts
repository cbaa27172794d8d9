// Walk: how far a reader has gone through the time steps of a sequence. Forwards each vector appears as
// it is computed, then the loss of each output, then the gradient on its way back.
import type { Recurrent, VectorName } from './cell';

export type Phase = 'forwards' | 'loss' | 'back';

export interface Moment {
  phase: Phase;
  /** The time step in the order of reading, from 0 on; with a loss, the row of outputs. */
  read: number;
  /** Forwards: how many groups of the step's vectors are there. */
  parts: number;
}

/** What there is to walk through. */
export interface Course {
  kind: Recurrent['kind'];
  steps: number;
  /** Outputs that have a loss; 0: none of them. */
  losses: number;
  /** A gradient comes back. */
  hasBack: boolean;
}

/** What is computed at once, one after another. */
const groups: Record<Recurrent['kind'], VectorName[][]> = {
  rnn: [['x'], ['h_before'], ['z'], ['h']],
  gru: [['x'], ['h_before'], ['r'], ['candidate'], ['u'], ['h']],
  lstm: [['x'], ['h_before', 'c_before'], ['f'], ['i'], ['g'], ['c'], ['o'], ['h']],
};

export class Walk {
  readonly course: Course;
  /** From 0 on. */
  readonly position: number;

  constructor(course: Course, position = 0) {
    this.course = course;
    this.position = Math.min(Walk.#length(course) - 1, Math.max(0, position));
  }

  static #parts = ({ kind }: Course): number => groups[kind].length;

  static #length(course: Course): number {
    const { steps, losses, hasBack } = course;
    return steps * Walk.#parts(course) + losses + (hasBack ? steps : 0);
  }

  /** At the end of a time step. */
  static after(course: Course, read: number): Walk {
    return new Walk(course, (read + 1) * Walk.#parts(course) - 1);
  }

  /** On the way back, at a time step. */
  static backAt(course: Course, read: number): Walk {
    return new Walk(course, Walk.#length(course) - 1 - read);
  }

  get length(): number {
    return Walk.#length(this.course);
  }
  get isLast(): boolean {
    return this.position === this.length - 1;
  }

  get moment(): Moment {
    const { steps, losses } = this.course;
    const parts = Walk.#parts(this.course);
    const forwards = steps * parts;
    const { position } = this;
    if (position < forwards)
      return {
        phase: 'forwards',
        read: Math.floor(position / parts),
        parts: (position % parts) + 1,
      };
    if (position < forwards + losses) return { phase: 'loss', read: position - forwards, parts };
    return { phase: 'back', read: steps - 1 - (position - forwards - losses), parts };
  }

  go = (by: number): Walk => new Walk(this.course, this.position + by);

  /** One time step on or back: at the end of one there is none that is half done. */
  stride(by: 1 | -1): Walk {
    const { phase, parts } = this.moment;
    const all = Walk.#parts(this.course);
    const forwards = this.course.steps * all;
    if (phase === 'forwards' && by === 1 && parts < all) return this.go(all - parts);
    if (phase === 'forwards') {
      const next = this.position + (by === 1 ? all : -parts);
      return new Walk(this.course, by === 1 && next >= forwards ? forwards : next);
    }
    return this.go(by);
  }

  /** The vectors that the newest moment has added. */
  get newest(): VectorName[] {
    const { phase, parts } = this.moment;
    return phase === 'forwards' ? groups[this.course.kind][parts - 1]! : [];
  }

  /** Whether this vector of this time step, in the order of reading, is there by now. */
  knows(name: VectorName, read: number): boolean {
    const { moment } = this;
    if (moment.phase !== 'forwards' || read < moment.read) return true;
    if (read > moment.read) return false;
    return groups[this.course.kind].slice(0, moment.parts).some((group) => group.includes(name));
  }

  /** Whether this row of outputs is there: those of every time step, or one behind the last. */
  knowsOutput(row: number, rows: number): boolean {
    const { phase, read, parts } = this.moment;
    if (phase !== 'forwards') return true;
    const steps = read + (parts === Walk.#parts(this.course) ? 1 : 0);
    return rows === this.course.steps ? row < steps : steps === this.course.steps;
  }

  knowsLoss(row: number): boolean {
    const { phase, read } = this.moment;
    return phase === 'back' || (phase === 'loss' && row <= read);
  }

  /** The first state, by the steps read before it, that the gradient has come back to. */
  get backTo(): number {
    const { phase, read } = this.moment;
    if (phase !== 'back') return Infinity;
    return read === 0 ? 0 : read + 1;
  }
}
