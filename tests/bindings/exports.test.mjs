// `lab export` of weights and of runs, and what it refuses.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { after } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const runner = process.env.UNFOLD_RUNNER ?? join(root, 'build/native/lab');
const skip = !existsSync(runner) && `${runner} is not there`;
const to = mkdtempSync(join(tmpdir(), 'unfold-exports-'));
after(() => rmSync(to, { recursive: true }));

const lab = (...args) =>
  execFileSync(runner, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const refused = (...args) => {
  const { status, stderr } = spawnSync(runner, args, { cwd: root, encoding: 'utf8' });
  assert.equal(status, 2, stderr);
  return stderr;
};
const at = (name) => join(to, name);

test('A run as JSON opens again and goes on bit for bit', { skip }, () => {
  lab('export', 'hihello', '--as', 'json', '--steps', '20', '--out', at('run.json'));
  const run = JSON.parse(readFileSync(at('run.json'), 'utf8'));
  assert.equal(run.steps, 20);
  assert.equal(run.curves.loss.values.length, 20);
  assert.equal(run.inputs.text, 'hihello');
  assert.equal(run.engine_version, JSON.parse(readFileSync(join(root, 'package.json'))).version);
  // As another program may have written it again.
  writeFileSync(at('pretty.json'), JSON.stringify({ nested: [[{}], '}'], ...run }, null, 2));
  const last = (...args) =>
    JSON.parse(
      lab('run', 'hihello', ...args)
        .trim()
        .split('\n')
        .at(-1),
    );
  const whole = last('--json');
  assert.equal(last('--load', at('pretty.json'), '--json').fingerprint, whole.fingerprint);
  writeFileSync(at('broken.json'), JSON.stringify({ ...run, saved_run: 'AAA' }));
  assert.match(refused('run', 'hihello', '--load', at('broken.json')), /damaged|saved run/i);
});

test('CSV has a row for each step and a file for each matrix', { skip }, () => {
  lab('export', 'hihello', '--as', 'csv', '--out', at('run.csv'));
  const rows = readFileSync(at('run.csv'), 'utf8').trim().split('\r\n');
  assert.equal(rows[0], 'step,loss');
  assert.equal(rows[1], '0,1.6078763');
  assert.equal(rows.length, 51);
  assert.equal(readFileSync(at('run.hidden.csv'), 'utf8').trim().split('\r\n').length, 6);
});

test('NumPy reads npz, with the numbers of the safetensors file', { skip }, (t) => {
  lab('export', 'hihello', '--as', 'npz', '--steps', '3', '--out', at('w.npz'));
  lab('export', 'hihello', '--as', 'safetensors', '--steps', '3', '--out', at('w.safetensors'));
  const script = `
import json, sys
import numpy as np
arrays = np.load(sys.argv[1])
with open(sys.argv[2], "rb") as file:
    header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    values = file.read()
header.pop("__metadata__")
assert set(header) == set(arrays.keys()) and len(header) == 4, (list(header), list(arrays))
for name, entry in header.items():
    begin, end = entry["data_offsets"]
    same = np.frombuffer(values[begin:end], "<f4").reshape(entry["shape"])
    assert (arrays[name] == same).all() and arrays[name].shape == same.shape, name
`;
  const pythons = ['python3', '/usr/bin/python3'];
  const has = (python) => spawnSync(python, ['-c', 'import numpy']).status === 0;
  const python = pythons.find(has);
  if (!python) return t.skip('python3 has no numpy');
  execFileSync(python, ['-c', script, at('w.npz'), at('w.safetensors')]);
});

test('What cannot be exported is refused with what helps', { skip }, () => {
  const out = ['--out', at('none')];
  assert.match(refused('export', 'hihello', ...out), /--as KIND.*pytorch/);
  assert.match(refused('export', 'hihello', '--as', 'pitorch', ...out), /mean pytorch/);
  assert.match(refused('export', 'hihello', '--as', 'npz'), /--out FILE/);
  assert.match(refused('export', 'word2vec', '--as', 'onnx', ...out), /chain of layers.*--as npz/);
  assert.match(refused('export', 'features 1 | rnn 1', '--as', 'csv', ...out), /Only a lab/);
  const network = ['features 1 | lstm 1', '--data', '1;2', '--as', 'onnx', ...out];
  assert.match(refused('export', ...network, '--lengths', '0'), /no empty sequence/);
  assert.match(refused('export', ...network, '--initial-h', '1'), /begins with zeros/);
  assert.match(
    refused('export', 'hihello', '--as', 'keras', '--out', '/dev/null'),
    /several files/,
  );
  assert.ok(!existsSync(at('none')));
});
