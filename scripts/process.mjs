// Starting other programs, and stopping with a message for people.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cores = Math.max(2, cpus().length);

/** A failure that its message explains: shown without a stack. */
export class Failure extends Error {}

/** Progress goes to stderr, so that stdout holds results alone. */
export function note(message) {
  process.stderr.write(`${message}\n`);
}

/** This very Node first on the PATH; Debian's Node modules for Emscripten, which needs acorn. */
function environment() {
  const { PATH = '', NODE_PATH = '' } = process.env;
  const modules = [NODE_PATH, '/usr/share/nodejs'].filter((folder) => folder && existsSync(folder));
  return {
    ...process.env,
    PATH: [dirname(process.execPath), PATH].join(delimiter),
    ...(modules.length > 0 && { NODE_PATH: modules.join(delimiter) }),
  };
}

function start(command, args, stdio) {
  const child = spawn(command, args, { cwd: root, env: environment(), stdio });
  const exit = new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new Failure(`${command} does not start: ${error.message}`)),
    );
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  return { child, exit };
}

/** Runs a program on this terminal; gives its exit code. */
export function attach(command, args) {
  return start(command, args, 'inherit').exit;
}

/** Runs a program; gives its exit code and what it wrote, without colours. */
export async function capture(command, args) {
  const { child, exit } = start(command, args, ['ignore', 'pipe', 'pipe']);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const code = await exit;
  return { code, output: stripVTControlCharacters(output) };
}

/** Runs a program that is heard only when it fails. */
export async function quietly(what, command, args) {
  const { code, output } = await capture(command, args);
  if (code !== 0) throw new Failure(`${output.trimEnd()}\n\n${what} failed.`);
}

/** Runs a script: its number is the exit code, a Failure is told. */
export async function main(script) {
  try {
    process.exitCode = (await script(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    note(error.message);
    process.exitCode = 1;
  }
}
