// What the labs ask of their readers, exercises.yaml: its form, and that each goal is reached by its
// solution and not by what the reader begins with.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';
import { load as loadOfPage } from './modules.mjs';

const build = join(dirname(fileURLToPath(import.meta.url)), '../../web/build');
const load = async (name) => (await runnerImport(join(build, name))).module;
const { glue, simdWasm } = await load('paths.ts');
const { checkGoals, readExercises } = await load('exercises.ts');
const { languages, readProse, readStory } = await load('prose.ts');
const { openSession } = await load('sessions.ts');
const { checkKinds, lastStep, parseGoal, reachedAt, stepsToSee } = await loadOfPage('lab/goal.ts');
const { valuesNow } = await loadOfPage('lab/values-now.ts');
const { Results } = await loadOfPage('engine/results.ts');

const kinds = ['predict', 'goal', 'explain'];
const keys = {
  predict: ['kind', 'ask', 'answer', 'inputs', 'preset'],
  goal: ['kind', 'ask', 'answer', 'inputs', 'preset', 'goal', 'solution'],
  explain: ['kind', 'ask', 'answer'],
};
/** Words of a question and of an answer at most, in English. */
const most = { ask: 60, answer: 80 };

const { default: createEngine } = await import(pathToFileURL(glue));
const engine = await createEngine({
  wasmBinary: await readFile(simdWasm),
  locateFile: (path) => path,
});
const { labs } = engine.catalogue();
const exercisesOf = new Map(
  await Promise.all(labs.map(async ({ id }) => [id, await readExercises(id)])),
);

/** Steps between looks where none has to be seen by itself. */
const few = 50;

/** A link's preset and inputs. */
function linked(preset = '', query = '') {
  const { v: _, ...inputs } = Object.fromEntries(new URLSearchParams(query));
  return { preset, ...inputs };
}

const isOfInput = ({ subject }) => subject.kind === 'input';

/** Runs a lab as the page does where a goal is set, as long as the goal can be reached: the step
 *  that reaches it, or null. */
function run(lab, line, { preset, ...inputs }) {
  const goal = parseGoal(line);
  const session = openSession(engine, lab.id, preset, inputs);
  const results = new Results();
  const seen = () => ({ ...results, inputs: valuesNow(lab, { preset, inputs }, results) });
  const isHopeless = () =>
    results.step >= lastStep(goal) ||
    reachedAt(goal.filter(isOfInput), { ...seen(), step: 1 }) === null;
  try {
    let [reached, ended] = [null, false];
    while (reached === null && !ended && !isHopeless()) {
      const from = Math.max(results.step, 1);
      const steps = results.step < stepsToSee(goal) ? 1 : few;
      ({ ended } = session.advance(steps, Infinity, '', -Infinity));
      results.absorb({ frame: session.frame(), fingerprint: '' });
      checkKinds(goal, seen());
      reached = reachedAt(goal, seen(), from);
    }
    return reached;
  } finally {
    session.delete();
  }
}

const wordsIn = (text) => text.replace(/\$[^$]*\$/g, 'x').split(/\s+/).length;

test('every lab has exercises', () => {
  const without = labs.filter(({ id }) => exercisesOf.get(id).length === 0).map(({ id }) => id);
  assert.deepEqual(without, []);
});

for (const lab of labs) {
  const exercises = exercisesOf.get(lab.id);

  test(`${lab.id} asks to predict, to reach a goal, to explain: in this order, each once`, () => {
    const asked = exercises.map(({ kind }) => kind);
    assert.ok(asked.length >= 2);
    assert.deepEqual(
      asked,
      kinds.filter((kind) => asked.includes(kind)),
    );
    for (const exercise of exercises) {
      const unknown = Object.keys(exercise).filter((key) => !keys[exercise.kind].includes(key));
      assert.deepEqual(unknown, [], exercise.kind);
    }
  });

  test(`${lab.id} asks and answers in every language, in few words`, () => {
    for (const { kind, ...texts } of exercises) {
      for (const part of ['ask', 'answer']) {
        assert.deepEqual(Object.keys(texts[part]).sort(), [...languages].sort(), kind);
        for (const lang of languages) {
          assert.match(texts[part][lang], /[.?。？]$/, `${kind}: ${part} in ${lang}`);
        }
        assert.ok(wordsIn(texts[part].en) <= most[part], `${kind}: ${wordsIn(texts[part].en)}`);
      }
    }
  });

  test(`${lab.id} shows its exercises in every language, after where it breaks`, async () => {
    for (const lang of languages) {
      const story = await readStory(lab.id, lang);
      const [list] = /<ol class="exercises">.*?<\/ol>/s.exec(story);
      assert.equal(list.split('<p class="kind">').length, exercises.length + 1);
      assert.equal(list.split('<summary>').length, exercises.length + 1);
      assert.ok(story.indexOf('data-fold="printed"') > story.indexOf(list));
    }
  });

  test(`${lab.id} takes what its exercises begin with`, () => {
    for (const { preset = '', inputs = '', solution = '' } of exercises) {
      assert.ok(preset === '' || lab.presets.some(({ name }) => name === preset), preset);
      for (const query of [inputs, solution]) {
        const { preset: _, ...given } = linked(preset, query);
        for (const name of Object.keys(given)) {
          assert.ok(
            lab.inputs.some((input) => input.name === name),
            name,
          );
        }
        openSession(engine, lab.id, preset, given).delete();
      }
    }
  });

  for (const { kind, goal, preset, inputs, solution } of exercises) {
    if (kind !== 'goal') continue;
    test(`${lab.id}: what the goal names, the lab has`, async () => {
      for (const lang of languages) {
        const { text } = await readProse(lab.id, lang);
        checkGoals(lab, Object.keys(text.reports), exercises);
      }
    });

    test(`${lab.id}: the solution reaches the goal`, () => {
      assert.notEqual(run(lab, goal, linked(preset, solution)), null);
    });

    test(`${lab.id}: what the reader begins with does not reach the goal`, () => {
      assert.equal(run(lab, goal, linked(preset, inputs)), null);
      assert.equal(run(lab, goal, linked()), null);
    });
  }
}

test('a goal that cannot be read, or names what the lab does not have, stops the build', () => {
  const [lab] = labs;
  const goal = (line) => () => checkGoals(lab, ['loss'], [{ kind: 'goal', goal: line }]);
  assert.doesNotThrow(goal('loss < 1'));
  assert.throws(goal('loss <'), new RegExp(`"${lab.id}": goalForm: loss <`));
  assert.throws(goal('lost < 1'), /goalReport: lost/);
  assert.throws(goal('input lost < 1'), /goalInput: lost/);
});
