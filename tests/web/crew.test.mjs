// How replicas of a run share the work of a step, by messages alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { Crew, assist } = await load('engine/crew.ts');
const { lines } = await load('engine/lines.ts');
const { learnt, split } = await load('engine/shares.ts');
const { Player } = await load('engine/player.ts');

const PARTS = 4;
const nextTask = () => new Promise((resolve) => setImmediate(resolve));
const atOnce = { steps: Infinity, interval: 0, stop: null };

/** A run whose weight after a step is that before, times the sum of its parts. */
function pretend({ total = 20, from = 0 } = {}) {
  let step = from;
  let parts = null;
  const computed = [];
  const valueOf = (part) => (step + 1) * 7 + part;
  const session = {
    weight: 1,
    computed,
    openParts() {
      if (step < total) parts ??= new Map();
      return step < total ? PARTS : 1;
    },
    computeParts(first, count) {
      for (let part = first; part < first + count; ++part) {
        if (parts.has(part)) continue;
        computed.push([step, part]);
        parts.set(part, valueOf(part));
      }
    },
    writtenParts: () => new Uint8Array([...parts].flat()),
    readParts(bytes) {
      assert.ok(parts, 'no step is open');
      for (let i = 0; i < bytes.length; i += 2) {
        assert.ok(!parts.has(bytes[i]), `part ${bytes[i]} is here already`);
        parts.set(bytes[i], bytes[i + 1]);
      }
    },
    advance() {
      if (step === total) return { step, ended: true, within: false };
      session.openParts();
      session.computeParts(0, PARTS);
      session.weight = (session.weight * [...parts.values()].reduce((a, b) => a + b)) % 9973;
      parts = null;
      ++step;
      return { step, ended: step === total, within: false };
    },
    catchUp(file) {
      [step, session.weight] = new Uint16Array(file.buffer);
      parts = null;
    },
    save() {
      if (parts) session.advance();
      return new Uint8Array(new Uint16Array([step, session.weight]).buffer);
    },
    frame: () => ({ step, total, done: step === total, curves: {} }),
    fingerprint: () => String(session.weight),
    network: () => null,
    info: () => ({}),
    delete() {},
  };
  return session;
}

test('whoever is quicker computes more, and the first less when it is kept', () => {
  const even = [1, 1];
  assert.deepEqual(split(8, { paces: even, busy: 0 }), [4, 4]);
  assert.deepEqual(split(8, { paces: [1, 1.5], busy: 0 }), [5, 3]);
  assert.deepEqual(split(8, { paces: even, busy: 2 }), [3, 5]);
  assert.deepEqual(split(4, { paces: even, busy: 9 }), [0, 4]);
  assert.deepEqual(split(4, { paces: [1, 1, 1, 1, 1], busy: 0 }), [0, 1, 1, 1, 1]);
});

test('paces are learnt from what a part takes, and who was held up once is tried again', () => {
  let loads = { paces: [1, 1], busy: 0 };
  loads = learnt(loads, [10, 1000], 5);
  assert.deepEqual(loads.busy, 0.5);
  assert.ok(loads.paces[1] > 1 && loads.paces[1] < 2);
  for (let i = 0; i < 50; ++i) loads = learnt(loads, [10, 1000], 0);
  assert.ok(loads.paces[1] > 2.9 && loads.paces[1] <= 3);
  for (let i = 0; i < 50; ++i) loads = learnt(loads, [10, 0], 0);
  assert.ok(loads.paces[1] < 1.1);
});

function weightAlone(total) {
  const session = pretend({ total });
  while (!session.advance().ended);
  return session.weight;
}

/** A run with its helpers, each of which has a line to every other. */
function crewOf(members, total) {
  const sessions = Array.from({ length: members }, () => pretend({ total }));
  const player = new Player(sessions[0], nextTask);
  player.look();
  const ports = lines(members);
  const gather = () => {
    const { file } = player.gather(ports[0]);
    return sessions.slice(1).map((session, i) => {
      session.catchUp(file);
      const crew = new Crew(i + 1, ports[i + 1]);
      return { crew, done: assist(session, crew) };
    });
  };
  const close = async () => {
    await player.close();
    for (const port of ports.flat()) port.close();
  };
  return { sessions, player, gather, close };
}

for (const members of [2, 3, 5]) {
  test(`${members} of them come to the weights of one, and none does what another does`, async () => {
    const { sessions, player, gather, close } = crewOf(members, 20);
    const helpers = gather();
    await player.run(atOnce, () => {});
    await Promise.all(helpers.map(({ done }) => done));
    for (const session of sessions) assert.equal(session.weight, weightAlone(20));
    const computed = sessions.flatMap(({ computed }) => computed.map(String));
    assert.equal(computed.length, 20 * PARTS);
    assert.equal(new Set(computed).size, computed.length);
    await close();
  });
}

test('a run asks once for others, each time that it goes on, and goes on alone where none come', async () => {
  const { sessions, player, close } = crewOf(2, 20);
  const seen = [];
  await player.run({ ...atOnce, steps: 5 }, (outcome) => void seen.push(outcome));
  await player.run(atOnce, (outcome) => void seen.push(outcome));
  const cuts = seen.filter(({ kind }) => kind === 'cut');
  assert.deepEqual(cuts, Array(2).fill({ kind: 'cut', parts: PARTS }));
  assert.equal(sessions[0].weight, weightAlone(20));
  await close();
});

test('one that is saved in the middle of a step completes it alone, and the crew goes on', async () => {
  const { sessions, player, gather, close } = crewOf(2, 20);
  const [helper] = gather();
  const running = player.run(atOnce, () => {});
  for (let i = 0; i < 5; ++i) {
    await nextTask();
    const { step, file } = player.save();
    assert.equal(step, new Uint16Array(file.buffer)[0]);
  }
  await Promise.all([running, helper.done]);
  for (const session of sessions) assert.equal(session.weight, weightAlone(20));
  await close();
});

test('a crew that is sent home in the middle of a step leaves the run to go on alone, with the same weights', async () => {
  const { sessions, player, gather, close } = crewOf(3, 20);
  const helpers = gather();
  const running = player.run(atOnce, () => {});
  await nextTask();
  player.disband();
  await running;
  for (const { crew } of helpers) crew.close();
  assert.equal(sessions[0].weight, weightAlone(20));
  await close();
});
