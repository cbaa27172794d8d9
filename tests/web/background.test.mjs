// The pages beside the labs: alike in every language, their links lead where they say, and their
// numbers are what the engine, finite differences and counting give.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const load = async (name) => (await runnerImport(join(root, 'web/build', name))).module;
const { filled, readBackground, tellBackground } = await load('background.ts');
const { glue, simdWasm } = await load('paths.ts');
const { languages } = await load('prose.ts');
const { background } = await load('references.ts');
const { openSession } = await load('sessions.ts');
const { gates } = await load('worked/gates.ts');
const { bptt } = await load('worked/bptt.ts');
const { after, cached, kept } = await load('worked/after.ts');

const { default: createEngine } = await import(pathToFileURL(glue));
const engine = await createEngine({
  wasmBinary: await readFile(simdWasm),
  locateFile: (path) => path,
});
const { labs } = engine.catalogue();
const ids = labs.map(({ id }) => id);
const pages = Object.keys(background);

const count = (html, pattern) => [...html.matchAll(pattern)].length;
const hrefs = (html) =>
  [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));

/** What a page is made of, whatever its language. */
const shape = (html) => ({
  headings: [...html.matchAll(/<(h\d)>/g)].map(([, tag]) => tag),
  formulas: count(html, /class="formula"/g),
  drawings: count(html, /<svg /g),
  rows: count(html, /<tr>/g),
  links: hrefs(html).sort(),
});

/** What is read: neither formulas nor drawings. */
const plain = (html) => html.replace(/<(math|svg).*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, ' ');

function words(lang, html) {
  const segments = new Intl.Segmenter(lang, { granularity: 'word' }).segment(plain(html));
  return [...segments].filter(({ isWordLike }) => isWordLike).length;
}

