// The Python package of the labs, tested in Python.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { openTypeScript } from '../../scripts/typescript.mjs';

const tests = join(resolve(import.meta.dirname), 'unfold_lab_test.py');
const has = (python) => spawnSync(python, ['-c', 'import traitlets']).status === 0;
const python = ['python3', '/usr/bin/python3'].find(has);
const skip = !python && 'python3 has no traitlets (Debian: python3-traitlets)';
const run = (...args) => spawnSync(python, ['-B', ...args], { encoding: 'utf8' });

test(
  'The Python package makes of inputs, goals and sites what the page is to know',
  { skip },
  () => {
    const { status, stderr } = run(tests);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^Ran [1-9]\d* tests/m);
  },
);

test(
  'The cell that “Share” makes gives the lab every choice as it was made',
  { skip },
  async () => {
    const server = await openTypeScript();
    const { notebookOf } = await server.ssrLoadModule('/web/src/site/share/address.ts');
    await server.close();
    const inputs = { text: 'é"\\\n\u2028 {x} \u{1F600}', hidden: '8', seed: '007', rate: '0.10' };
    const looks = { lang: 'ko', theme: 'dark', hide: ['run'], lock: ['seed'], goal: 'loss < 0.1' };
    const choice = { lab: 'hihello', preset: 'gru', inputs, ...looks };
    const cell = notebookOf('https://school.example/', choice);
    const told = `import json, sys; sys.path.insert(0, ${JSON.stringify(import.meta.dirname)})
import unfold_lab_test
${cell.replace('\n\nLab(', '\n\nlab = Lab(')}
names = ["lab", "preset", "lang", "theme", "hide", "lock", "goal"]
print(json.dumps([{name: getattr(lab, name) for name in names}, {name: str(value) for name, value in lab.inputs.items()}]))`;
    const { stdout, stderr } = run('-c', told);
    assert.ok(stdout, stderr);
    assert.deepEqual(JSON.parse(stdout), [{ lab: 'hihello', preset: 'gru', ...looks }, inputs]);
  },
);
