// A lab as a notebook and a book have it: in stand-ins for their pages, of another origin and with a
// policy, and a model as anywidget specifies it.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertNoProblems, openSite } from './harness.mjs';
import { native } from './native.mjs';
import { serve } from './server.mjs';

let site;
let host;
let folder;
before(async () => {
  site = await openSite({ headers: { 'Access-Control-Allow-Origin': '*' } });
  folder = await mkdtemp(join(tmpdir(), 'unfold-notebook-'));
  host = await serve(folder);
});
after(async () => {
  await host.close();
  await site.close();
  await rm(folder, { recursive: true });
});

/** The host's own program: a model, and where a widget is shown. */
const program = `
window.model = (traits) => {
  const ears = new EventTarget();
  const heard = new Map();
  return {
    traits,
    get: (name) => traits[name],
    set(name, value) {
      const isNew = JSON.stringify(traits[name]) !== JSON.stringify(value);
      traits[name] = value;
      if (isNew) ears.dispatchEvent(new CustomEvent('change:' + name));
    },
    save_changes() {},
    on(event, hear) {
      heard.set(hear, ({ detail }) => hear(detail));
      ears.addEventListener(event, heard.get(hear));
    },
    off: (event, hear) => ears.removeEventListener(event, heard.get(hear)),
    say: (detail) => ears.dispatchEvent(new CustomEvent('msg:custom', { detail })),
  };
};
/** As in a notebook: the module is a text, and the place is in the page only later. */
window.inNotebook = async (address, traits) => {
  const text = 'export { default } from ' + JSON.stringify(address) + ';\\n';
  const { default: widget } = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  const el = document.createElement('div');
  window.widget = model(traits);
  window.leave = await widget.render({ model: window.widget, el });
  document.querySelector('main').append(el);
  window.place = el;
};
/** As in a book: the module is a file, and the place a shadow. */
window.inBook = async (address, traits) => {
  const { default: widget } = await import(address);
  window.place = document.createElement('div');
  document.querySelector('main').attachShadow({ mode: 'open' }).append(window.place);
  window.widget = model(traits);
  window.leave = await widget.render({ model: window.widget, el: window.place });
};
`;

async function openHost() {
  const policy = `default-src 'none'; script-src 'self' blob: ${site.origin} 'wasm-unsafe-eval'; worker-src blob:; connect-src ${site.origin} data: blob:; img-src data: blob:`;
  await writeFile(join(folder, 'program.js'), program);
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Notebook</title><link rel="icon" href="data:,"><main></main><script src="program.js"></script>`,
  );
  const page = await site.page({ origins: [host.origin] });
  await page.goto(host.url);
  return page;
}

const show = (page, way, traits) =>
  page.evaluate(
    ([way, address, traits]) => window[way](address, traits),
    [way, `${site.url}unfold-anywidget.js`, { inputs: {}, ...traits }],
  );

const trait = (page, name) => page.evaluate((name) => window.widget.get(name), name);

/** Waits until this is true of the program's traits; the host's policy lets no page wait for a text. */
async function until(page, isSo) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (isSo(await page.evaluate(() => window.widget.traits))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${isSo}: ${JSON.stringify(await trait(page, 'error'))}`);
}

test('in a notebook a program trains a lab and reads what came of it; a view that is gone leaves nothing', async () => {
  const page = await openHost();
  const before = await page.evaluate(() => document.head.innerHTML);
  await show(page, 'inNotebook', { lab: 'hihello', goal: 'loss < 1', lang: 'ko' });
  await until(page, ({ state }) => state?.total > 0);
  await page.evaluate(() => window.widget.say({ type: 'unfold:play' }));
  await until(page, ({ state }) => state.done && state.fingerprint);
  const state = await trait(page, 'state');
  assert.equal(state.fingerprint, (await native('hihello')).fingerprint);
  assert.equal(state.inputs.hidden, 5);
  assert.ok(Array.isArray(state.curves.loss.y));
  const reached = await trait(page, 'goal_reached');
  const { x, y } = state.curves.loss;
  // Curves count steps from 0.
  assert.equal(reached, x[y.findIndex((loss) => loss < 1)] + 1);
  await page.locator('unfold-lab', { hasText: '손실' }).waitFor();
  const play = page.locator('unfold-lab [data-command=play]').first();
  const colour = () => play.evaluate((button) => getComputedStyle(button).backgroundColor);
  const light = await colour();
  assert.notEqual(light, 'rgba(0, 0, 0, 0)');
  await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'));
  assert.notEqual(await colour(), light);

  await page.evaluate(() => window.widget.set('inputs', { hidden: 8, steps: 20 }));
  await until(page, ({ state }) => state.inputs.hidden === 8 && state.step === 0);
  assert.deepEqual(await trait(page, 'inputs'), { hidden: 8, steps: 20 });

  assert.equal(await page.evaluate(() => document.head.innerHTML), before);
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  await page.evaluate(() => window.leave());
  assert.equal(await page.evaluate(() => window.place.childElementCount), 0);
  assertNoProblems(page);
  await page.context().close();
});

test('in a book, in a shadow, what a reader changes is in the model, and what the lab lacks is said', async () => {
  const page = await openHost();
  await show(page, 'inBook', { lab: 'hihello', inputs: { hiden: 8, steps: 20 } });
  const said = page.locator('unfold-lab + [role=alert]');
  await said.filter({ hasText: 'hidden' }).waitFor();
  assert.match((await trait(page, 'error')).message, /"hiden".*"hidden"/);
  await page.locator('unfold-lab #input-hidden').fill('7');
  await until(page, ({ inputs }) => inputs.hidden === 7);
  assert.deepEqual(await trait(page, 'inputs'), { hidden: 7, steps: 20 });
  assert.equal(await said.textContent(), '');
  assert.equal(await trait(page, 'error'), null);
  await page.locator('unfold-lab [data-preset=gru]').press('Enter');
  await until(page, ({ preset, state }) => preset === 'gru' && state.inputs.cell === 'gru');
  assert.deepEqual(await trait(page, 'inputs'), {});
  assert.equal((await trait(page, 'state')).inputs.hidden, 5);
  await page.evaluate(() => window.widget.set('lab', 'hihelo'));
  await until(page, ({ error }) => error?.message.includes('char-rnn'));
  assertNoProblems(page);
  await page.context().close();
});
