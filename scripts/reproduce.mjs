// npm run reproduce -- LAB: runs a lab as published, native and as WebAssembly at once (--native or
// --wasm: one of them; --resume: where the last runs stopped), compares with what the notebook
// printed and writes what came out to tests/reproductions/LAB.md. Fails if a run stays behind the
// notebook.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { prepareData } from './data.mjs';
import { buildEngine } from './engine.mjs';
import { Failure, main, note, root } from './process.mjs';
import { native, needTools, webAssembly } from './setup.mjs';

/** What a lab whose training is chaotic must reach at its end; the others must agree in each row. */
const goals = {
  'mnist-rnn': { curve: 'test_accuracy', least: 0.975 },
  'mnist-deep-rnn': { curve: 'test_accuracy', least: 0.975 },
  'mnist-lstm': { curve: 'test_accuracy', least: 0.985 },
};

const targets = {
  native: { title: 'native', tools: native, command: ['build/native/lab'] },
  wasm: {
    title: 'WebAssembly',
    tools: webAssembly,
    command: [process.execPath, '--no-experimental-fetch', 'build/wasm/lab.cjs'],
  },
};

const betweenNotes = 10_000; // milliseconds

function readArguments(args) {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const [lab, ...others] = args.filter((arg) => !flags.includes(arg));
  const known = ['--resume', ...Object.keys(targets).map((target) => `--${target}`)];
  if (!lab || others.length > 0 || flags.some((flag) => !known.includes(flag))) {
    throw new Failure(`npm run reproduce -- LAB [${known.join('] [')}]`);
  }
  const chosen = Object.keys(targets).filter((target) => flags.includes(`--${target}`));
  return {
    lab,
    chosen: chosen.length > 0 ? chosen : Object.keys(targets),
    resume: flags.includes('--resume'),
  };
}

/** Tells the latest values of the curves every few seconds. */
function progress(title) {
  const latest = {};
  let told = 0;
  return ({ step, curves }) => {
    Object.assign(latest, curves);
    if (Date.now() - told < betweenNotes) return;
    told = Date.now();
    const values = Object.entries(latest).map(([name, value]) => `${name} ${value.toPrecision(5)}`);
    note(`${title}, step ${step}: ${values.join(', ')}`);
  };
}

/** Runs the lab; gives the last line of its transcript, which is kept in build/reproductions. */
async function run(lab, target, resume) {
  const { title, command } = targets[target];
  const path = join(root, 'build/reproductions', `${lab}-${target}`);
  const saved = `${path}.safetensors`;
  const start = resume && existsSync(saved) ? ['--load', saved] : ['--preset', 'as-published'];
  const [program, ...args] = [...command, 'run', lab, ...start, '--save', saved, '--json'];
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  child.stdout.pipe(createWriteStream(`${path}.jsonl`));
  const show = progress(title);
  let result;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text);
    if (line.done) result = { target, ...line };
    else show(line);
  }
  if ((await exit) !== 0 || !result) throw new Failure(`The ${title} run failed.`);
  note(`${title}: done in ${Math.round(result.seconds)} s, fingerprint ${result.fingerprint}`);
  return result;
}

/** "loss, step 7" is the curve loss at step 7. */
function place({ name }) {
  const [, value, step] = /^(.*), step (\d+)$/.exec(name) ?? [name, name, ''];
  return { value, step };
}

const code = (value) => (value === null ? 'none' : `\`${value}\``);

/** One line for each printed number or text: what was printed and what each run has. */
function publishedTable(results) {
  const head = ['step', 'what', 'printed', ...results.map(({ target }) => targets[target].title)];
  const lines = results[0].published
    .filter((row) => !row.invariant)
    .map((row) => {
      const { value, step } = place(row);
      const here = results.map(({ published }) => {
        const { here, agrees } = published.find(({ name }) => name === row.name);
        return code(here) + (agrees ? '' : ' (differs)');
      });
      return [step, value, code(row.printed), ...here];
    });
  return table(head, lines);
}

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, lines) => [head, head.map(() => '---'), ...lines].map(row).join('\n');

