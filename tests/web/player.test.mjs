// How the page's engine runs a session: in slices, with frames and saves when they are due.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { Player } = await load('engine/player.ts');
const { Spacing } = await load('engine/spacing.ts');
const { movableBuffers } = await load('engine/frames.ts');

const atOnce = { steps: Infinity, interval: 0, stop: null };

/** A session whose slices do `rate` steps each, and which notes what is asked of it. */
function pretend({ total = 100, rate = 7, parts = 1, save = () => new Uint8Array(8) } = {}) {
  const calls = [];
  let step = 0;
  let part = 0;
  return {
    calls,
    openParts: () => 1,
    advance(steps) {
      part = (part + 1) % parts;
      const within = part > 0;
      if (!within) step = Math.min(total, step + Math.min(steps, rate));
      calls.push('advance');
      return { step, ended: step >= total, within };
    },
    frame() {
      calls.push('frame');
      return {
        step,
        total,
        done: step >= total,
        curves: {},
        matrices: {},
        plots: {},
        images: {},
        points: {},
        graphs: {},
      };
    },
    fingerprint: () => `at ${step}`,
    network: () => null,
    save() {
      calls.push('save');
      return save();
    },
    delete: () => calls.push('delete'),
  };
}

const nextTask = () => new Promise((resolve) => setImmediate(resolve));

function play(session) {
  const player = new Player(session, nextTask);
  player.look();
  const seen = [];
  return { player, seen, emit: (outcome) => void seen.push(outcome) };
}

test('a run ends with a frame of its end, whose fingerprint is known, and a save', async () => {
  const { player, seen, emit } = play(pretend());
  await player.run(atOnce, emit);
  const [frame, saved] = seen.slice(-2);
  assert.deepEqual([frame.frame.step, frame.fingerprint], [100, 'at 100']);
  assert.deepEqual([saved.kind, saved.step], ['saved', 100]);
});

test('while a run goes on its frames have no fingerprint', async () => {
  const slow = () => new Promise((resolve) => setTimeout(resolve, 20));
  const player = new Player(pretend({ total: 30 }), slow);
  const prints = [];
  await player.run(atOnce, (outcome) => void prints.push(outcome.fingerprint));
  assert.ok(prints.length > 3);
  assert.deepEqual(new Set(prints.slice(0, -2)), new Set(['']));
});

test('a run does not wait for a page that is slow to draw', async () => {
  const session = pretend({ total: 1e9, rate: 1 });
  const player = new Player(session, nextTask);
  let arrive;
  const drawing = new Promise((resolve) => (arrive = resolve));
  const isFrame = (call) => call === 'frame';
  player.look();
  const run = player.run(atOnce, () => drawing);
  const frames = () => session.calls.filter(isFrame).length;
  while (frames() < 2) await nextTask();
  const { length } = session.calls;
  const until = performance.now() + 50;
  while (performance.now() < until) await nextTask();
  assert.ok(session.calls.length > length + 10);
  assert.equal(frames(), 2);
  player.pause();
  arrive();
  await run;
});

test('as many steps as asked for are done, and no more', async () => {
  const { player, seen, emit } = play(pretend());
  await player.run({ ...atOnce, steps: 12 }, emit);
  assert.equal(seen.at(-1).step, 12);
  await player.run({ ...atOnce, steps: 3 }, emit);
  assert.equal(seen.at(-1).step, 15);
});

test('a step that takes many slices is done whole', async () => {
  const { player, seen, emit } = play(pretend({ parts: 5, rate: 1 }));
  await player.run({ ...atOnce, steps: 2 }, emit);
  assert.equal(seen.at(-1).step, 2);
});

test('a pause is heard at the next slice', async () => {
  const session = pretend({ total: 1e9, rate: 1 });
  const { player, emit } = play(session);
  const run = player.run(atOnce, emit);
  await nextTask();
  player.pause();
  const { length } = session.calls.filter((call) => call === 'advance');
  await run;
  assert.ok(session.calls.filter((call) => call === 'advance').length <= length + 1);
});

test('a pause also stops a run that waits for its turn', async () => {
  const { player, emit } = play(pretend({ total: 1e9 }));
  const runs = [player.run(atOnce, emit), player.run(atOnce, emit)];
  await nextTask();
  player.pause();
  await Promise.all(runs);
});

