// npm run walk: the first change of every control from every preset of every lab, by keyboard and by
// mouse, in three languages, on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite } from '../harness.mjs';
import { labs } from '../native.mjs';
import { walk } from '../walk.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const sizes = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } };

/** Which language, size and hand walks a preset: each has its turn. */
function hands(number) {
  const langs = ['en', 'ko', 'zh'];
  return Object.entries(sizes).map(([width, size], i) => ({
    size,
    width,
    lang: langs[(number + i) % 3],
    byMouse: (number + i) % 2 === 1,
  }));
}

/** What the build or the reader must give first. */
const isThere = async (page) =>
  (await page.evaluate(() => document.querySelector('unfold-lab').state.error)) === null;

for (const lab of labs) {
  for (const [number, { name }] of lab.presets.entries()) {
    for (const { size, width, lang, byMouse } of hands(number)) {
      const how = `by ${byMouse ? 'mouse' : 'keyboard'}, ${lang}, ${width} px`;
      test(`${lab.id}, ${name}: each control ${how}`, async (t) => {
        const page = await site.page(size);
        await openLab(page, `${site.url}lab/${lab.id}/?lang=${lang}#v=1&preset=${name}`);
        if (await isThere(page)) {
          assert.ok((await walk(page, lab, { byMouse })) > 1);
          assertNoProblems(page);
        } else {
          t.skip('its data are not here');
        }
        await page.context().close();
      });
    }
  }
}
