// Worksheets for everyone and from anyone: no script in them runs, axe finds nothing, and paper has
// what is handed in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, openSite, sidewaysScroll, spoken } from './harness.mjs';
import { give, hihello, labFrame, openSheet, question, saved, sheetOf } from './sheets.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const attack = '"><img src=x onerror="window.ran=1"><script>window.ran=1</script>';

test('script in any field of a worksheet and of answers runs nothing', async () => {
  const lab = hihello({ task: attack, goal: attack, hide: [attack], lock: [attack] });
  const markdown = `${attack}\n\n# ${attack}\n\n[a](javascript:window.ran=1) **${attack}**`;
  const sheet = {
    ...sheetOf({ kind: 'text', text: markdown }, lab, { kind: 'question', text: markdown }),
    title: attack,
  };
  const page = await openSheet(site, sheet);
  await page.locator('#name').fill(attack);
  await page.locator('#answer-2').fill(attack);
  await labFrame(page);
  const [, file] = await saved(page, '[data-save]');
  await page.locator('[data-edit]').click();
  await page.locator('unfold-lab-form').waitFor();
  await give(page, 'answers', file);
  await page.locator('unfold-collected tbody th').waitFor();
  for (const frame of page.frames())
    assert.equal(await frame.evaluate(() => window.ran), undefined);
  assert.equal(await page.locator('unfold-worksheet-page').locator('img, script').count(), 0);
  assertNoProblems(page);
  await page.context().close();
});

test('Markdown becomes headings, lists, code and links; markup stays text, and no address is a script', async () => {
  const written =
    '# One\r\ntwo\nthree\n\n- a **b**\n- *c* `d*`\n\n3. e\n\n```\n<x>\n```\n<img src=x> [h](https://i.example) [i](javascript:x) [j](//k.example) ![l](m.png)';
  const page = await openSheet(site, sheetOf({ kind: 'text', text: written }));
  const prose = page.locator('unfold-worksheet-page .prose').first();
  assert.equal(
    await prose.evaluate((prose) => prose.innerHTML.replaceAll(/<!--.*?-->/g, '')),
    '<h2>One</h2><p>two\nthree</p><ul><li>a <strong>b</strong></li><li><em>c</em> <code>d*</code></li></ul>' +
      '<ol start="3"><li>e</li></ol><pre tabindex="0"><code>&lt;x&gt;\n</code></pre>' +
      '<p>&lt;img src=x&gt; <a href="https://i.example" target="_blank" rel="noopener noreferrer">h</a>' +
      ' [i](javascript:x) [j](//k.example) ![l](m.png)</p>',
  );
  assertNoProblems(page);
  await page.context().close();
});

test('axe finds nothing and nothing scrolls sideways, for teachers and for students', async () => {
  const text = { kind: 'text', text: '# A\n\n- b `c`\n\n```\nx\n```' };
  const sheet = { ...sheetOf(text, hihello({ task: 'Why?' }), question), lang: 'ko' };
  const page = await openSheet(site, sheet, { width: 320 });
  const check = async (who) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${who}, ${colorScheme}`);
    }
    assert.ok((await sidewaysScroll(page)) <= 0, who);
  };
  await spoken(page, 'ko');
  await labFrame(page);
  await check('students');
  await page.locator('[data-edit]').click();
  await page.locator('unfold-lab-form summary').click();
  await page.locator('unfold-lab-form [data-list=lock]').first().waitFor();
  await check('teachers');
  await page.context().close();
});

test('on paper there are texts, tasks and answers, and nothing to press', async () => {
  const page = await openSheet(site, sheetOf(hihello({ task: 'Lower it.' }), question), {
    theme: 'dark',
  });
  await page.locator('#answer-1').fill('Because\nit learns.');
  await page.emulateMedia({ media: 'print' });
  const shown = await page.locator('unfold-worksheet article').innerText();
  for (const part of ['Lower it.', 'Why does it fall?', 'Because\nit learns.']) {
    assert.ok(shown.includes(part), part);
  }
  for (const each of ['button', 'textarea', 'iframe']) {
    for (const found of await page.locator(`unfold-worksheet ${each}`).all()) {
      assert.equal(await found.isVisible(), false, each);
    }
  }
  await page.context().close();
});
