// Looking inside a network: its part of a lab's page, and what the engine itself says of it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { built, openGroup, openLab, tell } from './harness.mjs';

const { default: createEngine } = await import(pathToFileURL(join(built, 'wasm/unfold.js')));
const engine = await createEngine({
  wasmBinary: await readFile(join(built, 'wasm/unfold.wasm')),
  locateFile: (path) => path,
});

export const inside = (page, what = '') => page.locator(`unfold-lab unfold-inside ${what}`);

/** A lab's page after so many steps, with the fold opened by keyboard, where it does not open by itself. */
export async function openFold(page, url, steps) {
  await openLab(page, url);
  if (steps) await tell(page, 'step', steps);
  await openGroup(page, 'inside');
  const fold = inside(page, 'details');
  if (!(await fold.evaluate(({ open }) => open))) await inside(page, 'summary').press('Enter');
  // Out of sight nothing is asked for, and the page may still move.
  await fold.evaluate((fold) => fold.scrollIntoView({ block: 'center' }));
}

function ofRun(lab, inputs, steps, look) {
  const session = new engine.Session(lab, '', inputs);
  session.advance(steps, Infinity, '', -Infinity);
  const seen = look(session.save());
  session.delete();
  return seen;
}

/** What the engine traces after so many steps: of a layer, a sequence and a direction. */
export const traced = (lab, inputs, steps, ...cell) =>
  ofRun(lab, inputs, steps, (saved) => engine.traced(saved, ...cell));

/** What it says of the step that comes then. */
export const flowed = (lab, inputs, steps, ...cell) =>
  ofRun(lab, inputs, steps, (saved) => engine.flowed(saved, ...cell));
