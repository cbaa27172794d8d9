// The picture beside the gallery's heading trains at a click: the network of a lab, slowly enough to
// watch.
import { shortNumber } from '../base/numbers';
import { loadEngine, type EngineClient } from '../engine/client';
import type { Frame, Outcome } from '../engine/types';
import { language } from './language';
import { say, type Word } from './words';

const LAB = 'hihello';
/** Milliseconds from one step to the next. */
const INTERVAL = 120;

const place = document.querySelector<HTMLElement>('.live')!;
const letters = [...place.querySelectorAll<SVGTextElement>('.said')];
const button = place.querySelector('button')!;
const step = place.querySelector<HTMLElement>('[data-step]')!;
const loss = place.querySelector<HTMLElement>('[data-loss]')!;
const told = place.querySelector<HTMLElement>('[role=status]')!;

let isTraining = false;

/** Says it, and again when the page's language changes. */
function tell(element: HTMLElement, word: Word, n?: number): void {
  element.dataset.word = word;
  if (n === undefined) delete element.dataset.n;
  else element.dataset.n = String(n);
  element.textContent = say(language(), word, n);
}

function show({ step: done, texts, curves }: Frame): void {
  const { value, target } = texts.prediction!;
  letters.forEach((letter, i) => {
    letter.textContent = value[i]!;
    letter.classList.toggle('wrong', value[i] !== target[i]);
  });
  const newest = curves.loss?.y.at(-1);
  if (newest === undefined) return;
  tell(step, 'live_step', done);
  loss.textContent = shortNumber(newest, 3);
}

/** Gives the steps that it was trained for. */
async function trainOn(engine: EngineClient): Promise<number> {
  const id = engine.newId();
  let steps = 0;
  const see = (outcome: Outcome) => {
    if (outcome.kind === 'saved') return;
    if (outcome.kind !== 'frame') throw new Error(outcome.kind);
    show(outcome.frame);
    steps = outcome.frame.step;
  };
  try {
    see(await engine.request((host) => host.open(id, { lab: LAB, preset: '', inputs: {} })));
    await engine.run(id, { steps: Infinity, interval: INTERVAL, stop: null }, see);
    return steps;
  } finally {
    await engine.close(id);
  }
}

export async function train(): Promise<void> {
  if (isTraining) return;
  isTraining = true;
  button.setAttribute('aria-disabled', 'true');
  tell(told, 'live_loading');
  try {
    const engine = await loadEngine(LAB);
    tell(told, 'live_training');
    tell(told, 'live_done', await trainOn(engine));
    tell(button, 'live_again');
  } catch {
    tell(told, 'live_failed');
  } finally {
    isTraining = false;
    button.removeAttribute('aria-disabled');
  }
}
