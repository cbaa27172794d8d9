// The exercise with a goal, which the lab checks once a reader has begun it, and how far the reader is
// with the lab. Loaded while the page rests, or by who begins.
import { goals, noteGoal, noteMark } from '../base/progress';
import { language } from './language';
import { say } from './words';

const id = document.querySelector<HTMLElement>('.lab-page')!.dataset.lab!;
/** Absent where the lab has no such exercise; another one after a change of language. */
const exercise = () => document.querySelector<HTMLElement>('[data-goal]');
const lab = () => document.querySelector('unfold-lab');

function statusOf(step: number): string {
  if (step > 1) return say(language(), 'goal_reached_at', step);
  return say(language(), step ? 'goal_reached' : 'goal_open');
}

/** Says how far the reader is. */
export function showProgress(): void {
  const item = exercise();
  if (!item) return;
  const step = goals()[id] ?? 0;
  const status = item.querySelector('.status')!;
  status.toggleAttribute('data-reached', step > 0);
  const text = statusOf(step);
  if (status.textContent !== text) status.textContent = text;
}

/** The goal of a teacher's link stays the one that is checked. */
const isGiven = Boolean(new URLSearchParams(location.search).get('goal'));

function check(): void {
  const element = lab();
  if (element && !isGiven) element.goal = exercise()?.dataset.goal ?? '';
}

export function begin(): void {
  if (!(id in goals())) noteGoal(id, 0);
  check();
}

/** The lab is open; a goal that was begun and is not reached is checked on. */
export function goOn(): void {
  noteMark(id, 'opened');
  if (goals()[id] === 0) check();
  showProgress();
}

addEventListener('unfold-step', () => noteMark(id, 'run'), { once: true });

addEventListener('unfold-goal', (event) => {
  const { goal, step } = (event as CustomEvent<{ goal: string; step: number }>).detail;
  if (goal !== exercise()?.dataset.goal) return;
  noteGoal(id, step);
  showProgress();
});
