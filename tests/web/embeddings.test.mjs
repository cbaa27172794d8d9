// What pages elsewhere show of a lab that they link to: its oEmbed and its picture.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { oembed } = await load('../build/embeddings.ts');
const { card, drawing, size, styleOf } = await load('../build/card.ts');
const { openCourse } = await load('../build/course.ts');
const { sandbox } = await load('site/share/address.ts');

const root = new URL('https://school.example/rnn/');
const course = await openCourse();
const labNamed = (id) => course.labs.find((lab) => lab.id === id);

test('oEmbed is of the rich type, and its frame shows the lab in the language', () => {
  const title = 'Hi "Hello" <RNN>';
  const { html, ...rest } = oembed(root, { id: 'hihello' }, title, 'ko');
  assert.deepEqual(rest, {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Unfold',
    provider_url: 'https://school.example/rnn/',
    width: 800,
    height: 600,
    thumbnail_url: 'https://school.example/rnn/cards/hihello.png',
    thumbnail_width: 1200,
    thumbnail_height: 630,
  });
  const attributes = Object.fromEntries(
    [...html.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  assert.equal(
    attributes.src.replaceAll('&amp;', '&'),
    'https://school.example/rnn/lab/hihello/?embed=1&lang=ko',
  );
  assert.equal(attributes.title, 'Hi &quot;Hello&quot; &lt;RNN&gt;');
  assert.deepEqual([attributes.loading, attributes.sandbox], ['lazy', sandbox]);
});

test('a style for a drawing has values for tokens, and no selector of selectors', () => {
  const css = '/* x */.picture .a :is(.b, .c) { fill: var(--one); }';
  const style = styleOf(css, { '--one': 'var(--two)', '--two': '#123456' });
  assert.equal(style.trim(), '.a .b, .a .c { fill: #123456; }');
});

/** What a PNG says of itself: width and height in its first chunk. */
const sizeOf = (png) => {
  const view = new DataView(png.buffer, png.byteOffset);
  assert.equal(view.getUint32(0), 0x89504e47);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};

test('a card is a picture of its lab without words, also of one that the gallery shows in words', async () => {
  const cards = [];
  for (const id of ['one-cell', 'hihello', 'word2vec']) {
    assert.doesNotMatch(await drawing(course, labNamed(id)), /<text/);
    const png = await card(course, labNamed(id));
    assert.deepEqual(sizeOf(png), size);
    cards.push(Buffer.from(png).toString('base64'));
  }
  assert.equal(new Set(cards).size, cards.length);
});
