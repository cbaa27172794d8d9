// The drawing of a lab's network, and panels as files: PNG, SVG and CSV are what they say.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { assertNoProblems, openGroup, openLab, openSite, sidewaysScroll } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const drawn = async (page) => {
  await openGroup(page, 'inside');
  await page.locator('unfold-network svg').waitFor();
  return page.locator('unfold-network').evaluate(({ renderRoot }) => {
    const all = (selector) => [...renderRoot.querySelectorAll(selector)];
    const texts = (role) => all(`.${role} text`).map(({ textContent }) => textContent);
    return {
      roles: all('[data-node]').map(({ classList }) => classList[0]),
      nodes: all('[data-node]').map(({ dataset }) => dataset.node),
      ends: all('[data-edge]').flatMap(({ dataset }) => dataset.edge.split(' ')),
      states: ['h', 'c'].map((state) => all(`path.edge.${state}`).length),
      reads: texts('input').join(''),
      says: texts('output').join(''),
      about: renderRoot.querySelector('desc').textContent,
    };
  });
};

const counted = (roles) =>
  roles.reduce((sums, role) => ({ ...sums, [role]: (sums[role] ?? 0) + 1 }), {});

/** The file that a button of a panel gives. */
async function saved(page, panel, kind) {
  const buttons = page.locator(`unfold-lab [data-panel="${panel}"] button`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    buttons.filter({ hasText: new RegExp(`^\\s*${kind}\\s*$`) }).click(),
  ]);
  assert.equal(download.suggestedFilename(), `${panel}.${kind.toLowerCase()}`);
  return readFile(await download.path());
}

