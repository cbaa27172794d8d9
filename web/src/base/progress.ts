// Progress: which labs a reader has opened and run, and which goals of exercises are begun and
// reached, kept on this device where storage is allowed.
import { canKeep, keep, kept } from './storage';

const GOALS = 'goals';
const MARKS = 'labs';

/** How far a lab is: one that was run was opened. */
export type Mark = 'opened' | 'run';

/** By the ids of labs: the step at which the goal was reached, 0 while it is not. */
export type Goals = Record<string, number>;
export type Marks = Record<string, Mark>;

/** What is kept under a name, as far as it says what it should. */
function read<Value>(name: string, isOne: (value: unknown) => value is Value) {
  try {
    return only(JSON.parse(kept(name) ?? '{}'), isOne);
  } catch {
    // Somebody else's words under this key.
    return {};
  }
}

function only<Value>(given: unknown, isOne: (value: unknown) => value is Value) {
  const entries = Object.entries(Object(given)) as [string, unknown][];
  const good = entries.filter((entry): entry is [string, Value] => isOne(entry[1]));
  return Object.fromEntries(good);
}

const isMark = (value: unknown): value is Mark => value === 'opened' || value === 'run';
const isStep = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** Of all labs; a lab whose goal was never begun is absent. */
export const goals = (): Goals => read(GOALS, isStep);

export const marks = (): Marks => read(MARKS, isMark);

export function noteGoal(lab: string, step: number): void {
  keep(GOALS, JSON.stringify({ ...goals(), [lab]: step }));
}

export function noteMark(lab: string, mark: Mark): void {
  const before = marks();
  if (before[lab] === mark || before[lab] === 'run') return;
  keep(MARKS, JSON.stringify({ ...before, [lab]: mark }));
}

/** Whether progress outlives the page. */
export const isKept = canKeep;

/** All of it, as a text for a file. */
export const asText = (): string =>
  JSON.stringify({ unfold: 'a reader’s progress', labs: marks(), goals: goals() }, null, 2);

export interface Progress {
  marks: Marks;
  goals: Goals;
}

/** What such a text holds; null for any other. */
export function fromText(text: string): Progress | null {
  try {
    const { unfold, labs, goals } = Object(JSON.parse(text));
    return unfold === 'a reader’s progress'
      ? { marks: only(labs, isMark), goals: only(goals, isStep) }
      : null;
  } catch {
    return null;
  }
}

/** Adds progress to what there is: of two marks and goals the one that is further stays. */
export function take(taken: Progress): void {
  for (const [lab, mark] of Object.entries(taken.marks)) noteMark(lab, mark);
  for (const [lab, step] of Object.entries(taken.goals)) {
    if (!goals()[lab]) noteGoal(lab, step);
  }
}

export function forget(): void {
  keep(MARKS, '{}');
  keep(GOALS, '{}');
}
