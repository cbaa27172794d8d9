// A hung worker is told from one that works for long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { Pulse } = await load('engine/pulse.ts');

const SECOND = 1000;
const FOREVER = Infinity;
const nextTask = () => new Promise((resolve) => setImmediate(resolve));

/** A world with a clock of its own: a host that is silent for each of these times in turn and then
 *  has no more to do. Tells after how many seconds it is given up, to ten, or null. */
async function givenUp(pulse, time, { isResting = true, silences }) {
  let isAwaited = true;
  const host = {
    async ping() {
      const silence = silences.shift();
      if (silence === undefined) return void (isAwaited = false);
      const end = time.value + silence;
      while (time.value < end && isAwaited) await nextTask();
    },
  };
  const start = time.value;
  await pulse.stops(host, isResting, () => isAwaited);
  const wasAwaited = isAwaited;
  isAwaited = false;
  return wasAwaited ? Math.floor((time.value - start) / (10 * SECOND)) * 10 : null;
}

function newPulse({ tick = (milliseconds) => milliseconds } = {}) {
  const time = { value: 0 };
  const after = async (milliseconds) => {
    await nextTask();
    time.value += tick(milliseconds);
  };
  return { time, pulse: new Pulse({ now: () => time.value, after }) };
}

const judge = (world, options = {}) => {
  const { time, pulse } = newPulse(options);
  return givenUp(pulse, time, world);
};

test('a worker that has nothing to do and does not answer is given up after some seconds', async () => {
  assert.equal(await judge({ silences: [FOREVER] }), 0);
});

test('work that nobody knows yet may take long, but not for ever', async () => {
  assert.equal(await judge({ silences: [0, 15 * SECOND] }), null);
  assert.equal(await judge({ isResting: false, silences: [15 * SECOND] }), null);
  assert.equal(await judge({ silences: [0, FOREVER] }), 20);
});

test('a run whose steps are short is given up sooner than one whose steps have been long', async () => {
  const after = async (...silences) => judge({ silences: [0, ...silences, FOREVER] });
  assert.equal(await after(10, 10, 10), 10);
  assert.equal(await after(3 * SECOND), 60);
});

test('a step of many seconds among others of many is no end', async () => {
  assert.equal(await judge({ silences: [0, 8, 12, 15, 9, 14].map((s) => s * SECOND) }), null);
});

test('a page that slept does not take it for the silence of its worker', async () => {
  const world = { silences: [0, 100, 600 * SECOND] };
  assert.equal(await judge(world, { tick: () => 200 * SECOND }), null);
});

test('whoever was given up once is waited for longer', async () => {
  const { time, pulse } = newPulse();
  assert.equal(await givenUp(pulse, time, { silences: [0, FOREVER] }), 20);
  assert.equal(await givenUp(pulse, time, { silences: [0, FOREVER] }), 40);
});
