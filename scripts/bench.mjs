// npm run bench: how long a training step takes, natively, in Node and in Chromium, beside what the
// hardware allows and beside the other engines that are installed. Medians; read them as ratios,
// since machines differ.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAdapter } from './bench/adapter.mjs';
import { bundleCrew } from './bench/crew.mjs';
import { curveLines, curvesSvg, most, series, withDistances } from './bench/curves.mjs';
import { labs } from './bench/labs.mjs';
import { readOptions } from './bench/options.mjs';
import { openPeers } from './bench/peers.mjs';
import { openChromium, openNative, openNode } from './bench/places.mjs';
import { digits, tableLines } from './bench/table.mjs';
import { printThreads } from './bench/threads.mjs';
import { median } from '../tests/bench/measure.js';
import { titles } from '../tests/bench/titles.js';
import { buildSite } from './build.mjs';
import { buildEngine } from './engine.mjs';
import { main, note, root } from './process.mjs';
import { browser, googleBenchmark, native, needModules, needTools, webAssembly } from './setup.mjs';

const open = { native: openNative, node: openNode, chromium: openChromium };

const print = (lines) => lines.forEach((line) => console.log(line));

async function prepare({ places, peers, curves, threads, workloads }) {
  const isLabTimed = workloads.some((name) => name in labs);
  const inBrowser = places.includes('chromium');
  if (places.includes('native')) {
    await needTools(native, googleBenchmark);
    await buildEngine('native', 'workloads_bench', ...(isLabTimed ? ['lab'] : []));
  }
  const isPageTimed = !curves && !threads;
  if (places.some((place) => place !== 'native')) {
    await needTools(webAssembly, inBrowser ? browser : []);
    await buildEngine('wasm', 'bench_module', ...(isPageTimed ? ['unfold'] : []));
  }
  if (inBrowser) await needModules();
  if (inBrowser && (isPageTimed || isLabTimed)) await buildSite();
  if (inBrowser && threads) await bundleCrew(join(root, 'build/bench'));
  if (peers && inBrowser) await buildAdapter();
}

async function rowsOf(place, { workloads, measured }) {
  const rows = await place.limits();
  for (const name of workloads) {
    note(`${place.title}: ${name} …`);
    rows.push({
      ...(await place.workload(name)),
      ...measured?.get(name),
      title: `${name} ${titles[name]}`,
    });
  }
  return rows;
}

/** What the peers take for each workload, before ours is timed alone. */
async function measurePeers(peers, { workloads, places }) {
  const measured = new Map();
  for (const name of workloads) {
    note(`Peers: ${name} …`);
    const ratios = places.includes('chromium') ? await peers.ratios(name) : {};
    measured.set(name, { ratios, pytorch: await peers.pytorch(name) });
  }
  return measured;
}

/** PyTorch runs natively, so that it has a ratio in every place; the others have one in Chromium. */
function withRatios(row, inChromium) {
  const PyTorch = row.pytorch && row.pytorch / row.median;
  return { ...row, ratios: { ...(inChromium && row.ratios), PyTorch } };
}

async function printLab(place) {
  const { median: middle, fastest } = await place.lab();
  const [usual, least] = [middle, fastest].map((time) => digits(time * 1000));
  console.log(`lab hihello, with its prediction: ${usual} µs a step (fastest ${least})`);
}

async function printFirstStep(place) {
  note(`${place.title}: the first step …`);
  const { cold, warm } = await place.firstStep();
  const [first, again] = [cold, warm].map((times) => Math.round(median(times)));
  console.log(`first step of hihello: ${first} ms cold, ${again} ms warm`);
}

async function printTable(options) {
  const peers = options.peers && openPeers(options.peers, options.seconds);
  const measured = peers && (await measurePeers(peers, options));
  for (const name of options.places) {
    const place = await open[name](options);
    try {
      const inChromium = name === 'chromium';
      const rows = await rowsOf(place, { workloads: options.workloads, measured });
      const titles = peers ? [...(inChromium ? peers.titles : []), 'PyTorch'] : [];
      console.log(`\n${place.title}`);
      print(
        tableLines(
          rows.map((row) => withRatios(row, inChromium)),
          titles,
        ),
      );
      if (place.lab) await printLab(place);
      if (place.firstStep) await printFirstStep(place);
    } finally {
      await place.close();
    }
  }
}

async function printCurves(options) {
  const curves = [];
  for (const name of options.places.filter((place) => place !== 'native')) {
    const place = await open[name](options);
    for (const { title, sizes, specs } of series) {
      note(`${place.title}: ${title} …`);
      const rows = await place.shapes(specs);
      const points = rows.map(({ median, flops }, i) => ({ size: sizes[i], time: median, flops }));
      curves.push({ title: `${place.title}, ${title}`, points: withDistances(points) });
    }
    await place.close();
  }
  for (const curve of curves) print(['', ...curveLines(curve)]);
  const far = curves.flatMap(({ points }) => points).filter(({ off }) => off > most);
  console.log(
    `\n${far.length} points are more than ${most} times off the line of their neighbours.`,
  );
  const path = join(root, 'build/bench/curves.svg');
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  writeFileSync(path, curvesSvg(curves));
  console.log(`The curves: ${path}`);
}

await main(async (words) => {
  const options = readOptions(words);
  await prepare(options);
  if (options.curves) return printCurves(options);
  return options.threads ? printThreads(open, options) : printTable(options);
});