/** What another program finds in an SVG. */
const parsed = (page, file) =>
  page.evaluate((text) => {
    const { documentElement: svg } = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = (selector) => [...svg.querySelectorAll(selector)];
    const [ruler] = [document.createElement('canvas').getContext('2d')];
    const light = (colour) => {
      ruler.fillStyle = colour;
      ruler.fillRect(0, 0, 1, 1);
      const part = (value) =>
        value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
      const [r, g, b] = ruler.getImageData(0, 0, 1, 1).data;
      return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    return {
      root: svg.localName,
      size: ['width', 'height'].map((name) => Number(svg.getAttribute(name))),
      title: svg.querySelector('title').textContent,
      about: svg.querySelector('desc')?.textContent ?? '',
      ground: svg.querySelector('rect').getAttribute('fill'),
      texts: all('text').map(({ textContent }) => textContent.trim()),
      palest: Math.max(...all('text').map((text) => light(text.getAttribute('fill')))),
      lines: all('path[fill=none]').map((path) => path.getAttribute('d')),
      lost: all('script, style, foreignObject, [class], [style]').length,
      isClosed: !/var\(|light-dark|NaN|undefined|https?:\/\/(?!www\.w3\.org)/.test(text),
    };
  }, file.toString());

const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

function assertStandsAlone(picture) {
  assert.equal(picture.root, 'svg');
  assert.equal(picture.ground, '#ffffff');
  assert.ok(picture.palest < 0.19, `text of luminance ${picture.palest} on white`);
  assert.equal(picture.lost, 0);
  assert.ok(picture.isClosed);
}

test('a network is drawn as it is, and panels are saved as what they show, for white paper', async () => {
  const page = await site.page({ theme: 'dark' });
  await openLab(page, `${site.url}lab/hihello/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(12));
  const seen = await drawn(page);
  assert.deepEqual(counted(seen.roles), { input: 6, recurrent: 6, dense: 6, output: 6 });
  assert.deepEqual(seen.states, [5, 5]);
  assert.ok(seen.ends.every((end) => seen.nodes.includes(end)));
  assert.deepEqual([seen.reads, seen.says], ['hihell', 'ihello']);
  assert.match(seen.about, /an LSTM of 5 units, a dense layer of 5 units\..* 250 weights/);

  const network = await parsed(page, await saved(page, 'network', 'SVG'));
  assertStandsAlone(network);
  assert.equal(network.about, seen.about);
  assert.equal(network.texts.filter((text) => text === 'LSTM').length, 6);

  const { x, y } = await page.evaluate(
    () => document.querySelector('unfold-lab').state.curves.loss,
  );
  const csv = (await saved(page, 'loss', 'CSV')).toString().trim().split('\n');
  assert.deepEqual(
    csv.slice(1).map((row) => row.split(',').map((cell) => Math.fround(Number(cell)))),
    x.map((step, i) => [step, y[i]]),
  );
  const loss = await parsed(page, await saved(page, 'loss', 'SVG'));
  assertStandsAlone(loss);
  assert.equal(loss.title, 'Loss');
  assert.ok(loss.texts.includes('1.5') && loss.texts.includes('Loss'));
  const curve = loss.lines
    .map((line) => line.match(/-?[\d.]+ -?[\d.]+/g))
    .find((at) => at?.length === 12);
  const heights = curve.map((point) => Number(point.split(' ')[1]));
  assert.ok(heights.every((height, i) => i === 0 || height > heights[i - 1] === y[i] < y[i - 1]));
  const png = await saved(page, 'loss', 'PNG');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.deepEqual(
    sizeOf(png),
    loss.size.map((side) => 2 * side),
  );

  const map = await parsed(page, await saved(page, 'probabilities', 'SVG'));
  assert.equal(map.texts.filter((text) => /^[01]\.\d+$/.test(text)).length, 30);
  const theme = await page.locator('unfold-lab').evaluate((lab) => {
    const panels = [...lab.renderRoot.querySelectorAll('[data-panel]')];
    return panels.map(({ style }) => style.cssText);
  });
  assert.ok(theme.every((left) => left === ''));
  assertNoProblems(page);
  await page.context().close();
});

test('on a phone the drawing is folded, opens by the keyboard and stays so; no page scrolls sideways', async () => {
  const page = await site.page({ width: 390 });
  await openLab(page, `${site.url}lab/long-sentence/?lang=ko`);
  const fold = page.locator('unfold-network summary');
  await openGroup(page, 'inside');
  await fold.waitFor();
  assert.equal(await page.locator('unfold-network svg').count(), 0);
  assert.match(await fold.innerText(), /신경망\s+25 → LSTM 25 → LSTM 25 → 25/);
  await fold.focus();
  await page.keyboard.press('Enter');
  const seen = await drawn(page);
  assert.equal(counted(seen.roles).recurrent, 2 * counted(seen.roles).input);
  assert.match(seen.about, /유닛 25개의 LSTM, 유닛 25개의 LSTM, 유닛 25개의 출력층\./);
  assert.ok((await sidewaysScroll(page)) <= 0);

  await page.evaluate(() => document.querySelector('unfold-lab').step());
  await openGroup(page, 'data');
  const table = page.locator('unfold-lab section:has(> unfold-table)').first();
  const name = await table.getAttribute('data-panel');
  const rows = await table.locator('unfold-table').evaluate(({ grid }) => grid.rows.length);
  const csv = (await saved(page, name, 'CSV')).toString();
  assert.ok(csv.split('\n').length - 1 >= rows + 1);
  const picture = await parsed(page, await saved(page, name, 'SVG'));
  assertStandsAlone(picture);
  assert.ok(picture.texts.length > rows);

  await openLab(page, `${site.url}lab/mnist-deep-rnn/?lang=zh`);
  const states = await drawn(page);
  const { input, ...others } = counted(states.roles);
  assert.deepEqual(others, { recurrent: 3 * input, states: 1, dense: 1, output: 1 });
  assert.match(states.about, /所有层的最终状态拼接后继续向上/);
  assert.ok((await sidewaysScroll(page)) <= 0);
  assertNoProblems(page);
  await page.context().close();
});
