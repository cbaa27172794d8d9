// The built site in a subfolder of a plain server, and a browser that notes whatever goes wrong.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/chromium.mjs';
import { serve } from './server.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const dist = process.env.UNFOLD_DIST ?? join(root, 'dist');
/** The folder of the engine's builds, as for the site. */
export const built = resolve(root, process.env.UNFOLD_BUILD ?? 'build');
assert.ok(existsSync(join(dist, 'index.html')), `${dist} is missing: run "npm run build".`);

/** What must not happen on a page: errors, refused rules, requests to elsewhere, lost files. */
function watch(page, origins) {
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    // A page that is left stops loading what it no longer needs.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      problems.push(`lost: ${request.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && !origins.includes(origin)) problems.push(`left: ${origin}`);
  });
  return problems;
}

/** Nothing is kept for offline use, unless a page asks for it: each would load the whole site. */
export async function openSite({ folder = dist, headers = {} } = {}) {
  const site = await serve(folder, { base: '/course/rnn/', headers });
  const browser = await chromium.launch(launchOptions());

  return {
    url: site.url,
    origin: site.origin,
    browser,
    /** A new page in a context of its own; `page.problems` lists what went wrong on it. */
    async page({
      path,
      width = 1280,
      height = 800,
      theme = 'light',
      origins = [],
      ...options
    } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.problems = watch(page, [site.origin, ...origins]);
      if (path !== undefined) await page.goto(site.url + path);
      return page;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

export function assertNoProblems(page) {
  assert.deepEqual(page.problems, []);
}

/** How much of the page is wider than the window, in pixels. */
export function sidewaysScroll(page) {
  return page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame().then(frame).then(frame); // charts follow a new width
    return document.documentElement.scrollWidth - window.innerWidth;
  });
}

/** Ids of all labs, or of those of a chapter, in the order of the gallery. */
export async function labIds(page, chapter = '') {
  const cards = chapter ? `[aria-labelledby=${chapter}] .card` : '.card';
  return page.$$eval(cards, (cards) => cards.map((card) => card.dataset.lab));
}

/** Names of the pages of background, from the gallery. */
export async function backgroundNames(page) {
  return page.$$eval('[data-background]', (all) => all.map((each) => each.dataset.background));
}

/** Opens a lab's page and waits until the lab can be used; tells what the engine knows of it. */
export async function openLab(page, url) {
  // A fragment alone would not load the page anew.
  await page.goto('about:blank');
  await page.goto(url);
  return labReady(page);
}

/** Waits until the lab of a page or frame has opened, with results or with a refusal. */
export async function labReady(page) {
  await page.waitForFunction(() => {
    const lab = document.querySelector('unfold-lab');
    return lab?.state && (lab.state.total > 0 || lab.state.error);
  });
}

/** Opens a group of panels by keyboard, if it is folded. */
export async function openGroup(page, name) {
  const group = page.locator(`unfold-lab [data-group=${name}]`);
  if (await group.evaluate(({ open }) => open)) return;
  await group.locator('> summary').press('Enter');
}

/** Waits until all that a page says is in this language. */
export const spoken = (page, lang) =>
  page.waitForFunction((lang) => document.documentElement.dataset.spoken === lang, lang);

/** Plays to the end, which may take minutes, and tells the state there. */
export async function runToEnd(page) {
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  return untilEnd(page);
}

/** The state of the run that a page is at, once it has ended; Play would begin it anew then. */
export async function untilEnd(page) {
  const isDone = () => {
    const { done, running, fingerprint } = document.querySelector('unfold-lab').state;
    return done && !running && fingerprint !== '';
  };
  await page.waitForFunction(isDone, null, { timeout: 300_000, polling: 50 });
  return state(page);
}

/** Everything that the lab of a page tells of itself. */
export const state = (page) => page.evaluate(() => document.querySelector('unfold-lab').state);

/** Calls a method of the lab of a page. */
export const tell = (page, method, ...values) =>
  page.evaluate(
    ([method, values]) => document.querySelector('unfold-lab')[method](...values),
    [method, values],
  );

/** The newest worker of a page that is opened from now on is its `window.worker`. */
export const exposeWorker = (page) =>
  page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        window.worker = this;
      }
    };
  });