test('the pages of background are the folders of examples/background', async () => {
  const entries = await readdir(join(root, 'examples/background'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(folders.sort(), [...pages].sort());
  assert.deepEqual(
    pages.filter((name) => ids.includes(name)),
    [],
    'a page has the name of a lab',
  );
});

for (const name of pages) {
  for (const lang of languages) {
    test(`${name} in ${lang} is short, and its formulas, numbers and drawings are there`, async () => {
      const html = await tellBackground(name, lang);
      const length = words(lang, html);
      assert.ok(length >= 400 && length <= 900, `${length} words`);
      assert.ok(background[name].title[lang] && background[name].summary[lang]);
      assert.doesNotMatch(plain(html), /[$\\@]|\*\*|!\[/);
      assert.doesNotMatch(html, /undefined|NaN/);
      for (const [, shows] of html.matchAll(/<svg [^>]*aria-label="([^"]*)"/g)) {
        assert.ok(shows.length > 8, 'a drawing without words');
      }
    });
  }

  test(`${name} has the same headings, formulas, drawings and links in every language`, async () => {
    const [first, ...others] = await Promise.all(
      languages.map(async (lang) => shape(await tellBackground(name, lang))),
    );
    assert.ok(first.headings.length >= 5 && first.drawings > 0 && first.links.length > 5);
    for (const other of others) assert.deepEqual(other, first);
  });

  test(`${name} suggests what the labs take, and links to papers and pages that are there`, async () => {
    const links = hrefs(await tellBackground(name, 'en'));
    assert.ok(links.some((href) => href.startsWith('../lab/')));
    for (const href of links) {
      if (href.startsWith('https:')) {
        assert.match(
          href,
          /^https:\/\/(?:arxiv\.org\/abs\/\d{4}\.\d{5}|arxiv\.org\/abs\/\d{4}\.\d{4}|doi\.org\/10\.\d+\/\S+)$/,
        );
        continue;
      }
      const [, folder, id, fragment = ''] = /^\.\.\/(lab\/)?([\w-]+)\/(?:#(.*))?$/.exec(href);
      assert.ok((folder ? ids : pages).includes(id), href);
      if (!folder) continue;
      const { preset = '', ...inputs } = Object.fromEntries(new URLSearchParams(fragment));
      const { inputs: known } = labs.find((lab) => lab.id === id);
      const unknown = Object.keys(inputs).filter((key) => !known.some((each) => each.name === key));
      assert.deepEqual(unknown, [], href);
      openSession(engine, id, preset, inputs).delete();
    }
  });
}

test('a text that names a number which is not computed is refused', async () => {
  assert.throws(() => filled('gates', '$f = @{nothing}$'), /no number "nothing"/);
  assert.equal(filled('gates', '@{h0}'), gates.h0);
  const texts = pages.flatMap((name) => languages.map((lang) => readBackground(name, lang)));
  for (const text of await Promise.all(texts)) assert.doesNotMatch(text, /@\{/);
});

/** What the lab initial-state shows for a link of the page. */
function shownBy(fragment) {
  const inputs = Object.fromEntries(new URLSearchParams(fragment));
  const session = openSession(engine, 'initial-state', '', inputs);
  try {
    session.advance(1, Infinity, '', -Infinity);
    const { matrices } = session.frame();
    return Object.fromEntries(
      Object.entries(matrices).map(([name, { values }]) => [name, [...values]]),
    );
  } finally {
    session.delete();
  }
}

/** As the page shows numbers. */
const short = (value) => value.toFixed(3).replace('-', '\u2212');

test('the cells of the gates page are those of the engine, and each gate alone comes out of its lab', () => {
  const lstm = shownBy(gates.lstm);
  assert.deepEqual([short(lstm.final_c[0]), short(lstm.final_h[0])], [gates.c, gates.h]);
  for (const gate of ['f', 'i', 'g']) {
    assert.equal(short(shownBy(gates[`only_${gate}`]).final_c[0]), gates[gate], gate);
  }
  assert.equal(short(shownBy(gates.only_o).final_h[0]), gates.o);

  assert.equal(short(shownBy(gates.gru).final_h[0]), gates.gru_h);
  assert.equal(short(shownBy(gates.only_u).final_h[0]), gates.u);
  assert.equal(short(shownBy(gates.only_gru_g).final_h[0]), gates.gru_g);
  const [seen] = shownBy(gates.only_r).final_h;
  assert.equal(short(seen), gates.tanh_r);
  assert.equal(short(Math.atanh(seen)), gates.r);
});

test('the sums of the gates page come out with the digits that it shows', () => {
  const number = (name) => Number(gates[name].replace('\u2212', '-'));
  const near = (here, name) => assert.ok(Math.abs(here - number(name)) < 0.0006, name);
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));
  for (const gate of ['f', 'i', 'o', 'r', 'u']) near(sigmoid(number(`z${gate}`)), gate);
  near(Math.tanh(number('zg')), 'g');
  near(Math.tanh(number('zgru')), 'gru_g');
  near(number('f') * number('c0') + number('i') * number('g'), 'c');
  near(number('o') * Math.tanh(number('c')), 'h');
  near(number('u') * number('gru_h0') + (1 - number('u')) * number('gru_g'), 'gru_h');
});

/** The worked example of backpropagation again: the loss, with a little added to a weight at some steps. */
function lossWith({ wx = [0, 0, 0], wh = [0, 0, 0], states = [0, 0, 0] }) {
  let h = 0;
  [1, 0, 0].forEach((x, at) => {
    h = Math.tanh(x * (Number(bptt.wx) + wx[at]) + h * (Number(bptt.wh) + wh[at])) + states[at];
  });
  return (h - Number(bptt.target)) ** 2 / 2;
}

const small = 1e-5;
const slopeAlong = (shifted) =>
  (lossWith(shifted(small)) - lossWith(shifted(-small))) / (2 * small);

test('the gradients by hand are those of finite differences, in sum and step by step', () => {
  const at = (step, shift) => [1, 2, 3].map((t) => (t === step ? shift : 0));
  const all = (shift) => [shift, shift, shift];
  const six = (value) => value.toFixed(6).replace('-', '\u2212');
  const dwx = six(slopeAlong((shift) => ({ wx: all(shift) })));
  const dwh = six(slopeAlong((shift) => ({ wh: all(shift) })));
  assert.deepEqual([bptt.dwx, bptt.dwx_numeric], [dwx, dwx]);
  assert.deepEqual([bptt.dwh, bptt.dwh_numeric], [dwh, dwh]);
  for (const t of [1, 2, 3]) {
    const near = (name, value) =>
      assert.ok(Math.abs(Number(bptt[name].replace('\u2212', '-')) - value) < 0.00051, name);
    near(
      `d${t}`,
      slopeAlong((shift) => ({ states: at(t, shift) })),
    );
    near(
      `w${t}`,
      slopeAlong((shift) => ({ wh: at(t, shift) })),
    );
    near(
      `x${t}`,
      slopeAlong((shift) => ({ wx: at(t, shift) })),
    );
    near(`s${t}`, slopeAlong((shift) => ({ states: at(t, shift) })) * Number(bptt[`slope${t}`]));
  }
});

test('the states by hand are those of the engine', () => {
  const { outputs } = shownBy(bptt.forward);
  assert.deepEqual(outputs.map(short), [bptt.h1, bptt.h2, bptt.h3]);
  assert.equal(bptt.loss, short((outputs[2] - 1) ** 2 / 2));
});

test('what is left, cut and clipped follows from the gradients', () => {
  const [d3, d1] = ['d3', 'd1'].map((name) => Number(bptt[name].replace('\u2212', '-')));
  assert.ok(Math.abs(d1 / d3 - Number(bptt.product)) < 0.002);
  const [dwx, dwh, cut, x, h] = ['dwx', 'dwh', 'cut', 'clipped_x', 'clipped_h'].map((name) =>
    Number(bptt[name].replace('\u2212', '-')),
  );
  assert.equal(bptt.cut_share, `${Math.round((100 * cut) / dwh)}%`);
  assert.ok(Math.abs(Math.hypot(dwx, dwh) - Number(bptt.norm)) < 0.0006);
  assert.ok(Math.abs(Math.hypot(x, h) - Number(bptt.limit)) < 0.001);
  assert.ok(Math.abs(x / h - dwx / dwh) < 0.01);
  assert.equal(
    bptt.below,
    Array(30)
      .fill(0.9)
      .reduce((a, b) => a * b)
      .toFixed(3),
  );
  assert.equal(
    bptt.above,
    Array(30)
      .fill(1.1)
      .reduce((a, b) => a * b)
      .toFixed(1),
  );
});

test('an LSTM keeps what is counted, however long it reads', () => {
  for (const data of ['1', '1;1;1;1;1;1;1;1']) {
    const { final_c: c, final_h: h } = shownBy(
      new URLSearchParams({ source: 'numbers', data, cell: 'lstm', hidden: '32', kernel: '' }),
    );
    assert.equal(c.length + h.length, kept(32));
  }
  const number = (name) => Number(after[name].replaceAll(',', ''));
  assert.equal(number('state'), kept(number('width')));
  let numbers = 0;
  for (let at = 0; at < number('length'); ++at) numbers += 2 * number('width');
  assert.equal(number('cache'), numbers);
  assert.equal(cached(3, 2), 12);
});
