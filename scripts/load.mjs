// npm run load: students who open the built site at the same moment, as their browsers would, from a
// static server on one core. What is printed: requests, bytes, hits of caches, times; and the seconds of
// a processor that server and students took, since all students together are one process, too.
//   -- --students 200 --lab hihello
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newStudent } from './load/student.mjs';
import { recordVisits } from './load/visits.mjs';
import { Failure, main, note, root } from './process.mjs';
import { browser, needModules, needTools } from './setup.mjs';

const dist = process.env.UNFOLD_DIST ?? join(root, 'dist');

function optionsOf(args) {
  const options = {
    students: { type: 'string', default: '200' },
    lab: { type: 'string', default: 'hihello' },
  };
  try {
    const { values } = parseArgs({ args, options });
    const students = Number(values.students);
    if (!Number.isInteger(students) || students < 1 || students > 1000) {
      throw new Failure('--students is a number from 1 to 1000.');
    }
    if (!existsSync(join(dist, 'lab', values.lab, 'index.html'))) {
      throw new Failure(
        `${dist} has no lab "${values.lab}": run "npm run build", or name another.`,
      );
    }
    return { students, lab: values.lab };
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(error.message);
  }
}

/** A server that shares its core with nobody here, where the system can see to it. */
async function startServer() {
  const server = fork(join(root, 'scripts/load/server.mjs'), [dist]);
  const [{ url }] = await once(server, 'message');
  const tell = async (word) => {
    server.send(word);
    return (await once(server, 'message'))[0];
  };
  const isPinned = spawnSync('taskset', ['-a', '-p', '-c', '0', String(server.pid)]).status === 0;
  return { url, tell, isPinned, end: () => server.disconnect() };
}

const percentile = (sorted, part) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;

function timesOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.95, 1].map((part) => Math.round(percentile(sorted, part)));
}

const counts = (loads, from) => loads.filter((load) => load.from === from).length;

function row(name, loads, visits, { server, clients }) {
  const asked = loads.filter(({ from }) => from !== 'cache');
  const bytes = loads.reduce((sum, load) => sum + load.bytes, 0);
  return {
    visit: name,
    requests: asked.length,
    'from cache': counts(loads, 'cache'),
    'not modified': counts(loads, 'validated'),
    lost: counts(loads, 'lost'),
    MB: (bytes / 1e6).toFixed(1),
    'kB a student': Math.round(bytes / visits.length / 1e3),
    'request p50, p95, max ms': timesOf(asked.map(({ milliseconds }) => milliseconds)).join(' '),
    'page p50, p95, max ms': timesOf(visits).join(' '),
    'server s': (server / 1e3).toFixed(1),
    'students s': (clients / 1e3).toFixed(1),
  };
}

async function wave(name, paths, students, server, loads) {
  loads.length = 0;
  await server.tell('begin');
  const before = process.cpuUsage();
  const visits = await Promise.all(students.map((student) => student.visit(paths)));
  const { processor } = await server.tell('end');
  const { user, system } = process.cpuUsage(before);
  return row(name, loads, visits, { server: processor, clients: (user + system) / 1e3 });
}

async function load({ students: number, lab }, server) {
  const visits = await recordVisits(server.url, lab);
  const loads = [];
  const students = Array.from({ length: number }, () =>
    newStudent(server.url, (each) => loads.push(each)),
  );
  const rows = [];
  for (const [name, paths] of [
    ['gallery', visits.gallery],
    [lab, visits.lab],
    ['gallery again', visits.gallery],
    [`${lab} again`, visits.lab],
  ]) {
    rows.push(await wave(name, paths, students, server, loads));
  }
  students.forEach((student) => student.leave());
  return rows;
}

await main(async (args) => {
  const options = optionsOf(args);
  await needModules();
  await needTools(browser);
  const server = await startServer();
  try {
    note(
      `${options.students} students at once; the server has ${server.isPinned ? 'one core' : 'no core of its own'}.`,
    );
    const rows = await load(options, server);
    console.table(rows);
    return rows.some(({ lost }) => lost > 0) ? 1 : 0;
  } finally {
    server.end();
  }
});
