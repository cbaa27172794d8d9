// Runs suites and prints what they count.

const columns = ['passed', 'failed', 'skipped'];
const line = (counts) => columns.map((column) => `${counts[column]} ${column}`).join(', ');

// Minified code in a stack trace is no help to anyone.
const readable = (output) => output.trimEnd().replace(/^(.{400}).+$/gm, '$1…');

/** Runs a suite and prints its counts; shows its output in full if something did not pass. */
async function run([name, suite]) {
  const began = performance.now();
  const counts = await suite();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (counts.output && counts.failed + counts.skipped > 0) console.log(readable(counts.output));
  console.log(`${name}: ${line(counts)} (${seconds} s)`);
  return counts;
}

/**
 * Runs one group of suites after the other, the suites of a group at the same time. A suite is a
 * function that gives { passed, failed, skipped, output }. The last line printed is the sum. Gives
 * the exit code.
 */
export async function report(...groups) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const group of groups) {
    const results = await Promise.all(Object.entries(group).map(run));
    for (const counts of results) columns.forEach((column) => (sum[column] += counts[column]));
  }
  console.log(`\n${line(sum)}`);
  return sum.failed > 0 ? 1 : 0;
}
