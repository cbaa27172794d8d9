// Does what it is given in parts, several at a time, and prints what they count.

const columns = ['passed', 'failed', 'skipped'];
const line = (counts) => columns.map((column) => `${counts[column]} ${column}`).join(', ');

// Minified code in a stack trace is no help to anyone.
const readable = (output) => output.trimEnd().replace(/^(.{400}).+$/gm, '$1…');

/**
 * A part of the work, which begins when what it needs is done. `run` gives { passed, failed,
 * skipped, output }, or nothing where nothing is counted; with `again`, which gives the same, what
 * failed is done once more when nothing else is under way.
 */
export const part = (name, run, ...needs) => ({ name, run, needs });

/** Lets so many in at once: the urgent ones first, in the order in which they ask. */
function gate(places) {
  const urgent = [];
  const others = [];
  return {
    enter: (isUrgent) =>
      places-- > 0
        ? undefined
        : new Promise((resolve) => (isUrgent ? urgent : others).push(resolve)),
    leave: () => (++places > 0 ? undefined : (urgent.shift() ?? others.shift())()),
  };
}

const seconds = (time) => (time / 1000).toFixed(0).padStart(6);

function printTimes(times) {
  console.log('\n begin  takes  seconds; those of what runs at the same time add up');
  for (const { name, began, took } of times)
    console.log(`${seconds(began)} ${seconds(took)}  ${name}`);
}

/**
 * Does these parts and all that they need, `places` at a time, what others need first. Prints the
 * counts of each as it ends, its output in full if something did not pass; then how long each took;
 * in the last line the sum. Gives the exit code.
 */
export async function report(places, ...parts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const start = performance.now();
  const times = [];
  const repeats = [];
  const { enter, leave } = gate(places);

  async function run({ name, run }) {
    const began = performance.now();
    const counts = await run();
    times.push({ name, began: began - start, took: performance.now() - began });
    if (!counts) return;
    columns.forEach((column) => (sum[column] += counts[column]));
    if (counts.again && counts.failed > 0) repeats.push({ name, ...counts });
    if (counts.output && counts.failed + counts.skipped > 0) console.log(readable(counts.output));
    console.log(`${name}: ${line(counts)}`);
  }

  async function repeat({ name, failed, again }) {
    const counts = await again();
    const passes = counts.failed === 0 && counts.passed > 0;
    if (passes) {
      sum.failed -= failed;
      sum.passed += failed;
    } else console.log(readable(counts.output));
    console.log(`${name}: what failed ${passes ? 'passes' : 'fails too'} by itself`);
  }

  const begun = new Map();
  function begin(part) {
    if (!begun.has(part)) begun.set(part, afterNeeds(part));
    return begun.get(part);
  }
  const needed = new Set();
  let stopped = false;
  async function afterNeeds(part) {
    part.needs.forEach((need) => needed.add(need));
    await Promise.all(part.needs.map(begin));
    await enter(needed.has(part));
    try {
      if (!stopped) await run(part);
    } catch (error) {
      stopped = true;
      throw error;
    } finally {
      leave();
    }
  }

  await Promise.all(parts.map(begin));
  for (const each of repeats) await repeat(each);
  printTimes(times);
  console.log(`\n${line(sum)}`);
  return sum.failed > 0 ? 1 : 0;
}
