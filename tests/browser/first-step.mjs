// How long a reader waits who opens a lab and presses Play at once: from the start of the navigation
// to the first training step. Cold in a profile of its own, warm when the same profile comes again.
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/chromium.mjs';
import { serve } from './server.mjs';

const mark = 'first step at ';

/** Milliseconds in which a new browser has loaded its own parts, and stored what it caches. */
const rest = 1500;

/** Runs in the page. */
function playAtOnce(mark) {
  addEventListener('unfold-ready', ({ target }) => void target.play(), { once: true });
  const tell = () => console.debug(mark + performance.now());
  addEventListener('unfold-step', tell, { once: true });
}

/** Opens the page and takes its word for the time: looking for it from here would cost time there. */
async function open(page, url) {
  const told = page.waitForEvent('console', (message) => message.text().startsWith(mark));
  await page.goto(url);
  return Number((await told).text().slice(mark.length));
}

/** Comes to the end and back to the start, so that no run is kept which would go on. */
async function leave(page) {
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.done);
  await page.evaluate(() => document.querySelector('unfold-lab').reset());
  await page.waitForTimeout(rest);
  await page.goto('about:blank');
}

async function inNewProfile(url) {
  const context = await chromium.launchPersistentContext('', launchOptions());
  try {
    await context.addInitScript(playAtOnce, mark);
    const [page] = context.pages();
    await page.waitForTimeout(rest);
    const cold = await open(page, url);
    await leave(page);
    return { cold, warm: await open(page, url) };
  } finally {
    await context.close();
  }
}

const ascending = (values) => values.toSorted((a, b) => a - b);

/** Milliseconds until the first step of a lab on this machine, `cold` and `warm`, ascending. */
export async function firstSteps(site, lab, profiles) {
  const headers = { 'Cache-Control': 'max-age=600' };
  const server = await serve(site, { headers });
  try {
    const times = [];
    while (times.length < profiles) times.push(await inNewProfile(`${server.url}lab/${lab}/`));
    return {
      cold: ascending(times.map(({ cold }) => cold)),
      warm: ascending(times.map(({ warm }) => warm)),
    };
  } finally {
    await server.close();
  }
}
