// Where a Chromium is, and how Playwright starts it: chromium.launch(launchOptions()).
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// The shell without windows first: it is the same engine, and a page in it takes a third of the time.
const wellKnown = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of the browser: CHROME_PATH, else the first found; undefined without one. */
export function chromiumPath() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return isExecutable(chosen) ? chosen : undefined;
  const names = ['chromium-headless-shell', 'chromium', 'google-chrome'];
  return [...wellKnown, ...names.flatMap(onPath)].find(isExecutable);
}

/**
 * Options for Playwright's `chromium.launch`, which gives every browser a new profile. Chromium
 * refuses its sandbox to root.
 */
export function launchOptions() {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('No Chromium found: install one or set CHROME_PATH.');
  const root = process.getuid?.() === 0;
  return { executablePath, args: ['--disable-dev-shm-usage', ...(root ? ['--no-sandbox'] : [])] };
}