test('a run that is asked for after a pause goes on', async () => {
  const { player, seen, emit } = play(pretend());
  const first = player.run(atOnce, emit);
  player.pause();
  await Promise.all([first, player.run(atOnce, emit)]);
  assert.equal(seen.at(-1).step, 100);
});

test('a session is deleted only once it rests', async () => {
  const session = pretend({ total: 1e9 });
  const { player, emit } = play(session);
  void player.run(atOnce, emit);
  await nextTask();
  await player.close();
  assert.equal(session.calls.at(-1), 'delete');
});

test('a run that cannot be saved goes on all the same', async () => {
  const broken = () => {
    throw new Error('no memory');
  };
  const { player, seen, emit } = play(pretend({ save: broken }));
  await player.run(atOnce, emit);
  assert.equal(seen.at(-1).frame.step, 100);
});

test('what is computed at once is not saved', async () => {
  const session = pretend({ total: 1 });
  const { player, emit } = play(session);
  await player.run(atOnce, emit);
  assert.ok(!session.calls.includes('save'));
});

/** A clock that is set by hand, and a spacing on it. */
function spaced(limits) {
  const clock = { time: 0 };
  return { clock, spacing: new Spacing(limits, () => clock.time) };
}

/** Milliseconds from the end of work that costs so much until more is due. */
function distance(limits, cost) {
  const { clock, spacing } = spaced(limits);
  spacing.spend(() => (clock.time += cost));
  const end = clock.time;
  while (!spacing.due) ++clock.time;
  return clock.time - end;
}

test('what costs little comes often, what costs much takes its share, and it always comes', () => {
  const limits = { share: 0.2, least: 16, most: 250 };
  assert.equal(distance(limits, 0), 16);
  assert.equal(distance(limits, 20), 80);
  assert.equal(distance(limits, 1000), 250);
});

test('what is done elsewhere is due again once it has arrived, and has had its share of time', async () => {
  const { clock, spacing } = spaced({ share: 0.5, least: 0, most: 250 });
  assert.ok(spacing.due);
  let arrive;
  const work = spacing.follow(new Promise((resolve) => (arrive = resolve)));
  clock.time = 1000;
  assert.ok(!spacing.due);
  clock.time = 40;
  arrive();
  await work;
  clock.time = 79;
  assert.ok(!spacing.due);
  clock.time = 80;
  assert.ok(spacing.due);
  const lost = spacing.follow(Promise.reject(new Error('gone')));
  await assert.rejects(lost, /gone/);
  assert.ok(spacing.due);
});

test('only memory that an array owns whole is moved', () => {
  const own = new Float32Array(2);
  const view = new Float32Array(8).subarray(2, 4);
  const picture = new Float32Array(3);
  const line = new Float32Array(1);
  const places = new Float32Array(2);
  const counts = new Float32Array(1);
  const frame = {
    curves: { loss: { x: own, y: view } },
    matrices: {},
    plots: { truth: { lines: [{ x: line, y: new Float32Array() }] } },
    images: { digits: { values: picture } },
    points: {
      map: { at: places, words: ['the'], counts },
      same: { at: new Float32Array(), words: null, counts: null },
    },
  };
  const moved = movableBuffers({ kind: 'frame', frame });
  assert.deepEqual(
    new Set(moved),
    new Set([own, picture, line, places, counts].map(({ buffer }) => buffer)),
  );
});

test('a run that asks rests at the very step after which it is told to', async () => {
  const { player, seen } = play(pretend());
  await player.run({ ...atOnce, asks: true }, async (outcome) => {
    seen.push(outcome);
    await nextTask();
    return outcome.kind !== 'frame' || outcome.frame.step < 13;
  });
  const steps = seen.filter(({ kind }) => kind === 'frame').map(({ frame }) => frame.step);
  assert.deepEqual(steps, [...Array.from({ length: 13 }, (_, i) => i + 1), 13]);
});

test('a run rests at the step until which it goes, however many a slice does', async () => {
  const { player, seen, emit } = play(pretend({ rate: 7 }));
  await player.run({ ...atOnce, until: 17 }, emit);
  assert.equal(seen.filter(({ kind }) => kind === 'frame').at(-1).frame.step, 17);
});
