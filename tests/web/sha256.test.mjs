import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { hashOf, sha256 } = await load('engine/sha256.ts');

const bytesOf = (length) => Uint8Array.from({ length }, (_, i) => (i * 131 + (i >> 8)) & 255);

test('our SHA-256 is the one of everybody, at every length around the ends of blocks', async () => {
  for (const length of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 100_003]) {
    const bytes = bytesOf(length);
    const expected = createHash('sha256').update(bytes).digest('hex');
    assert.equal(sha256(bytes), expected, `${length} bytes`);
    assert.equal(await hashOf(bytes), expected, `${length} bytes`);
  }
});

test('a part of a larger memory has the hash of its own bytes', () => {
  const part = bytesOf(300).subarray(7, 207);
  assert.equal(sha256(part), createHash('sha256').update(part).digest('hex'));
});