/** The curves side by side, one line an epoch. */
function epochTable(results) {
  const curves = [...new Set(results[0].published.map((row) => place(row).value))];
  const steps = [...new Set(results[0].published.map((row) => place(row).step))];
  const columns = ['printed', ...results.map(({ target }) => targets[target].title)];
  const head = ['epoch', ...curves.flatMap((curve) => columns.map((one) => `${curve}, ${one}`))];
  const lines = steps.map((step, epoch) => [
    epoch,
    ...curves.flatMap((curve) => {
      const name = `${curve}, step ${step}`;
      const rows = results.map(({ published }) => published.find((row) => row.name === name));
      return [rows[0].printed, ...rows.map(({ here }) => here)].map((value) => value ?? '');
    }),
  ]);
  return table(head, lines);
}

function runsTable(results) {
  const head = ['run', 'steps', 'seconds', 'fingerprint'];
  const lines = results.map(({ target, steps, seconds, fingerprint }) => [
    targets[target].title,
    steps,
    Number(seconds.toPrecision(3)),
    `\`${fingerprint}\``,
  ]);
  return table(head, lines);
}

/** Single epochs go up and down; their means over the last ten tell the level. */
function level(lab, results) {
  const rows = results[0].published
    .filter((row) => place(row).value === goals[lab].curve)
    .slice(-10);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const here = results.map(({ target, published }) => {
    const values = rows.map(({ name }) => published.find((row) => row.name === name).here);
    return `${targets[target].title} ${mean(values).toFixed(4)}`;
  });
  const printed = mean(rows.map((row) => row.printed)).toFixed(4);
  return `Mean ${goals[lab].curve} of the last ten epochs: printed ${printed}, ${here.join(', ')}.`;
}

function exactly(results) {
  const rows = results[0].published.filter((row) => !row.invariant);
  const equal = rows.filter(({ here, printed }) => here === printed);
  return `${equal.length} of ${rows.length} printed values come out in every digit.`;
}

function transcript(lab, results) {
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  return [
    `# ${lab}, as published`,
    `\`npm run reproduce -- ${lab}\` wrote this on ${date} (${machine}).`,
    runsTable(results),
    exactly(results),
    ...(goals[lab] ? [level(lab, results)] : []),
    goals[lab] ? epochTable(results) : publishedTable(results),
  ]
    .join('\n\n')
    .concat('\n');
}

/** One sentence for each way in which the runs stay behind the notebook or differ. */
function shortcomings(lab, results) {
  const found = results.flatMap(({ target, published }) => {
    const { title } = targets[target];
    const rows = published.filter((row) => !row.invariant);
    if (rows.length === 0) return [`The lab ${lab} compares nothing that was printed.`];
    const goal = goals[lab];
    if (!goal) {
      return rows.filter((row) => !row.agrees).map(({ name }) => `${title}: ${name} differs.`);
    }
    const last = rows.findLast((row) => place(row).value === goal.curve);
    if (last.here >= goal.least) return [];
    return [`${title}: ${last.name} is ${last.here}, less than ${goal.least}.`];
  });
  if (new Set(results.map(({ fingerprint }) => fingerprint)).size > 1) {
    found.push('The fingerprints differ.');
  }
  return found;
}

await main(async (args) => {
  const { lab, chosen, resume } = readArguments(args);
  await prepareData();
  for (const target of chosen) {
    await needTools(targets[target].tools);
    await buildEngine(target, 'lab');
  }
  await mkdir(join(root, 'build/reproductions'), { recursive: true });
  const results = await Promise.all(chosen.map((target) => run(lab, target, resume)));
  const text = transcript(lab, results);
  await mkdir(join(root, 'tests/reproductions'), { recursive: true });
  await writeFile(join(root, 'tests/reproductions', `${lab}.md`), text);
  process.stdout.write(text);
  const found = shortcomings(lab, results);
  for (const sentence of found) note(sentence);
  return found.length > 0 ? 1 : 0;
});
