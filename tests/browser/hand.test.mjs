// Inside, numbers that a reader turns: the engine answers, the run stays, the link carries them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { load } from '../web/modules.mjs';
import { violations } from './axe.mjs';
import { assertNoProblems, openSite, state } from './harness.mjs';
import { inside, openFold, traced } from './looking.mjs';

const { said } = await load('panels/inside/formulas.ts');
const { shortNumber } = await load('base/numbers.ts');

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const vector = (page, name) => inside(page, `[data-vector="${name}"]`);

async function openInside(page, path, steps) {
  await openFold(page, `${site.url}lab/${path}`, steps);
  await inside(page, '.cell').or(inside(page, '[role="alert"]')).first().waitFor();
}

const tracedWith = (steps, text) => traced('hihello', {}, steps, '0/0', `0 ${text}`, false);

const row = ({ shape, values }, index) =>
  [...values.subarray(index * shape.at(-1), (index + 1) * shape.at(-1))].map(said);
const shown = (page, name) =>
  vector(page, name)
    .locator('.number')
    .evaluateAll((all) => all.map(({ textContent }) => textContent.trim()));
const held = (page) => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('hand'));

/** Until the page shows what the engine says with these numbers. */
async function expectHeld(page, steps, text) {
  await page.waitForFunction(
    (text) => new URLSearchParams(location.hash.slice(1)).get('hand') === text,
    text,
  );
  const trace = tracedWith(steps, text);
  const whole = shortNumber(trace.loss, 3);
  await inside(page, `.whole:has-text("${whole}")`).waitFor();
  for (const name of ['h', 'c']) {
    assert.deepEqual(await shown(page, name), row(trace.cell[name], 2), name);
  }
  for (const name of ['i', 'f', 'o', 'g']) {
    assert.deepEqual(await shown(page, name), row(trace.cell.gates[name], 1), name);
  }
}

test('a gate is turned by slider, by field, by keys and by mouse, and all that follows is the engine’s', async () => {
  const page = await site.page();
  await openInside(page, 'hihello/', 20);
  const before = await state(page);
  await vector(page, 'i').locator('.number').nth(2).hover();
  await inside(page, '.turn input[type="number"]').fill('0');
  await page.keyboard.press('Enter');
  await expectHeld(page, 20, '0/0.i(0,1,2):0');
  assert.equal(await inside(page, '.formula').textContent(), 'i₂ = 0');
  assert.match(await inside(page, '.hand').textContent(), /Changed by hand: 1 number\./);
  await inside(page, '.turn input[type="range"]').focus();
  await page.keyboard.press('ArrowRight');
  await expectHeld(page, 20, '0/0.i(0,1,2):0.01');
  await vector(page, 'i').focus();
  await page.keyboard.press('+');
  await expectHeld(page, 20, '0/0.i(0,1,2):0.06');
  const box = await vector(page, 'c_before').locator('.number').nth(1).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 40, { steps: 4 });
  await page.mouse.up();
  const text = await held(page);
  assert.match(text, /^0\/0\.i\(0,1,2\):0\.06;0\/0\.c\(0,1,1\):-?[\d.]+$/);
  await expectHeld(page, 20, text);
  assert.deepEqual((await state(page)).fingerprint, before.fingerprint);
  await inside(page, '.hand button').click();
  await inside(page, '.hand').waitFor({ state: 'detached' });
  assert.equal(await held(page), null);
  const trace = tracedWith(20, '');
  await inside(page, `.whole:has-text("${shortNumber(trace.loss, 3)}")`).waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('a weight is chosen where it made a number, turned, and given back by a reset', async () => {
  const page = await site.page();
  await openInside(page, 'hihello/', 20);
  await vector(page, 'f').locator('.number').nth(1).hover();
  const weight = inside(page, '.weights button').first();
  const where = await weight.getAttribute('data-weight');
  await weight.click();
  await inside(page, '.turn input[type="number"]').fill('2.5');
  await page.keyboard.press('Enter');
  await expectHeld(page, 20, `0/0.${where}:2.5`);
  await page.evaluate(() => document.querySelector('unfold-lab').reset());
  await inside(page, '.hand').waitFor({ state: 'detached' });
  assert.equal(await held(page), null);
  assertNoProblems(page);
  await page.context().close();
});

test('a link carries what is changed, and one that does not fit is refused with a cure', async () => {
  const page = await site.page();
  await openInside(page, 'hihello/#hand=0/0.f(0,1,2):0', 0);
  assert.equal((await shown(page, 'f'))[2], '0');
  for (const bad of ['0/0.f(0,1,9):0', '0/3.f(0,1,2):0', '7/0.f(0,1,2):0', 'x', '0/0.f(0,1,2):x']) {
    await page.goto('about:blank');
    await openInside(page, `hihello/#hand=${bad}`, 0);
    assert.match(
      await inside(page, '[role="alert"]').textContent(),
      /do not fit this network/,
      bad,
    );
    await inside(page, '.hand button').click();
    await inside(page, '.cell').waitFor();
    await inside(page, '[role="alert"]').waitFor({ state: 'detached' });
    assert.equal(await held(page), null, bad);
  }
  assertNoProblems(page);
  await page.context().close();
});

test('a symbol that is pressed is read at the next time step, and what follows is the engine’s', async () => {
  const page = await site.page();
  await openInside(page, 'hihello/', 20);
  const trace = tracedWith(20, '');
  const symbol = trace.symbols.indexOf('o');
  const read = trace.symbols.indexOf('h');
  await inside(page, '.steps').getByRole('radio').nth(1).click();
  await inside(page, '.weighed button:has-text("o")').click();
  // Of "hihell" the third letter is h.
  const text = [read, symbol]
    .sort()
    .map((unit) => `0/0.x(0,2,${unit}):${unit === symbol ? 1 : 0}`)
    .join(';');
  await expectHeld(page, 20, text);
  assert.equal(
    (await inside(page, '.steps .symbol').allTextContents()).map((each) => each.trim()).join(''),
    'hioell',
  );
  assertNoProblems(page);
  await page.context().close();
});

test('axe finds nothing where numbers are turned', async () => {
  const page = await site.page();
  for (const lang of ['en', 'ko', 'zh']) {
    await openInside(page, `hihello/?lang=${lang}#hand=0/0.f(0,1,2):0`, 3);
    await vector(page, 'f').locator('.number').nth(2).hover();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${lang} ${colorScheme}`);
    }
  }
  await page.context().close();
});
