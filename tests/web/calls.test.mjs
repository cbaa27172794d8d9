// Calls over a port: what they bring, take along, call back and fail with.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { load } from './modules.mjs';

const { moving, remote, serve } = await load('engine/calls.ts');

const opened = [];
after(() => opened.forEach((port) => port.close()));

/** The object as it is seen from the other end of a channel. */
function fromAfar(object) {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  serve(object, port1);
  const seen = remote(port2);
  port1.start();
  port2.start();
  return seen;
}

test('a call brings what the method gives, as itself', async () => {
  const host = {
    first: 1,
    async plus(a, b) {
      return this.first + a + b;
    },
  };
  assert.equal(await fromAfar(host).plus(2, 3), 6);
});

test('what comes of calls under way at once is told apart', async () => {
  const waiting = [];
  const host = { later: (value) => new Promise((resolve) => waiting.push(() => resolve(value))) };
  const seen = fromAfar(host);
  const both = [seen.later('a'), seen.later('b')];
  while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
  for (const settle of waiting.reverse()) settle();
  assert.deepEqual(await Promise.all(both), ['a', 'b']);
});

test('what a method throws is the error of its call, and the next call is answered', async () => {
  const host = {
    fail() {
      throw new TypeError('no such step');
    },
    ping: () => 'here',
    unsendable: () => () => {},
  };
  const seen = fromAfar(host);
  await assert.rejects(seen.fail(), { message: 'no such step' });
  await assert.rejects(seen.missing());
  await assert.rejects(seen.unsendable());
  assert.equal(await seen.ping(), 'here');
});

test('a function is called back, in order, and waited for', async () => {
  const host = {
    async count(to, tell) {
      const heard = [];
      for (let i = 1; i <= to; ++i) heard.push(await tell(i));
      return heard;
    },
  };
  const told = [];
  const double = async (i) => {
    told.push(i);
    return 2 * i;
  };
  assert.deepEqual(await fromAfar(host).count(3, double), [2, 4, 6]);
  assert.deepEqual(told, [1, 2, 3]);
});

test('memory moves over where that is said, both ways, and is copied elsewhere', async () => {
  const kept = [];
  const host = {
    give(bytes) {
      kept.push(bytes);
      return moving(bytes, [bytes.buffer]);
    },
  };
  const seen = fromAfar(host);
  const moved = new Uint8Array([1, 2]);
  assert.deepEqual(await seen.give(moving(moved, [moved.buffer])), new Uint8Array([1, 2]));
  const copied = new Uint8Array([3]);
  assert.deepEqual(await seen.give(copied), copied);
  assert.equal(moved.byteLength, 0);
  assert.deepEqual(
    kept.map(({ byteLength }) => byteLength),
    [0, 0],
  );
});
