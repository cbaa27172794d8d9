// What the native program says of a run.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { built, root } from './harness.mjs';

async function lab(...args) {
  const limits = { encoding: 'utf8', maxBuffer: 1 << 30, cwd: root };
  const { stdout } = await promisify(execFile)(join(built, 'native/lab'), args, limits);
  return stdout;
}

export const { labs } = JSON.parse(await lab('list', '--json'));

/** What the native program says of a run when it is done. */
export async function native(id, ...options) {
  const lines = await lab('run', id, '--json', ...options);
  const last = JSON.parse(lines.trim().split('\n').at(-1));
  assert.equal(last.done, true);
  return last;
}

/** The same, or null for a preset about data that is not here. */
export async function nativeIfPossible(id, ...options) {
  try {
    return await native(id, ...options);
  } catch (error) {
    assert.equal(error.code, 2, error.message);
    return null;
  }
}
