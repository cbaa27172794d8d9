// npm run neighbours: trains word2vec on the shipped prose for 100,000 steps and looks how many of
// these pairs lie close together; writes what came out to tests/reproductions/word2vec.md. Fails if
// fewer than `least` do.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareData } from './data.mjs';
import { buildEngine } from './engine.mjs';
import { Failure, attach, main, note, root } from './process.mjs';
import { native, needTools } from './setup.mjs';

/** Chosen by hand, before a run: words that stand in the same places. */
const pairs = `
  two~three three~four four~five five~six six~seven ten~twenty hundred~thousand first~second
  he~she she~he him~her himself~herself his~her they~we my~your you~i me~him them~us
  was~is had~has would~could can~could must~should did~does said~cried
  man~woman men~women father~mother brother~sister day~night morning~evening eyes~hands
  never~always here~there this~that up~down who~which into~upon before~after black~white`
  .trim()
  .split(/\s+/)
  .map((pair) => pair.split('~'));

const nearest = 8; // places that count
const least = 24; // pairs, of forty
const shown = ['two', 'five', 'ten', 'he', 'she', 'him', 'they', 'was', 'said', 'man', 'day'];

async function trainedVectors() {
  const folder = await mkdtemp(join(tmpdir(), 'unfold-'));
  const path = join(folder, 'words.vec');
  const args = ['run', 'word2vec', '--preset', 'hundred-thousand', '--embeddings', path];
  try {
    const code = await attach(join(root, 'build/native/lab'), args);
    if (code !== 0) throw new Failure('The run failed.');
    return await readFile(path, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Words and their vectors, each of length 1, from word2vec's text format. */
function readVectors(text) {
  const [, ...lines] = text.trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [word, ...numbers] = line.trimEnd().split(' ');
      const vector = numbers.map(Number);
      const length = Math.hypot(...vector);
      return [word, vector.map((value) => value / length)];
    }),
  );
}

const product = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** All other words, the nearest first. */
function neighbours(vectors, word) {
  const from = vectors.get(word);
  return [...vectors.keys()]
    .filter((other) => other !== word)
    .map((other) => [other, product(from, vectors.get(other))])
    .sort(([, a], [, b]) => b - a)
    .map(([other]) => other);
}

/** From 1; infinite for a word without a vector. */
function placeOf(vectors, [word, other]) {
  if (!vectors.has(word) || !vectors.has(other)) return Infinity;
  return neighbours(vectors, word).indexOf(other) + 1;
}

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, lines) => [head, head.map(() => '---'), ...lines].map(row).join('\n');

function transcript(vectors, places, near) {
  const machine = `${cpus()[0].model.trim()}, Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  return [
    '# word2vec, 100,000 steps on the shipped prose',
    `\`npm run neighbours\` wrote this on ${date} (${machine}).`,
    `Of ${pairs.length} pairs ${near} have the second word among the ${nearest} nearest of the first.`,
    table(
      ['word', 'other', 'place'],
      pairs.map((pair, i) => [...pair, Number.isFinite(places[i]) ? places[i] : 'none']),
    ),
    table(
      ['word', 'nearest'],
      shown.map((word) => [word, neighbours(vectors, word).slice(0, nearest).join(', ')]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

await main(async () => {
  await prepareData();
  await needTools(native);
  await buildEngine('native', 'lab');
  const vectors = readVectors(await trainedVectors());
  const places = pairs.map((pair) => placeOf(vectors, pair));
  const near = places.filter((place) => place <= nearest).length;
  const text = transcript(vectors, places, near);
  await mkdir(join(root, 'tests/reproductions'), { recursive: true });
  await writeFile(join(root, 'tests/reproductions/word2vec.md'), text);
  process.stdout.write(text);
  if (near < least) note(`Fewer than ${least} pairs lie close together.`);
  return near < least ? 1 : 0;
});
