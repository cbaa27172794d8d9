// npm run soak: ten minutes of random clicks and words in each kind of embed. No error, no request to
// elsewhere, no script of what is typed, and a heap that does not grow. UNFOLD_SOAK has other minutes.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openSingles } from '../../../scripts/single.mjs';
import { assertNoProblems, labReady, openSite } from '../harness.mjs';
import { serve } from '../server.mjs';
import { soak } from './soak.mjs';

const minutes = Number(process.env.UNFOLD_SOAK ?? 10);
const seed = Number(process.env.UNFOLD_SEED ?? 1);
const MOST_GROWTH = 1.25;

let site;
let host;
let folder;
before(async () => {
  site = await openSite({
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
  folder = await mkdtemp(join(tmpdir(), 'unfold-soak-'));
  host = await serve(folder);
  const singles = await openSingles();
  await singles.write(['hihello'], folder);
  await singles.close();
});
after(async () => {
  await host.close();
  await site.close();
  await rm(folder, { recursive: true });
});

/** A page of another site with this body. */
async function openHost(name, body) {
  await writeFile(
    join(folder, `${name}.html`),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${body}`,
  );
  const page = await site.page({ origins: [host.origin] });
  await page.goto(`${host.url}${name}.html`);
  return page;
}

async function openFrame(name, sandbox) {
  const page = await openHost(
    name,
    `<iframe src="${site.url}lab/hihello/?embed=1" title="Lab" width="100%" height="700" ${sandbox}></iframe>`,
  );
  return { page, frame: page.frames().at(-1) };
}

async function openElement() {
  const page = await openHost(
    'element',
    `<script type="module" src="${site.url}unfold-lab.js"></script><unfold-lab lab="hihello"></unfold-lab>`,
  );
  return { page, frame: page.mainFrame() };
}

async function openFile() {
  const page = await site.page();
  await page.goto(pathToFileURL(join(folder, 'unfold-hihello.html')).href);
  return { page, frame: page.mainFrame() };
}

const embeds = {
  'a frame': () => openFrame('frame', ''),
  'a frame that may run scripts alone': () => openFrame('sandbox', 'sandbox="allow-scripts"'),
  'an element': openElement,
  'a single file': openFile,
};

/** The first half opens what comes late and keeps as many runs as are kept; the second adds nothing. */
function assertFlat(weights) {
  const sizes = weights.map(({ page, workers }) => page + workers);
  const first = Math.max(...sizes.slice(0, Math.ceil(sizes.length / 2)));
  const last = sizes.at(-1);
  assert.ok(last <= first * MOST_GROWTH, `${first.toFixed(1)} MB became ${last.toFixed(1)}`);
}

const told = ({ page, workers }) => `${page.toFixed(1)} + ${workers.toFixed(1)}`;

describe('random clicks and words', { concurrency: true }, () => {
  for (const [name, open] of Object.entries(embeds)) {
    test(`in ${name} break nothing and leave nothing behind`, async (t) => {
      const { page, frame } = await open();
      await labReady(frame);
      const { clicks, weights } = await soak(page, frame, { minutes, seed });
      t.diagnostic(`${clicks} actions; MB of page and workers: ${weights.map(told).join(', ')}`);
      assertNoProblems(page);
      assertFlat(weights);
      await page.context().close();
    });
  }
});
