// Goal: what a run is to reach, as a line of conditions that all hold at the same moment of it:
// "loss < 0.05, step <= 40", "prediction = ihello", "outputs[0][1] > 0.9, input hidden <= 2".

/** What a condition is about. */
type Subject =
  | { kind: 'step' }
  | { kind: 'input'; name: string }
  /** A curve, a level, a text, or an element of a matrix. */
  | { kind: 'report'; name: string; at: number[] };

type Operator = '<' | '<=' | '>' | '>=' | '=' | 'contains';

export interface Condition {
  subject: Subject;
  operator: Operator;
  value: string;
}

export type Goal = Condition[];

/** What a goal is held against: a run as it is, with the inputs that it is made of. */
export interface Seen {
  step: number;
  inputs: Record<string, string>;
  curves: Record<string, { x: ArrayLike<number>; y: ArrayLike<number> }>;
  levels: { name: string; value: number }[];
  texts: Record<string, { value: string }>;
  matrices: Record<string, { shape: number[]; values: ArrayLike<number> }>;
}

/** Names of what a lab has. */
export interface Known {
  inputs: string[];
  reports: string[];
}

export type GoalTrouble =
  'goalForm' | 'goalNumber' | 'goalText' | 'goalInput' | 'goalReport' | 'goalAxes';

/** What is wrong with a goal: a code for the sentence that says it, and the part that it is about. */
export class GoalError extends Error {
  constructor(
    readonly code: GoalTrouble,
    readonly part: string,
  ) {
    super(`${code}: ${part}`);
  }
}

/** The parts between commas, but for those in quotes. */
const split = (line: string): string[] => line.match(/(?:"[^"]*"|[^,"])+/g) ?? [''];

const form =
  /^(input\s+)?([^\s<>=[\]"]+?)((?:\[\d+\])*)\s*(<=|>=|<|>|=|\scontains\s)\s*("[^"]*"|[^\s"=<>][^"]*)$/;

/** Whether it compares numbers alone. */
const isMeasure = (operator: Operator): boolean => operator !== '=' && operator !== 'contains';

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

function subjectOf(isInput: boolean, name: string, at: number[]): Subject {
  if (isInput) return { kind: 'input', name };
  return name === 'step' ? { kind: 'step' } : { kind: 'report', name, at };
}

function parseCondition(part: string): Condition {
  const [, input, name = '', indices = '', sign = '', given = ''] = form.exec(part) ?? [];
  const at = [...indices.matchAll(/\d+/g)].map(Number);
  const operator = sign.trim() as Operator;
  const subject = subjectOf(input !== undefined, name, at);
  if (name === '' || (subject.kind !== 'report' && at.length > 0)) {
    throw new GoalError('goalForm', part);
  }
  const value = given.replace(/^"|"$/g, '').trim();
  const isCounted = isMeasure(operator) || subject.kind === 'step' || at.length > 0;
  if (isCounted && (operator === 'contains' || !isNumber(value))) {
    throw new GoalError('goalNumber', part);
  }
  return { subject, operator, value };
}

/** Throws GoalError for a line that says none. */
export function parseGoal(line: string): Goal {
  return split(line).map((part) => parseCondition(part.trim()));
}

/** Throws GoalError for a name that the lab does not have. */
export function checkNames(goal: Goal, { inputs, reports }: Known): void {
  for (const { subject } of goal) {
    if (subject.kind === 'input' && !inputs.includes(subject.name)) {
      throw new GoalError('goalInput', subject.name);
    }
    if (subject.kind === 'report' && !reports.includes(subject.name)) {
      throw new GoalError('goalReport', subject.name);
    }
  }
}

/** How many axes a report has; undefined where it is not reported yet. */
function axesOf({ curves, levels, texts, matrices }: Seen, name: string): number | undefined {
  const isOne = name in curves || name in texts || levels.some((level) => level.name === name);
  return isOne ? 0 : matrices[name]?.shape.length;
}

/** Throws GoalError for an element of what has other axes, and for a text that is measured or a
 *  number that is read. */
export function checkKinds(goal: Goal, seen: Seen): void {
  for (const { subject, operator } of goal) {
    if (subject.kind !== 'report') continue;
    const { name, at } = subject;
    const axes = axesOf(seen, name);
    if (axes === undefined) continue;
    if (axes !== at.length) throw new GoalError('goalAxes', name);
    const isText = !(name in seen.curves) && name in seen.texts;
    if (isText && isMeasure(operator)) throw new GoalError('goalText', name);
    if (!isText && operator === 'contains') throw new GoalError('goalNumber', name);
  }
}

/** The last value of a curve at a step: its x counts from 0. */
function valueAt({ x, y }: Seen['curves'][string], step: number): number | undefined {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! < step) low = middle + 1;
    else high = middle;
  }
  return y[low - 1];
}

function elementOf({ shape, values }: Seen['matrices'][string], at: number[]): number | undefined {
  const isThere = at.length === shape.length && at.every((index, axis) => index < shape[axis]!);
  return isThere
    ? values[at.reduce((sum, index, axis) => sum * shape[axis]! + index, 0)]
    : undefined;
}

function reported(seen: Seen, name: string, at: number[], step: number) {
  const { curves, levels, texts, matrices } = seen;
  if (curves[name]) return valueAt(curves[name], step);
  if (texts[name]) return texts[name].value;
  if (matrices[name]) return elementOf(matrices[name], at);
  return levels.find((level) => level.name === name)?.value;
}

function valueOf(subject: Subject, seen: Seen, step: number): string | number | undefined {
  if (subject.kind === 'step') return step;
  if (subject.kind === 'input') return seen.inputs[subject.name];
  return reported(seen, subject.name, subject.at, step);
}

/** Numbers as the engine has them, in single precision: 0.1 is 0.1. Reported texts are texts. */
function isEqual(here: string | number, value: string, { kind }: Subject): boolean {
  const isText = typeof here === 'string' && (kind === 'report' || !isNumber(here));
  if (isText || !isNumber(value)) return String(here).trim() === value;
  return Math.fround(Number(here)) === Math.fround(Number(value));
}

function holds({ subject, operator, value }: Condition, seen: Seen, step: number): boolean {
  const here = valueOf(subject, seen, step);
  if (here === undefined) return false;
  if (operator === 'contains') return String(here).includes(value);
  if (operator === '=') return isEqual(here, value, subject);
  if (typeof here === 'string' && !isNumber(here)) return false;
  const [a, b] = [Number(here), Number(value)];
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator];
}

/** What a run shows of texts and matrices is of its last step; curves and levels are of all. */
const isOfMoment = ({ subject, operator }: Condition): boolean =>
  subject.kind === 'report' && (subject.at.length > 0 || !isMeasure(operator));

/** The first step, from one on, at which all conditions hold; null where there is none so far. */
export function reachedAt(goal: Goal, seen: Seen, from = 1): number | null {
  const first = goal.some(isOfMoment) ? seen.step : from;
  for (let step = Math.max(first, 1); step <= seen.step; ++step) {
    if (goal.every((condition) => holds(condition, seen, step))) return step;
  }
  return null;
}

/** The last step at which it can hold, by what it says of steps. */
export function lastStep(goal: Goal): number {
  const limits = goal.flatMap(({ subject, operator, value }) =>
    subject.kind === 'step' && ['<', '<=', '='].includes(operator) ? [Number(value)] : [],
  );
  return Math.min(Infinity, ...limits);
}

/** Up to which step of a run each has to be seen, not to miss the goal; 0 for none. */
export const stepsToSee = (goal: Goal): number => (goal.some(isOfMoment) ? lastStep(goal) : 0);
