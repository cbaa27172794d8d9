// Runs suites one after the other and prints what they count.

const columns = ['passed', 'failed', 'skipped'];
const line = (counts) => columns.map((column) => `${counts[column]} ${column}`).join(', ');

// Minified code in a stack trace is no help to anyone.
const readable = (output) => output.trimEnd().replace(/^(.{400}).+$/gm, '$1…');

/**
 * Runs each suite, a function that gives { passed, failed, skipped, output }; shows the output of those
 * that did not pass in full. The last line printed is the sum. Gives the exit code.
 */
export async function report(suites) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, suite] of Object.entries(suites)) {
    const began = performance.now();
    const counts = await suite();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (counts.output && counts.failed + counts.skipped > 0) console.log(readable(counts.output));
    console.log(`${name}: ${line(counts)} (${seconds} s)`);
    columns.forEach((column) => (sum[column] += counts[column]));
  }
  console.log(`\n${line(sum)}`);
  return sum.failed > 0 ? 1 : 0;
}
