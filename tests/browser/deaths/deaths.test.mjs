// npm run test:deaths: whichever of the workers that share a run's steps die, and whenever, the run comes
// to the numbers of one. UNFOLD_DEATHS chooses how many die in each lab.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, openSite, runToEnd, tell } from '../harness.mjs';

const deaths = Number(process.env.UNFOLD_DEATHS ?? 50);
/** After so many losses a run goes on by itself. */
const lives = 3;

/** Runs of a second or more whose steps are cut, with tests between them where the lab has some. */
const runs = {
  'long-sentence': { hidden: 96, steps: 60 },
  'time-series': { hidden: 192, cell: 'gru', steps: 200 },
  'mnist-rnn': { epochs: 4 },
  'char-rnn': { hidden: 192, batch: 16, steps: 40, test_every: 20, test_size: 4000 },
  translation: { units: 128, embedding: 64, steps: 60, test_every: 30 },
  'date-format': { hidden: 128, batch: 64, steps: 60, test_every: 30 },
};

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** A page whose machine has three cores, of which so many are used. */
async function opened(lab, cores) {
  const page = await site.page();
  await page.addInitScript((cores) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 3 });
    if (location.protocol !== 'about:') localStorage.setItem('unfold:cores', cores);
    window.workers = [];
    window.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        window.workers.push(this);
      }
    };
  }, cores);
  await openLab(page, `${site.url}lab/${lab}/#v=1&${new URLSearchParams(runs[lab])}`);
  return page;
}

async function fingerprint(page) {
  const { fingerprint } = await runToEnd(page);
  assert.deepEqual(page.problems, []);
  await page.context().close();
  return fingerprint;
}

/** Ends one of the others, if there is one yet; tells whether it did. */
const killOne = (page) =>
  page.evaluate(() => {
    const [, ...others] = window.workers;
    const index = Math.floor(Math.random() * others.length);
    if (others.length === 0) return false;
    others[index].terminate();
    window.workers.splice(index + 1, 1);
    return true;
  });

for (const lab of Object.keys(runs)) {
  test(`${deaths} workers die in ${lab}, and no number changes`, async () => {
    const alone = await fingerprint(await opened(lab, 1));
    let died = 0;
    while (died < deaths) {
      const page = await opened(lab, 3);
      await tell(page, 'play');
      await page.waitForFunction(() => window.workers.length > 1);
      for (let i = 0; i < lives; ++i) {
        await page.waitForTimeout(Math.random() * 400);
        if (await killOne(page)) ++died;
      }
      assert.equal(await fingerprint(page), alone, `after ${died} deaths`);
    }
  });
}
