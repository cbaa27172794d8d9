// The page stays usable while a lab trains and somebody looks inside: no task of the page takes long.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openGroup, openLab, openSite } from '../harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

for (const way of [0, 1]) {
  test(`while mnist-rnn trains with Inside open, ${['forwards', 'on the way back'][way]}, no task takes 50 ms`, async () => {
    const page = await site.page();
    await openLab(page, `${site.url}lab/mnist-rnn/`);
    await openGroup(page, 'inside');
    await page.locator('unfold-lab unfold-inside summary').click();
    await page.locator('unfold-lab unfold-inside .ways button').nth(way).click();
    await page.evaluate(() => document.querySelector('unfold-lab').step(1));
    await page
      .locator(`unfold-lab unfold-inside ${way ? '.flow' : '.cell'}`)
      .first()
      .waitFor();
    await page.evaluate(() => document.querySelector('unfold-lab').play());
    await page.locator('unfold-lab unfold-inside').scrollIntoViewIfNeeded();
    await page.waitForTimeout(2000);
    const tasks = await page.evaluate(async () => {
      const seen = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.push(duration);
      });
      observer.observe({ type: 'longtask' });
      await new Promise((resolve) => setTimeout(resolve, 6000));
      observer.disconnect();
      return seen;
    });
    assert.deepEqual(tasks, []);
    assertNoProblems(page);
    await page.context().close();
  });
}
