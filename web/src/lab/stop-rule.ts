// Stop rule: a condition of the language of goals, chosen in a small form: a curve below or above a
// value, a text that is right or contains something, or a number of steps.
import type { Results } from '../engine/results';
import type { Pace } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { reachedAt, type Condition } from './goal';
import { limitOf, type Rule } from './pace';

export type Operator = 'below' | 'above' | 'right' | 'contains' | 'steps';

/** As it is chosen and typed. */
export interface StopForm {
  /** A curve or a text by its name; "" is the first curve, or the step. */
  subject: string;
  operator: Operator;
  value: string;
}

export const noRule: StopForm = { subject: '', operator: 'below', value: '' };

/** What can be asked of a subject. */
export function operatorsFor({ texts }: Results, subject: string): Operator[] {
  const text = texts[subject];
  if (!text) return ['below', 'above'];
  return text.target ? ['right', 'contains'] : ['contains'];
}

const firstCurve = ({ curves }: Results) => Object.keys(curves)[0] ?? 'loss';

/** Whether it says no rule, and why not is to be said. */
export function isRefused({ operator, value }: StopForm): boolean {
  if (operator === 'right' || operator === 'contains') return false;
  const limit = limitOf(value);
  if (operator !== 'steps' || limit === null) return Number.isNaN(limit);
  return !(Number.isInteger(limit) && limit > 0);
}

const isNone = (form: StopForm): boolean =>
  isRefused(form) || (form.operator !== 'right' && form.value.trim() === '');

function conditionOf({ subject, operator, value }: StopForm, results: Results): Condition {
  const report: Condition['subject'] = {
    kind: 'report',
    name: subject || firstCurve(results),
    at: [],
  };
  const limit = String(limitOf(value));
  switch (operator) {
    case 'below':
      return { subject: report, operator: '<', value: limit };
    case 'above':
      return { subject: report, operator: '>', value: limit };
    case 'right':
      return { subject: report, operator: '=', value: results.texts[subject]?.target.trim() ?? '' };
    case 'contains':
      return { subject: report, operator: 'contains', value };
    case 'steps':
      return { subject: { kind: 'step' }, operator: '>=', value: limit };
  }
}

/** What the run itself can look at, as fast as it goes; else it asks after each step. */
function paceOf({ subject, operator, value }: StopForm): Partial<Pace> {
  const limit = limitOf(value)!;
  if (operator === 'below') return { stop: { curve: subject, below: limit } };
  return operator === 'steps' ? { until: limit } : { asks: true };
}

/** Null for a form that says none. */
export function stopRule(form: StopForm): Rule | null {
  if (isNone(form)) return null;
  return {
    pace: paceOf(form),
    holds: (results) =>
      reachedAt([conditionOf(form, results)], { ...shownBy(results), inputs: {} }, results.step) !==
      null,
    said: (words, results, step) => said(words, form, results, step),
  };
}

const shownBy = ({ step, curves, levels, texts, matrices }: Results) => ({
  step,
  curves,
  levels,
  texts,
  matrices,
});

const sentences = {
  below: 'stoppedBelow',
  above: 'stoppedAbove',
  right: 'stoppedRight',
  contains: 'stoppedContains',
  steps: 'stoppedSteps',
} as const;

function said(
  words: Words,
  { subject, operator, value }: StopForm,
  results: Results,
  step: number,
): string {
  const name = words.report(subject || firstCurve(results));
  return words.t(sentences[operator], { step, name, value: value.trim() });
}
