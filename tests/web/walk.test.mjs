// How a sequence is walked through inside a cell, and how numbers that are held are written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { Walk } = await load('panels/inside/walk.ts');
const { heldAt, readHeld, turnedText, whereIs } = await load('panels/inside/held.ts');

const course = { kind: 'lstm', steps: 3, losses: 3, hasBack: true };

const all = (of) => Array.from({ length: new Walk(of).length }, (_, i) => new Walk(of, i));

test('a walk goes forwards step by step, through the losses, and back to the first step', () => {
  const phases = all(course).map(({ moment: { phase, read } }) => `${phase} ${read}`);
  assert.deepEqual(
    [...new Set(phases)],
    [
      ...[0, 1, 2].map((read) => `forwards ${read}`),
      ...[0, 1, 2].map((read) => `loss ${read}`),
      ...[2, 1, 0].map((read) => `back ${read}`),
    ],
  );
  assert.equal(phases.length, 3 * 8 + 3 + 3);
});

test('nothing is known before what it is computed from', () => {
  const from = {
    f: ['x', 'h_before'],
    i: ['x', 'h_before'],
    g: ['x', 'h_before'],
    c: ['f', 'i', 'g', 'c_before'],
    o: ['c'],
    h: ['o', 'c'],
  };
  for (const walk of all(course)) {
    for (const read of [0, 1, 2]) {
      for (const [name, sources] of Object.entries(from)) {
        if (!walk.knows(name, read)) continue;
        for (const source of sources) assert.ok(walk.knows(source, read), `${name} of ${source}`);
      }
      if (read > 0 && walk.knows('h_before', read)) assert.ok(walk.knows('h', read - 1));
      if (walk.knowsOutput(read, 3)) assert.ok(walk.knows('h', read));
      if (walk.knowsLoss(read)) assert.ok(walk.knowsOutput(read, 3));
    }
    if (walk.backTo < Infinity) assert.ok([0, 1, 2].every((read) => walk.knowsLoss(read)));
  }
});

test('each moment forwards adds something, and the last one has everything', () => {
  const names = ['x', 'h_before', 'c_before', 'f', 'i', 'g', 'c', 'o', 'h'];
  const known = (walk) =>
    [0, 1, 2].flatMap((read) => names.filter((name) => walk.knows(name, read)).map(() => 1)).length;
  const counts = all(course).map(known);
  const forwards = counts.slice(0, 24);
  assert.ok(forwards.every((count, i) => i === 0 || count > forwards[i - 1]));
  assert.equal(counts.at(-1), 27);
  assert.equal(all(course).at(-1).backTo, 0);
});

test('arrow keys end at the end of a time step, there and back', () => {
  const path = [new Walk(course)];
  while (!path.at(-1).isLast) path.push(path.at(-1).stride(1));
  assert.deepEqual(
    path.slice(1).map(({ moment: { phase, read } }) => phase[0] + read),
    ['f0', 'f1', 'f2', 'l0', 'l1', 'l2', 'b2', 'b1', 'b0'],
  );
  assert.ok(path.slice(1).every(({ moment }) => moment.parts === 8 || moment.phase !== 'forwards'));
  const back = [path.at(-1)];
  while (back.at(-1).position > 0) back.push(back.at(-1).stride(-1));
  assert.deepEqual(
    back.map(({ moment: { phase, read } }) => phase[0] + read),
    ['b0', 'b1', 'b2', 'l2', 'l1', 'l0', 'f2', 'f1', 'f0', 'f0'],
  );
});

test('without losses and without training a walk ends with the last time step', () => {
  const bare = { kind: 'rnn', steps: 2, losses: 0, hasBack: false };
  assert.equal(new Walk(bare).length, 8);
  assert.equal(new Walk(bare, 99).moment.read, 1);
  assert.equal(Walk.after(bare, 0).moment.parts, 4);
});

test('numbers are held, changed and given back in the text that a link carries', () => {
  const place = { network: 0, layer: 2, backwards: true };
  const cell = { read: 3 };
  assert.equal(whereIs(place, 1, cell, 'h_before', 4), '0/2b.h(1,2,4)');
  assert.equal(whereIs(place, 1, cell, 'h', 4), '0/2b.h(1,3,4)');
  assert.equal(whereIs(place, 1, cell, 'f', 4), '0/2b.f(1,2,4)');
  const one = turnedText('', '0/0.f(0,1,2)', 0.5);
  assert.equal(one, '0/0.f(0,1,2):0.5');
  const two = turnedText(one, '0/0.bias(3)', -2e7);
  assert.equal(two, '0/0.f(0,1,2):0.5;0/0.bias(3):-1000000');
  assert.equal(turnedText(two, '0/0.f(0,1,2)', 0), '0/0.f(0,1,2):0;0/0.bias(3):-1000000');
  assert.equal(turnedText(two, '0/0.f(0,1,2)', null), '0/0.bias(3):-1000000');
  assert.equal(heldAt(readHeld(two), '0/0.f(0,1,2)'), 0.5);
  assert.equal(heldAt(readHeld(two), '0/0.f(0,1,3)'), null);
});
