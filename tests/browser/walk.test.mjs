// Inside, walked through: time step by time step forwards, the losses, and back; nothing is shown before
// it is computed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { load } from '../web/modules.mjs';
import { violations } from './axe.mjs';
import { assertNoProblems, openSite, sidewaysScroll } from './harness.mjs';
import { inside, openFold, traced } from './looking.mjs';

const { shortNumber } = await load('base/numbers.ts');
const { said } = await load('panels/inside/formulas.ts');

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const player = (page, what = '') => inside(page, `unfold-inside-player ${what}`);

async function openInside(page, path, steps) {
  await openFold(page, `${site.url}lab/${path}`, steps);
  await inside(page, '.cell').waitFor();
}

/** Names of the vectors that have numbers. */
const known = (page) =>
  inside(page, '.vector').evaluateAll((all) =>
    all
      .filter((each) => each.querySelector('.number'))
      .map((each) => each.dataset.vector)
      .sort(),
  );

const outputs = (page, row) =>
  inside(page, `.outputs [data-row="${row}"] td`).evaluateAll((all) =>
    all.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
  );

const rowOf = ({ shape, values }, row) => [
  ...values.subarray(row * shape[1], (row + 1) * shape[1]),
];

test('values appear as they are computed, step by step, then the losses, then the way back', async () => {
  const page = await site.page();
  await openInside(page, 'hihello/', 20);
  const trace = traced('hihello', {}, 20, '0/0', '0', false);
  const next = player(page, 'button[aria-label="Next value"]');
  await next.focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await known(page), ['x']);
  assert.deepEqual(await outputs(page, 'says'), Array(6).fill('–'));
  await page.keyboard.press('Enter');
  assert.deepEqual(await known(page), ['c_before', 'h_before', 'x']);
  await page.keyboard.press('Enter');
  assert.deepEqual(await known(page), ['c_before', 'f', 'h_before', 'x']);
  assert.match(await player(page, '.moment').textContent(), /Time step 1 of 6: Forget gate\./);
  await page.keyboard.press('ArrowRight');
  assert.equal((await known(page)).length, 9);
  await page.keyboard.press('ArrowRight');
  assert.equal(await inside(page, '.steps [aria-checked="true"] .time').textContent(), '2');
  const says = Array.from({ length: 6 }, (_, step) => {
    const shares = rowOf(trace.probabilities, step);
    const first = shares.indexOf(Math.max(...shares));
    return `${trace.symbols[first]} ${said(shares[first])}`;
  });
  assert.deepEqual(await outputs(page, 'says'), [...says.slice(0, 2), ...Array(4).fill('–')]);
  for (let step = 2; step < 6; ++step) await page.keyboard.press('ArrowRight');
  assert.deepEqual(await outputs(page, 'says'), says);
  assert.deepEqual(await outputs(page, 'loss'), Array(6).fill('–'));
  await page.keyboard.press('ArrowRight');
  const losses = trace.losses.map((loss) => shortNumber(loss, 3));
  assert.deepEqual(await outputs(page, 'loss'), [losses[0], ...Array(5).fill('–')]);
  for (let step = 1; step < 6; ++step) await page.keyboard.press('ArrowRight');
  assert.deepEqual(await outputs(page, 'loss'), losses);
  assert.match(await inside(page, '.whole').textContent(), new RegExp(shortNumber(trace.loss, 3)));
  await page.keyboard.press('ArrowRight');
  await inside(page, 'unfold-way-back .flow').waitFor();
  const arrows = () => inside(page, 'unfold-way-back .flow path:is(.h, .c)').count();
  assert.equal(await inside(page, '.steps [aria-checked="true"] .time').textContent(), '6');
  const counts = [await arrows()];
  for (let step = 4; step >= 0; --step) {
    await page.keyboard.press('ArrowRight');
    await inside(page, `.steps [aria-checked="true"]:has-text("${step + 1}")`).waitFor();
    counts.push(await arrows());
  }
  assert.ok(
    counts.every((count, i) => i === 0 || count > counts[i - 1]),
    String(counts),
  );
  assert.equal(await next.getAttribute('aria-disabled'), 'true');
  await page.keyboard.press('ArrowLeft');
  await inside(page, '.steps [aria-checked="true"]:has-text("2")').waitFor();
  assert.equal(await arrows(), counts.at(-2));
  await player(page, 'button:has-text("Show all")').click();
  assertNoProblems(page);
  await page.context().close();
});

test('it plays by itself, and not where motion is not wanted', async () => {
  const page = await site.page();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await openInside(page, 'hihello/', 5);
  await player(page, 'button[aria-label="Play"]').click();
  await page.waitForFunction((path) => {
    const view = document
      .querySelector('unfold-lab')
      .shadowRoot.querySelector('unfold-inside')
      .shadowRoot.querySelector('unfold-inside-view');
    const player = view.shadowRoot.querySelector('unfold-inside-player');
    return player.shadowRoot.querySelector(path).valueAsNumber >= 2;
  }, 'input');
  await player(page, 'button[aria-label="Pause"]').click();
  const at = await player(page, 'input').inputValue();
  await page.waitForTimeout(1500);
  assert.equal(await player(page, 'input').inputValue(), at);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await player(page, 'button[aria-label="Play"]').waitFor({ state: 'detached' });
  await player(page, 'button[aria-label="Next value"]').click();
  assert.equal(Number(await player(page, 'input').inputValue()), Number(at) + 1);
  assertNoProblems(page);
  await page.context().close();
});

test('a cell that reads from the end is walked from the end', async () => {
  const page = await site.page();
  await openInside(page, 'bidirectional/', 0);
  await inside(page, '.choices select').nth(1).selectOption({ index: 1 });
  await inside(page, '.name:has-text("h₃")').waitFor();
  await player(page, 'button[aria-label="Next value"]').click();
  // The first of its sequences has two time steps.
  assert.equal(await inside(page, '.steps [aria-checked="true"] .time').textContent(), '2');
  assert.equal(await inside(page, '.steps .later').count(), 1);
  assertNoProblems(page);
  await page.context().close();
});

test('axe finds nothing while it is walked, in any language, and nothing scrolls sideways', async () => {
  const page = await site.page();
  for (const lang of ['en', 'ko', 'zh']) {
    await openInside(page, `hihello/?lang=${lang}`, 2);
    await player(page, 'button').nth(1).click();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280, 2560]) {
        await page.setViewportSize({ width, height: 800 });
        const what = `${lang} ${colorScheme} ${width}`;
        assert.deepEqual(await violations(page), [], what);
        assert.ok((await sidewaysScroll(page)) <= 0, what);
      }
    }
  }
  await page.context().close();
});
