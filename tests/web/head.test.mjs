// What pages say of themselves to other programs: true where the site knows its address, nothing where
// it does not.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerImport } from 'vite';
import { root } from '../../scripts/process.mjs';

const { addressTags, courseData, sitemap, siteOf } = (
  await runnerImport(join(root, 'web/build/head.ts'))
).module;

const site = siteOf('https://school.example/rnn');
const lab = { id: 'hihello', title: 'Hi </script> RNN', summary: 'An LSTM' };

test('a site that does not know its address says none', () => {
  assert.equal(siteOf(undefined), null);
  assert.equal(addressTags(null, 'lab/hihello/'), '');
  assert.doesNotMatch(courseData(null, [lab]), /"url"/);
});

test('what is no address of a site is refused', () => {
  for (const given of ['school.example', 'ftp://school.example/', 'https://school.example/?a=1'])
    assert.throws(() => siteOf(given), /UNFOLD_SITE/, given);
});

test('canonical and alternate links are whole addresses of the page in each language', () => {
  const tags = addressTags(site, 'lab/hihello/');
  const address = 'https://school.example/rnn/lab/hihello/';
  assert.match(tags, new RegExp(`rel="canonical" href="${address}"`));
  const alternates = Object.fromEntries(
    [...tags.matchAll(/hreflang="([^"]*)" href="([^"]*)"/g)].map(([, lang, href]) => [lang, href]),
  );
  assert.deepEqual(alternates, {
    en: address,
    ko: `${address}?lang=ko`,
    zh: `${address}?lang=zh`,
    'x-default': address,
  });
  assert.match(tags, /og:image" content="https:\/\/school\.example\/rnn\/card\.png"/);
});

test('a lab’s page has its own picture, and says in each language how it is embedded', () => {
  const tags = addressTags(site, 'lab/hihello/', lab);
  const root = 'https://school.example/rnn';
  const links = [...tags.matchAll(/<link [^>]*json\+oembed[^>]*>/g)].map(([link]) => link);
  assert.deepEqual(
    links.map((link) => / hreflang="(..)" href="([^"]*)"/.exec(link).slice(1)),
    ['en', 'ko', 'zh'].map((lang) => [lang, `${root}/oembed/hihello.${lang}.json`]),
  );
  assert.ok(tags.includes(`og:image" content="${root}/cards/hihello.png"`));
  assert.doesNotMatch(tags, /<\/script|card\.png/);
  assert.doesNotMatch(addressTags(site, 'about/'), /oembed|cards\//);
  assert.equal(addressTags(null, 'lab/hihello/', lab), '');
});

const dataIn = (script) => {
  const [, json] = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(script);
  assert.doesNotMatch(json, /</);
  return JSON.parse(json);
};

test('a lab is a learning resource, and no text of it ends the script that says so', () => {
  const [data] = dataIn(courseData(site, [lab])).hasPart;
  assert.equal(data['@type'], 'LearningResource');
  assert.equal(data.name, lab.title);
  assert.equal(data.url, 'https://school.example/rnn/lab/hihello/');
  assert.match(data.timeRequired, /^PT\d+M$/);
  assert.deepEqual(data.inLanguage, ['en', 'ko', 'zh']);
});

test('the gallery is a course that takes as long as its labs', () => {
  const [one, both] = [[lab], [lab, { ...lab, id: 'one-cell' }]].map((labs) => {
    const { courseWorkload } = dataIn(courseData(site, labs)).hasCourseInstance;
    return Number(/PT(\d+)M/.exec(courseWorkload)[1]);
  });
  assert.ok(both > one && one > 0);
});

test('the site map has each page once in each language', () => {
  const map = sitemap(site, ['', 'lab/hihello/']);
  const places = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, place]) => place);
  assert.equal(places.length, 6);
  assert.equal(new Set(places).size, 6);
  assert.ok(places.includes('https://school.example/rnn/lab/hihello/?lang=zh'));
});
