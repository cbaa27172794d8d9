import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { readLink, writeLink } = await load('lab/link.ts');

test('inputs that are all defaults leave no link', async () => {
  assert.equal(await writeLink('', {}), '');
});

test('a short link can be read by people', async () => {
  const link = await writeLink('gru', { hidden: '8', learning_rate: '0.05', lengths: '5,3,4' });
  assert.equal(link, '#v=1&preset=gru&hidden=8&learning_rate=0.05&lengths=5,3,4');
});

test('what is written is read again', async () => {
  const inputs = { text: 'a&b=c #é 한글 +%', kernel: '1,0;0,1|2,3;4,5', note: '' };
  const { preset, inputs: read, damaged } = await readLink(await writeLink('longer', inputs));
  assert.deepEqual({ preset, read, damaged }, { preset: 'longer', read: inputs, damaged: false });
});

test('long texts travel packed and come out whole', async () => {
  const inputs = { text: 'if you want to build a ship, '.repeat(40), hidden: '8' };
  const link = await writeLink('', inputs);
  assert.ok(link.length < 200, link);
  assert.match(link, /^#v=1&hidden=8&z=[\w-]+$/);
  assert.deepEqual((await readLink(link)).inputs, inputs);
});

test('a damaged pack is told, and the rest is read', async () => {
  for (const z of ['%%%', 'AAAA', '', 'bm90IGpzb24']) {
    const { inputs, damaged } = await readLink(`#v=1&hidden=7&z=${z}`);
    assert.deepEqual({ inputs, damaged }, { inputs: { hidden: '7' }, damaged: true });
  }
});

test('a pack that unfolds without end is damaged', async () => {
  const { deflateSync, strToU8 } = await import('fflate');
  const bomb = deflateSync(strToU8(JSON.stringify({ text: 'a'.repeat(5_000_000) })));
  const link = `#v=1&z=${Buffer.from(bomb).toString('base64url')}`;
  assert.equal((await readLink(link)).damaged, true);
});

test('markup stays text', async () => {
  const inputs = { text: '<img src=x onerror=alert(1)>' };
  assert.deepEqual((await readLink(await writeLink('', inputs))).inputs, inputs);
});

test('links of the first version are read for ever', async () => {
  const { preset, inputs } = await readLink(
    '#v=1&preset=ten-thousand&text=hello+world&learning_rate=1e-3',
  );
  assert.equal(preset, 'ten-thousand');
  assert.deepEqual(inputs, { text: 'hello world', learning_rate: '1e-3' });
});
