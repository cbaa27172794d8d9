// A run is taken along to other programs; as JSON it comes back.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { assertNoProblems, openGroup, openLab, openSite, state } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const part = (page, inside = '') => page.locator(`unfold-lab unfold-take-along ${inside}`);
const fold = (page) => page.locator('unfold-lab [data-group=take-along] > summary');
const kinds = (page) =>
  part(page, '[data-kind]').evaluateAll((all) => all.map(({ dataset }) => dataset.kind));

/** Opens the group by keyboard and waits for what the engine offers. */
async function unfold(page) {
  await openGroup(page, 'take-along');
  await part(page, '[data-kind=json]').waitFor();
}

async function taken(page, kind) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    part(page, `[data-kind=${kind}]`).click(),
  ]);
  await part(page, `[data-kind=${kind}]:enabled`).waitFor();
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** The numbers of a safetensors file by name. */
function tensorsIn(bytes) {
  const head = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + head));
  const { __metadata__: _, ...entries } = JSON.parse(text);
  return Object.entries(entries).map(([name, { shape, data_offsets }]) => {
    const [from, to] = data_offsets.map((offset) => 8 + head + offset);
    return { name, shape, values: new Float32Array(bytes.slice(from, to).buffer) };
  });
}

/** The values of an array in an npy file. */
function npyValues(bytes) {
  const { buffer } = bytes.slice(10 + bytes[8] + 256 * bytes[9]);
  return new Float32Array(buffer);
}

test('hihello leaves as a PyTorch program with the weights of the run, and comes back as JSON', async () => {
  const page = await site.page();
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  const binaries = () => requests.filter((url) => url.endsWith('.wasm')).length;
  await openLab(page, `${site.url}lab/hihello/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(10));
  await fold(page).waitFor();
  assert.equal(binaries(), 1, 'the whole engine comes unasked');
  await unfold(page);
  assert.equal(binaries(), 2);
  assert.equal((await kinds(page)).length, 8);
  assert.equal(await part(page, '.why').count(), 0);

  const program = await taken(page, 'pytorch');
  assert.equal(program.name, 'hihello-pytorch.zip');
  const files = unzipSync(await readFile(program.path));
  assert.deepEqual(Object.keys(files).sort(), ['hihello.py', 'hihello.weights.npz']);
  const source = new TextDecoder().decode(files['hihello.py']);
  assert.match(source, /import torch/);
  assert.match(source, /hihello\.weights\.npz/);

  const weights = await taken(page, 'safetensors');
  assert.equal(weights.name, 'hihello-weights.safetensors');
  const tensors = tensorsIn(new Uint8Array(await readFile(weights.path)));
  assert.equal(tensors.length, 4);
  // The dense layer's bias is the same array in both.
  const bias = tensors.find(({ name }) => /fully_connected.*bias/.test(name));
  const inProgram = Object.values(unzipSync(files['hihello.weights.npz'])).map(npyValues);
  assert.ok(bias.values.some((value) => value !== 0));
  assert.ok(inProgram.some((values) => `${values}` === `${bias.values}`));

  const run = await taken(page, 'json');
  assert.equal(run.name, 'hihello.json');
  const left = await state(page);
  const json = JSON.parse(await readFile(run.path, 'utf8'));
  assert.deepEqual([json.steps, json.fingerprint], [10, left.fingerprint]);

  await page.evaluate(() => document.querySelector('unfold-lab').reset());
  assert.equal((await state(page)).step, 0);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('unfold-lab [data-file=open]').press('Enter'), // wherever it moves to
  ]);
  await chooser.setFiles(run.path);
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.step === 10);
  assert.equal((await state(page)).fingerprint, left.fingerprint);
  assertNoProblems(page);
  await page.context().close();
});

test('a run leaves in every form, each a file that is one of its kind', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(2));
  await unfold(page);
  const files = {};
  for (const kind of await kinds(page)) {
    const { name, path } = await taken(page, kind);
    files[kind] = { name, bytes: new Uint8Array(await readFile(path)) };
  }
  assert.deepEqual(
    Object.fromEntries(Object.entries(files).map(([kind, { name }]) => [kind, name])),
    {
      pytorch: 'hihello-pytorch.zip',
      keras: 'hihello-keras.zip',
      tfjs: 'hihello-tfjs.zip',
      onnx: 'hihello.onnx',
      npz: 'hihello-weights.npz',
      safetensors: 'hihello-weights.safetensors',
      csv: 'hihello-csv.zip',
      json: 'hihello.json',
    },
  );
  const inside = (kind) => unzipSync(files[kind].bytes);
  assert.deepEqual(Object.keys(inside('keras')).sort(), ['hihello.py', 'hihello.weights.npz']);
  assert.deepEqual(Object.keys(inside('tfjs')).sort(), [
    'hihello.mjs',
    'hihello.weights.safetensors',
  ]);
  // The same arrays in both files of weights.
  const tensors = new Map(
    tensorsIn(files.safetensors.bytes).map(({ name, values }) => [`${name}.npy`, `${values}`]),
  );
  const arrays = Object.entries(inside('npz'));
  assert.equal(arrays.length, 4);
  for (const [name, bytes] of arrays) assert.equal(`${npyValues(bytes)}`, tensors.get(name));
  const onnx = new TextDecoder('latin1').decode(files.onnx.bytes);
  assert.match(onnx, /Unfold[^]*LSTM[^]*MatMul/);
  assert.match(new TextDecoder().decode(inside('csv')['hihello.csv']), /^step,loss\r\n0,1\.6/);
  // An archive holds no time: taken again, it has the same bytes.
  const again = await readFile((await taken(page, 'pytorch')).path);
  assert.deepEqual(new Uint8Array(again), files.pytorch.bytes);
  assert.deepEqual([...files.pytorch.bytes.slice(10, 14)], [0, 0, 0x21, 0]);
  assertNoProblems(page);
  await page.context().close();
});

test('a lab that is no chain of layers offers no programs and says why, in Korean and on a phone', async () => {
  const page = await site.page({ width: 390 });
  await openLab(page, `${site.url}lab/softmax-layer/?lang=ko`);
  await unfold(page);
  assert.deepEqual(await kinds(page), ['npz', 'safetensors', 'csv', 'json']);
  assert.match(await part(page, '.why').textContent(), /ONNX는 없어요/);
  assert.equal((await taken(page, 'csv')).name, 'softmax-layer-csv.zip');
  assertNoProblems(page);
  await page.context().close();
});

test('what cannot be fetched is said where it was asked for', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/`);
  await fold(page).waitFor();
  await page.route('**/*.wasm', (route) => route.abort());
  await fold(page).click();
  await part(page, '[role=alert]').waitFor();
  assert.ok((await part(page, '[role=alert]').textContent()).trim().length > 20);
  assert.deepEqual(await kinds(page), []);
  await page.unrouteAll();
  await fold(page).click();
  await fold(page).click();
  await part(page, '[data-kind=json]').waitFor();
  assert.equal(await part(page, '[role=alert]').count(), 0);
  await page.context().close();
});
