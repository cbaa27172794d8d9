// What `lab export` writes for other frameworks gives the engine's numbers there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { assertEqual, exported, folder, lab, missingRunner } from './programs/cases.mjs';

const to = missingRunner ? '' : folder();
after(() => to && rmSync(to, { recursive: true }));

/** The first Python that has these modules, or nothing. */
function pythonWith(modules) {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', `import ${modules}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

function report(t, results) {
  const largest = (key) => Math.max(...results.map((result) => result[key]));
  t.diagnostic(`outputs within ${largest('outputError')}, losses within ${largest('lossError')}`);
}

const torch = !missingRunner && pythonWith('torch, numpy');

test(
  'PyTorch programs give the outputs and the first losses of the labs and of every cell',
  { skip: missingRunner || (!torch && 'python3 has no torch') },
  (t) => {
    const cases = exported('pytorch', 'py', to);
    const script = join(import.meta.dirname, 'programs/run_pytorch.py');
    const input = JSON.stringify(cases.map(({ path, steps }) => ({ path, steps })));
    const output = execFileSync(torch, [script], { input, maxBuffer: 1e9 });
    const results = JSON.parse(output).map((given, i) => assertEqual(given, cases[i], to));
    report(t, results);
  },
);
