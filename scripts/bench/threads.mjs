// npm run bench -- --threads 1,2: workloads with several threads in turn, what each gains, and what
// more cores should give.
import { median } from '../../tests/bench/measure.js';
import { titles } from '../../tests/bench/titles.js';
import { note } from '../process.mjs';
import { error, predicted } from './model.mjs';
import { digits } from './table.mjs';

/** Cores that are rarely at hand where this is run. */
const more = [4, 8];

const ratio = (value) => `${value.toFixed(2)} x`;
const percent = (value) => `${Math.round(100 * value)} %`;
const middle = (values) => median([...values].sort((a, b) => a - b));

/** Of each number of threads the milliseconds a step, and how many times as fast as one thread it was
 *  in the same round: medians over the rounds. */
export function gains(threads, times) {
  const one = threads.indexOf(1);
  return threads.map((count, i) => ({
    threads: count,
    ms: middle(times[i]),
    ...(one >= 0 && { gain: middle(times[i].map((time, round) => times[one][round] / time)) }),
  }));
}

const measured = ({ threads, ms, gain }) => [
  String(threads),
  `${digits(ms)} ms`,
  ...(gain && threads > 1 ? [ratio(gain), percent(gain / threads)] : []),
];

function expectation(costs, rows) {
  if (costs.parts === 1) return ['A step is one part: more threads change nothing.'];
  const { parts, part, write, read, rest, message, bytes } = costs;
  const pieces = `${parts} parts of ${digits(part)} ms, ${digits(rest)} ms for itself; ${digits(bytes / 1e6)} MB written in ${digits(write)} ms, sent in ${digits(message)} ms, read in ${digits(read)} ms`;
  const seen = rows.filter(({ threads, gain }) => threads > 1 && gain);
  const off = seen.map(
    ({ threads, gain }) => `${percent(error(costs, threads, gain))} off with ${threads}`,
  );
  const gain = (count) => ratio(predicted(costs, 1) / predicted(costs, count));
  const ahead = more.map((count) => `${gain(count)} with ${count}`);
  return [pieces, `model: ${[...ahead, ...off].join(', ')}`];
}

function printTable(name, rows, costs) {
  console.log(`\n${name} ${titles[name] ?? ''}`.trimEnd());
  for (const row of rows) console.log(`  ${measured(row).join('  ')}`);
  if (costs) for (const line of expectation(costs, rows)) console.log(`  ${line}`);
}

function printJson(where, workload, rows) {
  for (const { threads, ms, gain } of rows) {
    const efficiency = gain && Number((gain / threads).toFixed(3));
    console.log(JSON.stringify({ where, workload, threads, ms, efficiency }));
  }
}

export async function printThreads(open, { places, workloads, threads, json, ...options }) {
  for (const where of places) {
    const place = await open[where]({ ...options, isolated: false });
    try {
      if (!json) console.log(`\n${place.title}, threads in turn`);
      for (const name of workloads) {
        note(`${place.title}: ${name} …`);
        const { times, costs } = await place.threads(name, threads);
        const rows = gains(threads, times);
        if (json) printJson(where, name, rows);
        else printTable(name, rows, costs);
      }
    } finally {
      await place.close();
    }
  }
}
