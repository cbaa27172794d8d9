// The Python package of the labs, tested in Python.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const tests = join(resolve(import.meta.dirname), 'unfold_lab_test.py');
const has = (python) => spawnSync(python, ['-c', 'import traitlets']).status === 0;
const python = ['python3', '/usr/bin/python3'].find(has);

test(
  'The Python package makes of inputs, goals and sites what the page is to know',
  { skip: !python && 'python3 has no traitlets (Debian: python3-traitlets)' },
  () => {
    const { status, stderr } = spawnSync(python, ['-B', tests], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^Ran [1-9]\d* tests/m);
  },
);
