// Files of the reader's own that are not UTF-8, or packed: what the page makes of them.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { encoded } from '../web/encoded.mjs';
import { assertNoProblems, openLab, openSite, sidewaysScroll, state } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** A page of a lab, and the field of its first file. */
async function openField(lab, options) {
  const page = await site.page(options);
  await openLab(page, `${site.url}lab/${lab}/`);
  const field = page.locator('unfold-lab unfold-file-field').first();
  const give = (name, buffer) =>
    field.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
  /** The value that the input has when it has changed. */
  const changed = (before) =>
    page.waitForFunction((old) => {
      const form = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-form');
      const { name } = form.inputs.find(({ kind }) => kind === 'file');
      return form.values[name] !== old && form.values[name];
    }, before);
  return { page, field, give, changed };
}

const prices = (date, close) =>
  `${date},${close}\n` +
  Array.from({ length: 90 }, (_, day) => {
    const at = new Date(Date.UTC(2019, 0, 1 + day)).toISOString().slice(0, 10);
    return `${at},${100 + ((day * 37) % 23)}`;
  }).join('\n');

/** A gzip file of three, joined and padded. */
function joined(bytes) {
  const ends = [0, 300, 600, bytes.length];
  const members = ends.slice(1).map((end, i) => gzipSync(bytes.subarray(ends[i], end)));
  return Buffer.concat([...members, Buffer.alloc(512)]);
}

test('a table in EUC-KR is read, shown, read otherwise on demand, and run', async () => {
  const { page, field, give, changed } = await openField('stock', { width: 390 });
  await give('prices.csv.gz', joined(encoded(prices('일자', '종가'), 'euc-kr')));
  const choice = field.locator('unfold-encoding select');
  await choice.waitFor();
  assert.equal(await choice.inputValue(), 'euc-kr');
  assert.match(await field.locator('pre').textContent(), /^일자,종가\n2019-01-01,100\n/);
  const first = await (await changed('')).jsonValue();
  assert.match(first, /^prices\.csv#[0-9a-f]{8}$/);
  assert.ok((await sidewaysScroll(page)) <= 0);

  await choice.selectOption('gb18030');
  const second = await (await changed(first)).jsonValue();
  assert.notEqual(second, first);
  await page.waitForFunction(
    (field) => !/일자/.test(field.textContent),
    await field.locator('pre').elementHandle(),
  );
  await choice.selectOption('euc-kr');
  assert.equal(await (await changed(second)).jsonValue(), first);
  await page.waitForFunction(() => {
    const { total, error } = document.querySelector('unfold-lab').state;
    return total > 0 && !error;
  });
  await page.evaluate(() => document.querySelector('unfold-lab').step(1));
  assert.equal((await state(page)).error, null);
  assertNoProblems(page);
  await page.context().close();
});

test('a text in Windows-1252 with its own quotation marks is read', async () => {
  const { page, field, give } = await openField('char-rnn');
  const lines = '“Größe” – it’s fine…\nça va très bien\n'.repeat(200);
  const special = { '“': 0x93, '”': 0x94, '–': 0x96, '’': 0x92, '…': 0x85 };
  await give(
    'text.txt',
    Buffer.from([...lines].map((symbol) => special[symbol] ?? symbol.charCodeAt(0))),
  );
  const choice = field.locator('unfold-encoding select');
  await choice.waitFor();
  assert.equal(await choice.inputValue(), 'windows-1252');
  assert.match(await field.locator('pre').textContent(), /^“Größe” – it’s fine…\n/);
  // What cannot be read in another encoding is counted.
  await choice.selectOption('utf-8');
  await field.locator('unfold-encoding [role=alert]').waitFor();
  assertNoProblems(page);
  await page.context().close();
});

const refusals = {
  en: {
    page: /web page, not the file/,
    packed: /packed \(ZIP\)/,
    cut: /cut or damaged/,
    bomb: /more than 20/,
    words: /^\s*Your own prices has no column of numbers\./,
  },
  ko: {
    page: /웹페이지/,
    packed: /압축되어 있어요\(ZIP\)/,
    cut: /손상/,
    bomb: /허용 한도/,
    words: /^\s*내 주가 파일: 숫자 열이 없어요\./,
  },
  zh: {
    page: /网页/,
    packed: /压缩包（ZIP）/,
    cut: /损坏/,
    bomb: /上限/,
    words: /里没有数字列。/,
  },
};

for (const [lang, said] of Object.entries(refusals)) {
  test(`what is packed otherwise, cut, too large or a web page is refused in ${lang}`, async () => {
    const page = await site.page();
    await openLab(page, `${site.url}lab/stock/?lang=${lang}`);
    const field = page.locator('unfold-lab unfold-file-field').first();
    const give = (name, buffer) =>
      field.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
    const problem = field.locator('.problem');
    const says = async (pattern) => {
      await problem.filter({ hasText: pattern }).waitFor();
    };
    await give('prices.csv.gz', Buffer.from('<!DOCTYPE html><html><title>404</title>'));
    await says(said.page);
    await give('prices.csv', Buffer.from('PK\x03\x04 and so on'));
    await says(said.packed);
    await give('prices.csv.gz', gzipSync(prices('Date', 'Close')).subarray(0, 300));
    await says(said.cut);
    await give('prices.csv.gz', gzipSync(Buffer.alloc(30_000_000, 'a')));
    await says(said.bomb);
    // The lab itself refuses what the page can read.
    await give('prices.csv', Buffer.from('name,place\nada,london\nalan,wilmslow\n'));
    await page.locator('#refusal-csv').filter({ hasText: said.words }).waitFor();
    assertNoProblems(page);
    await page.context().close();
  });
}
