// The page stays usable while a lab trains: the worker does the work, and a frame costs the page little.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite } from '../harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const wait = (page, milliseconds) => page.waitForTimeout(milliseconds);

/** Plays; `window.seen` counts what is seen. */
const play = (page) =>
  page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    window.seen = 0;
    lab.addEventListener('unfold-step', () => ++window.seen);
    await lab.step(1);
    await lab.play();
  });

/** Milliseconds of processor time that the page's thread has had, and frames that it has seen. */
async function spent(page, session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const { value } = metrics.find(({ name }) => name === 'TaskDuration');
  return { time: 1000 * value, frames: await page.evaluate(() => window.seen) };
}

async function timePerFrame(page) {
  const session = await page.context().newCDPSession(page);
  // Processor time, so that other programs do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await play(page);
  await wait(page, 1000);
  const first = await spent(page, session);
  await wait(page, 4000);
  const last = await spent(page, session);
  assert.ok(last.frames > first.frames, 'nothing was seen');
  return (last.time - first.time) / (last.frames - first.frames);
}

for (const path of ['mnist-rnn/', 'long-sentence/', 'hihello/#steps=50000&hidden=48']) {
  test(`while ${path} trains a frame takes the page less than 25 ms on average`, async () => {
    const page = await site.page();
    await openLab(page, `${site.url}lab/${path}`);
    const milliseconds = await timePerFrame(page);
    assert.ok(milliseconds < 25, `${milliseconds} ms`);
    assertNoProblems(page);
    await page.context().close();
  });
}
