// Labs as one file: what a command may ask for, and what a learning platform reads of a package.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { load } from './modules.mjs';

const { wishesOf, WrongWish, filesToBegin } = await load('../build/single/wishes.ts');
const { manifest, scormPackage } = await load('../build/single/scorm.ts');
const { h5pPackage } = await load('../build/single/h5p/index.ts');
const { findHost, timespan } = await load('site/alone/scorm.ts');
const { openEngine } = await load('../build/course.ts');

const engine = await openEngine();
const labNamed = (id) => engine.catalogue().labs.find((lab) => lab.id === id);

test('a wish is a link as a lab’s page has it', () => {
  const { query, fragment, languages } = wishesOf('lang=ko&goal=loss < 0.1#preset=gru&hidden=8');
  assert.deepEqual(Object.fromEntries(query), { lang: 'ko', goal: 'loss < 0.1' });
  assert.equal(fragment, '#preset=gru&hidden=8');
  assert.deepEqual(languages, ['en', 'ko', 'zh']);
  assert.equal(wishesOf('?embed=1').query.get('embed'), '1');
  assert.equal(wishesOf('').fragment, '');
});

test('one language is the language of the link too', () => {
  const { query, languages } = wishesOf('hide=story', 'zh');
  assert.deepEqual([query.get('lang'), languages], ['zh', ['zh']]);
  assert.throws(() => wishesOf('lang=ko', 'zh'), WrongWish);
});

test('what a lab’s page would not read is refused', () => {
  assert.throws(() => wishesOf('gaol=loss < 1'), /no "gaol"/);
  assert.throws(() => wishesOf('', 'fr'), /no language "fr"/);
  assert.throws(() => wishesOf('lang=fr'), /no language "fr"/);
});

test('a beginning that the lab refuses is refused, and a goal about what it does not have', async () => {
  const begin = (link) => filesToBegin(engine, labNamed('hihello'), wishesOf(link));
  assert.deepEqual(await begin('goal=loss < 0.1, input hidden <= 4#preset=gru&hidden=4'), []);
  for (const wrong of ['#preset=none', '#hidden=0', '#nothing=1', 'goal=lost < 1', 'goal=loss']) {
    await assert.rejects(begin(wrong), WrongWish, wrong);
  }
});

test('what is to be hidden or locked is something that the lab’s page has', async () => {
  const begin = (link) => filesToBegin(engine, labNamed('hihello'), wishesOf(link));
  assert.deepEqual(await begin('hide=story,run&lock=preset,hidden'), []);
  await assert.rejects(begin('hide=storey'), /hide is called "storey".*story/);
  await assert.rejects(begin('lock=hidden,hiden'), /lock is called "hiden".*hidden/);
});

test('the files that a lab begins with are those that its link makes it read', async () => {
  const lab = labNamed('char-rnn');
  const files = async (link) => filesToBegin(await openEngine(), lab, wishesOf(link));
  assert.deepEqual(await files(''), ['plays.txt']);
  assert.deepEqual(await files('#preset=engine'), ['engine.txt']);
});

test('a package of SCORM 1.2 has its manifest at the root, and in it one SCO that is there', () => {
  const lab = { id: 'a-lab', title: 'A < B & "C"' };
  const files = unzipSync(scormPackage(lab, '<p>page</p>'));
  assert.deepEqual(Object.keys(files).sort(), ['imsmanifest.xml', 'index.html']);
  const xml = new TextDecoder().decode(files['imsmanifest.xml']);
  assert.equal(xml, manifest(lab));
  assert.match(xml, /<schema>ADL SCORM<\/schema>\s*<schemaversion>1\.2<\/schemaversion>/);
  assert.equal(xml.match(/adlcp:scormtype="sco"/g).length, 1);
  const [, resource] = /<item [^>]*identifierref="([^"]*)"/.exec(xml);
  const [, href] = new RegExp(`<resource identifier="${resource}"[^>]* href="([^"]*)"`).exec(xml);
  assert.ok(href in files);
  assert.match(xml, /<title>A &lt; B &amp; &quot;C&quot;<\/title>/);
  const [, standard] = /organizations default="([^"]*)"/.exec(xml);
  assert.ok(xml.includes(`<organization identifier="${standard}">`));
});

/** Windows as a browser has them: the outermost is its own parent. */
function nested(...windows) {
  windows.forEach((window, i) => {
    window.parent = windows[i - 1] ?? window;
    window.top = windows[0];
  });
  return windows.at(-1);
}

test('the platform is the nearest around the page, or around what opened its window', () => {
  const [near, far] = [{}, {}];
  assert.equal(findHost(nested({ API: far }, { API: near }, {})), near);
  const opener = nested({ API: far }, {});
  assert.equal(findHost(nested({ opener }, {})), far);
  assert.equal(findHost(nested({}, {})), null);
  const foreign = nested({}, {});
  Object.defineProperty(foreign.parent, 'API', {
    get: () => {
      throw new Error('Another origin.');
    },
  });
  assert.equal(findHost(foreign), null);
});

test('how long a session was is said as SCORM 1.2 wants it', () => {
  assert.equal(timespan(0), '0000:00:00');
  assert.equal(timespan(3_723_999), '0001:02:03');
});

const isLowerCase = (text) => text === text.toLowerCase();

test('a package of H5P has what its specification asks for, and only files that platforms take', async () => {
  const title = 'A < B & "C"';
  const packed = (link, lang) => h5pPackage({ title }, '<p>page</p>', wishesOf(link, lang));
  const files = unzipSync(await packed('goal=loss < 0.1'));
  const read = (name) => JSON.parse(new TextDecoder().decode(files[name]));
  const taken = ['json', 'txt', 'js'];
  for (const name of Object.keys(files)) {
    const ending = name.split('.').at(-1);
    assert.ok(taken.includes(ending) && isLowerCase(ending), name);
  }
  const about = read('h5p.json');
  assert.equal(about.title, title);
  assert.equal(about.language, 'und');
  const [main] = about.preloadedDependencies;
  assert.equal(main.machineName, about.mainLibrary);
  const folder = `${main.machineName}-${main.majorVersion}.${main.minorVersion}`;
  const library = read(`${folder}/library.json`);
  for (const [name, type] of Object.entries({
    title: 'string',
    machineName: 'string',
    majorVersion: 'number',
    minorVersion: 'number',
    patchVersion: 'number',
    runnable: 'number',
  })) {
    assert.equal(typeof library[name], type, name);
  }
  assert.deepEqual([library.machineName, library.runnable], [about.mainLibrary, 1]);
  for (const { path } of library.preloadedJs) assert.ok(`${folder}/${path}` in files, path);
  const content = read('content/content.json');
  const fields = read(`${folder}/semantics.json`).map(({ name }) => name);
  assert.deepEqual(Object.keys(content).sort(), fields.sort());
  assert.equal(new TextDecoder().decode(files[`content/${content.page.path}`]), '<p>page</p>');
  // H5P puts entities for these.
  assert.doesNotMatch(content.title + content.goal + content.failed, /[<>&"']/);
  const korean = unzipSync(await packed('', 'ko'));
  assert.equal(JSON.parse(new TextDecoder().decode(korean['h5p.json'])).language, 'ko');
});
