// What asks again when there is news or when its reader changes something.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { Refresh } = await load('base/refresh.ts');

/** A clock that goes on when it is told to, `tell` being called at every ten milliseconds. */
function clock(timers) {
  timers.enable({ apis: ['setTimeout'] });
  let time = 0;
  const go = async (milliseconds, tell = () => {}) => {
    for (const end = time + milliseconds; time < end;) {
      tell();
      time += 10;
      timers.tick(10);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { now: () => time, go };
}

test('news are asked for a few times a second at most, and something else at once', async (t) => {
  const { now, go } = clock(t.mock.timers);
  let asked = 0;
  const refresh = new Refresh(async () => void ++asked, now);
  await go(1000, () => refresh.news());
  assert.equal(asked, 4);
  refresh.hurry();
  await go(10);
  assert.equal(asked, 5);
  refresh.news();
  refresh.stop();
  await go(1000);
  assert.equal(asked, 5, 'it asks although it was stopped');
});

test('what takes long is asked for more rarely, and never twice at once', async (t) => {
  const { now, go } = clock(t.mock.timers);
  let underWay = 0;
  const most = [];
  const ask = async () => {
    most.push(++underWay);
    await new Promise((resolve) => setTimeout(resolve, 200));
    --underWay;
  };
  const refresh = new Refresh(ask, now);
  await go(3000, () => refresh.news());
  assert.deepEqual(most, [1, 1, 1]);
});

test('of changes that come while an answer is on its way the last is asked for as soon as that is there', async (t) => {
  const { now, go } = clock(t.mock.timers);
  let value = 0;
  let underWay = 0;
  const asked = [];
  const ask = async () => {
    assert.equal(++underWay, 1);
    asked.push([value, now()]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    --underWay;
  };
  const refresh = new Refresh(ask, now);
  for (value = 1; value < 5; ++value) {
    refresh.hurry();
    await go(20);
  }
  value = 5;
  refresh.hurry();
  await go(1000);
  assert.equal(asked.at(-1)[0], 5);
  assert.ok(asked.length <= 4, 'it asks for each change');
  const waits = asked.slice(1).map(([, at], i) => at - asked[i][1]);
  assert.ok(
    waits.every((wait) => wait <= 80),
    `it waits: ${waits}`,
  );
});
