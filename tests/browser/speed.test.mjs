// The page Speed times the workloads on the reader's machine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const cells = (page, name) =>
  page.locator(`[data-row="${name}"] td`).evaluateAll((all) => all.map((td) => td.textContent));

test('Speed is linked from every page and times hihello; stopping keeps what was timed', async () => {
  const page = await site.page({ path: '' });
  await page.locator('footer a[data-word="speed"]').click();
  await page.locator('[data-start]').click();
  await page.waitForFunction(() => document.querySelector('[data-row="W1"] td').textContent !== '');
  await page.locator('[data-stop]').click();
  const [step, fastest, rate, share] = await cells(page, 'W1');
  assert.ok(Number(fastest) > 0 && Number(step) >= Number(fastest));
  assert.ok(Number(rate) > 0);
  assert.match(share, /^\d+%$/);
  assert.equal(await page.locator('[data-status]').textContent(), 'Stopped.');
  assert.ok(await page.locator('[data-start]').isEnabled());
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('Speed says in Korean how far it is', async () => {
  const page = await site.page({ path: 'speed/?lang=ko' });
  await page.locator('[data-start]').click();
  await page.waitForFunction(() => document.querySelector('[data-status]').textContent !== '');
  assert.match(await page.locator('[data-status]').textContent(), /11개 중 \d+번째를 재는 중/);
  await page.locator('[data-stop]').click();
  await page.context().close();
});
