// Programs of other folders, which are no part of the project.
import { execFile } from 'node:child_process';

/** Runs a program in a folder; gives its exit code and what it wrote. */
export function captureIn(folder, command, args) {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, output: stdout || stderr || String(error ?? '') });
    });
  });
}
