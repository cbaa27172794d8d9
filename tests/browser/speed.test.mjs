// The page Speed times the workloads on the reader's machine.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { dist, openSite, root } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const text = (page, name, cell) =>
  page.locator(`[data-row="${name}"] [data-cell="${cell}"]`).textContent();
const timed = (page, name) =>
  page.waitForFunction(
    (name) => document.querySelector(`[data-row="${name}"] [data-cell="step"]`).textContent !== '',
    name,
  );

const number = (text) => parseFloat(text.replaceAll(',', ''));

function hasTfjs(folder) {
  try {
    createRequire(join(resolve(root, folder), 'package.json')).resolve(
      '@tensorflow/tfjs-backend-wasm',
    );
    return true;
  } catch {
    return false;
  }
}
const tfjs = [root, process.env.UNFOLD_PEERS].some((folder) => folder && hasTfjs(folder));
const unlessTfjs = !tfjs && 'TensorFlow.js is not installed; CONTRIBUTING.md says how.';

/** What is loaded on a page, by it and by its workers. */
function requestsOf(page) {
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  return requests;
}
const ofTfjs = (urls) => urls.filter((url) => /(^|\/)(compare|tfjs)[^/]*$/.test(url));

test('Speed is linked from every page and times hihello; stopping keeps what was timed', async () => {
  const page = await site.page({ path: '' });
  await page.locator('footer a[data-word="speed"]').click();
  await page.locator('[data-start]').click();
  await timed(page, 'W1');
  await page.locator('[data-stop]').click();
  const [step, fastest, rate, share] = await Promise.all(
    ['step', 'fastest', 'rate', 'share'].map((cell) => text(page, 'W1', cell)),
  );
  assert.ok(Number(fastest) > 0 && Number(step) >= Number(fastest));
  assert.ok(Number(rate) > 0);
  assert.match(share, /^\d+%$/);
  assert.equal(await page.locator('[data-status]').textContent(), 'Stopped.');
  assert.ok(await page.locator('[data-start]').isEnabled());
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('Speed says in Korean how far it is', async () => {
  const page = await site.page({ path: 'speed/?lang=ko' });
  await page.locator('[data-start]').click();
  await page.waitForFunction(() => document.querySelector('[data-status]').textContent !== '');
  assert.match(await page.locator('[data-status]').textContent(), /11개 중 \d+번째를 재는 중/);
  await page.locator('[data-stop]').click();
  await page.context().close();
});

test('Speed can compare where TensorFlow.js is installed, and there alone', async () => {
  const page = await site.page({ path: 'speed/' });
  assert.equal(await page.locator('[data-compare]').count(), tfjs ? 1 : 0);
  assert.equal(ofTfjs(readdirSync(join(dist, 'assets'))).length > 0, tfjs);
  await page.context().close();
});

test(
  'TensorFlow.js is loaded when it is asked for, from the site, and computes the same',
  {
    skip: unlessTfjs,
  },
  async () => {
    const page = await site.page();
    const requests = requestsOf(page);
    await page.goto(`${site.url}speed/`, { waitUntil: 'networkidle' });
    assert.ok(requests.length > 0);
    assert.deepEqual(ofTfjs(requests), []);
    assert.ok(await page.locator('[data-cell="times"]').first().isHidden());

    await page.locator('[data-compare]').click();
    await timed(page, 'W1');
    await page.locator('[data-stop]').click();
    assert.ok(ofTfjs(requests).some((url) => url.endsWith('.wasm')));
    assert.ok(requests.every((url) => /^(blob:)?http/.test(url) && url.includes(site.origin)));

    const [ours, theirs, times] = await Promise.all(
      ['step', 'other', 'times'].map(async (cell) => number(await text(page, 'W1', cell))),
    );
    assert.ok(theirs > 0);
    assert.ok(Math.abs(times / (theirs / ours) - 1) < 0.1, `${times} is not ${theirs} / ${ours}`);
    const losses = await page.locator('[data-row="W1"] [data-cell="other"]').getAttribute('title');
    const pairs = losses.split('; ').map((pair) => pair.split(' ≈ ').map(Number));
    assert.equal(pairs.length, 5);
    for (const [here, there] of pairs) assert.ok(Math.abs(here - there) < 1e-4 * here);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  },
);
