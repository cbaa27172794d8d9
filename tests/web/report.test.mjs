// The report of many checks: what fails beside others has another chance by itself, and says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { part, report } from '../../scripts/report.mjs';

const counts = (passed, failed) => ({ passed, failed, skipped: 0, output: `${failed} failed` });

/** What a report prints, and its exit code. */
async function reported(context, ...parts) {
  const lines = [];
  const print = context.mock.method(console, 'log', (line) => lines.push(line));
  const code = await report(2, ...parts);
  print.mock.restore();
  return { code, text: lines.join('\n') };
}

const failing = (again) => part('pages', async () => ({ ...counts(7, 2), again }));

test('what passes by itself counts as passed, and is told', async (context) => {
  let busy = true;
  const slow = part('slow', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    busy = false;
    return counts(1, 0);
  });
  const again = async () => {
    assert.ok(!busy, 'something else is under way');
    return counts(9, 0);
  };
  const { code, text } = await reported(context, failing(again), slow);
  assert.equal(code, 0);
  assert.match(text, /pages: what failed passes by itself/);
  assert.match(text, /10 passed, 0 failed/);
});

test('what fails again, or does not run, fails', async (context) => {
  for (const outcome of [counts(8, 1), counts(0, 0)]) {
    const { code, text } = await reported(
      context,
      failing(async () => outcome),
    );
    assert.equal(code, 1);
    assert.match(text, /pages: what failed fails too by itself/);
    assert.match(text, /7 passed, 2 failed/);
  }
});
