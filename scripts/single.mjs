// npm run build:single -- [lab …] [--lang ko] [--link "goal=loss < 0.1#preset=gru"] [--scorm | --h5p]: labs as
// one file each in dist-single/, which open without a network, or as packages for learning platforms.
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildModules } from './build.mjs';
import { Failure, main, note, root } from './process.mjs';
import { openTypeScript } from './typescript.mjs';

const options = {
  lang: { type: 'string' },
  link: { type: 'string', default: '' },
  scorm: { type: 'boolean', default: false },
  h5p: { type: 'boolean', default: false },
};

function parsed(args) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Failure(error.message);
  }
}

function kindOf({ scorm, h5p }) {
  if (scorm && h5p) throw new Failure('A package is for SCORM or for H5P: give one of both.');
  if (h5p) return 'h5p';
  return scorm ? 'scorm' : 'page';
}

const size = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

async function write({ writeSingles, WrongWish }, { values, positionals: labs }, folder) {
  const told = (path, bytes) => note(`${relative(root, path)}  ${size(bytes)}`);
  try {
    await writeSingles({ ...values, kind: kindOf(values), labs, folder }, told);
  } catch (error) {
    throw error instanceof WrongWish ? new Failure(error.message) : error;
  }
}

/** What writes the files that a command asks for, of modules that are built. */
export async function openSingles() {
  // Else what reads the page's TypeScript says that all is in development, and packages come so.
  process.env.NODE_ENV ??= 'production';
  const server = await openTypeScript();
  const singles = await server.ssrLoadModule('/web/build/single/index.ts');
  return {
    write: (args, folder) => write(singles, parsed(args), folder),
    close: () => server.close(),
  };
}

async function buildSingles(args) {
  kindOf(parsed(args).values);
  await buildModules();
  const singles = await openSingles();
  try {
    await singles.write(args, join(root, 'dist-single'));
  } finally {
    await singles.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(buildSingles);
