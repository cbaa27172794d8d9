// Times a workload with several workers, in turn with one, in a page.
import { median } from './measure.js';
import { openTeam } from './team.js';

const warmSteps = 3;
const fewestSteps = 2;

/** Milliseconds a step, taking them for so many seconds. */
async function timed({ step }, seconds) {
  const start = performance.now();
  const end = start + seconds * 1000;
  let steps = 0;
  while (steps < fewestSteps || performance.now() < end) {
    await step();
    ++steps;
  }
  return (performance.now() - start) / steps;
}

/** The losses of the first steps, which are those of one alone, to the bit. */
async function warmed(team) {
  const losses = [];
  while (losses.length < warmSteps) losses.push(await team.step());
  return losses.join();
}

const sorted = (times) => [...times].sort((a, b) => a - b);

function repeated(times, work) {
  const start = performance.now();
  for (let i = 0; i < times; ++i) work();
  return (performance.now() - start) / times;
}

/** Milliseconds that a message of so many bytes takes to another worker. */
async function messageTime(bytes) {
  const source = 'onmessage = ({ data }) => postMessage(data, [data.buffer])';
  const echo = new Worker(URL.createObjectURL(new Blob([source])));
  const times = [];
  for (let i = 0; i < 50; ++i) {
    const data = new Uint8Array(bytes);
    const start = performance.now();
    await new Promise((resolve) => {
      echo.onmessage = resolve;
      echo.postMessage(data, [data.buffer]);
    });
    times.push((performance.now() - start) / 2);
  }
  echo.terminate();
  return median(sorted(times));
}

/** What a step is made of, in milliseconds, where nothing else runs: a part, to write the sum of one
 *  half, to read it, a message of it, and the rest. */
async function costs({ workload }, other) {
  const parts = workload.openParts();
  if (parts === 1) return { parts };
  const half = parts / 2;
  const samples = [];
  for (let i = 0; i < 9; ++i) {
    workload.openParts();
    other.openParts();
    const part = repeated(1, () => workload.computeParts(0, half)) / half;
    const write = repeated(1, () => workload.writtenParts());
    other.computeParts(half, half);
    const bytes = other.writtenParts();
    const read = repeated(1, () => workload.readParts(bytes));
    const rest = repeated(1, () => workload.step());
    other.step();
    samples.push({ part, write, read, rest, bytes: bytes.length });
  }
  const middle = (key) => median(sorted(samples.map((sample) => sample[key])));
  const bytes = middle('bytes');
  const [part, write, read, rest] = ['part', 'write', 'read', 'rest'].map(middle);
  return { parts, part, write, read, rest, message: await messageTime(bytes), bytes };
}

/**
 * `rounds` of a workload with each of these numbers of members, in turn: for each the milliseconds a
 * step of every round; and what a step is made of (model.js).
 */
export async function threaded({ what, threads, rounds, seconds, ...module }) {
  const teams = [];
  for (const members of threads) teams.push(await openTeam(members, { what, ...module }));
  const losses = new Set();
  for (const team of teams) losses.add(await warmed(team));
  if (losses.size > 1) throw new Error(`${what}: the losses depend on the number of workers.`);
  const times = teams.map(() => []);
  for (let round = 0; round < rounds; ++round) {
    for (const [i, team] of teams.entries()) times[i].push(await timed(team, seconds / rounds));
  }
  for (const team of teams) team.close();
  const [alone, other] = [
    await openTeam(1, { what, ...module }),
    await openTeam(1, { what, ...module }),
  ];
  await warmed(alone);
  await warmed(other);
  const made = await costs(alone, other.workload);
  alone.close();
  other.close();
  return { times, costs: made };
}
