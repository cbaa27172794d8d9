// "Try it": questions to a trained model, drawings, and files of the reader's own.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, openLab, openSite, untilEnd, state } from './harness.mjs';
import { native } from './native.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

async function train(page, id, steps, path = '') {
  await openLab(page, `${site.url}lab/${id}/${path}`);
  await page.evaluate((steps) => document.querySelector('unfold-lab').step(steps), steps);
  await page.locator('unfold-ask .ask').waitFor();
}

test('a lab can be asked once it has trained, and answers after that step', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  assert.equal(await page.locator('unfold-ask').count(), 0);
  await train(page, 'stock', 3);
  await page.locator('unfold-ask .ask').click();
  assert.match(await page.locator('unfold-ask .asked').textContent(), /3/);
  assert.ok((await page.locator('unfold-ask .panel').count()) > 0);
  assertNoProblems(page);
  await page.context().close();
});

test('an answer is gone when the run begins anew', async () => {
  const page = await site.page();
  await train(page, 'stock', 3);
  await page.locator('unfold-ask .ask').click();
  await page.locator('unfold-ask .asked').waitFor();
  await page.evaluate(async () => {
    await document.querySelector('unfold-lab').reset();
    await document.querySelector('unfold-lab').step(1);
  });
  await page.locator('unfold-ask .ask').waitFor();
  assert.equal(await page.locator('unfold-ask .asked').count(), 0);
  await page.context().close();
});

for (const [lang, words] of Object.entries({ en: /must/, ko: /\p{Script=Hangul}/u })) {
  test(`a bad question is refused at its field in ${lang}, and Enter asks again`, async () => {
    const page = await site.page();
    await train(page, 'mnist-rnn', 1, `?lang=${lang}`);
    const box = page.locator('unfold-ask [data-input=index] input.box');
    await box.fill('123456');
    await box.press('Enter');
    const refusal = page.locator('unfold-ask [data-input=index] .refusal');
    assert.match(await refusal.textContent(), words);
    await box.fill('7');
    await box.press('Enter');
    await page.locator('unfold-ask .asked').waitFor();
    assert.equal(await refusal.count(), 0);
    assertNoProblems(page);
    await page.context().close();
  });
}

test('a digit is drawn with the pointer, and read as soon as it lifts', async () => {
  const page = await site.page({ width: 390 });
  await train(page, 'mnist-rnn', 1);
  const board = page.locator('unfold-ask .board');
  await board.scrollIntoViewIfNeeded();
  const { x, y, width } = await board.boundingBox();
  assert.ok(x + width <= 390);
  await page.mouse.move(x + width / 2, y + 0.2 * width);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + 0.8 * width, { steps: 5 });
  await page.mouse.up();
  await page.locator('unfold-ask [data-panel=picture] canvas').waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('a digit is drawn with the keyboard', async () => {
  const page = await site.page();
  await train(page, 'mnist-rnn', 1);
  const board = page.locator('unfold-ask .board');
  await board.focus();
  for (let i = 0; i < 5; ++i) {
    await board.press('Space');
    await board.press('ArrowDown');
  }
  await page.locator('unfold-ask [data-panel=picture] canvas').waitFor();
  assert.equal((await state(page)).running, false, 'Space has played the lab');
  const clear = page
    .locator('unfold-ask unfold-image-field')
    .getByRole('button', { name: 'Clear' });
  await clear.press('Enter');
  assert.equal(await clear.isDisabled(), true);
  assert.equal(await page.locator('unfold-ask .asked').count(), 0, 'nothing drawn has an answer');
  await page.context().close();
});

/** Waits until the answer is of this step or a later one. */
const answerBehind = (page, step) =>
  page.waitForFunction(
    (step) => {
      const lab = document.querySelector('unfold-lab').shadowRoot;
      const asked = lab.querySelector('unfold-ask').shadowRoot.querySelector('.asked');
      return Number(asked.textContent.replace(/\D/g, '')) >= step;
    },
    step,
    { polling: 50 },
  );

test('a text is answered as it is typed while the run goes on, and a refusal takes nothing away', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/binary-memory/#steps=100000`);
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  const box = page.locator('unfold-ask [data-input=bits] .box');
  const rows = page.locator('unfold-ask [data-panel=answers] tbody tr');
  const asked = page.locator('unfold-ask .asked');
  const saidStep = async () => Number((await asked.textContent()).replace(/\D/g, ''));
  await box.fill('');
  await box.pressSequentially('0110');
  await rows.nth(3).waitFor();
  assert.equal(await rows.count(), 4);
  const first = await saidStep();
  assert.equal((await state(page)).running, true);
  await answerBehind(page, first + 1);

  await box.press('ArrowLeft');
  await box.press('ArrowLeft');
  await box.pressSequentially('2');
  await page.locator('unfold-ask [data-input=bits] .refusal').waitFor();
  assert.equal(await box.inputValue(), '01210');
  assert.equal(await rows.count(), 4);
  assert.match(await asked.textContent(), /before/);
  await box.press('Backspace');
  await box.pressSequentially('1');
  await rows.nth(4).waitFor();
  assert.equal(await box.inputValue(), '01110');
  assert.equal(await page.locator('unfold-ask .refusal').count(), 0);
  assert.equal((await state(page)).running, true);

  await page.evaluate(() => document.querySelector('unfold-lab').pause());
  const { step } = await state(page);
  await answerBehind(page, step);
  assertNoProblems(page);
  await page.context().close();
});

/** The picture that the network has read, and what it takes it for. */
const reading = (page) =>
  page.evaluate(() => {
    const ask = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-ask');
    const pictures = ask.shadowRoot.querySelector('unfold-images');
    return pictures ? [...pictures.images.values].join() : '';
  });

/** Waits until the network has read something else than that. */
const readAnew = async (page, before) => {
  await page.waitForFunction(
    (before) => {
      const ask = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-ask');
      const pictures = ask.shadowRoot.querySelector('unfold-images');
      return pictures && [...pictures.images.values].join() !== before;
    },
    before,
    { polling: 50 },
  );
  return reading(page);
};

for (const [lang, tools] of [
  ['en', /^Erase rows$/],
  ['ko', /^줄 지우기$/],
  ['zh', /^擦除整行$/],
]) {
  test(`a digit is read while the pen is down, and again without a row, in ${lang}`, async () => {
    const isTouch = lang === 'zh';
    const page = await site.page({ width: 390, hasTouch: isTouch });
    await train(page, 'mnist-rnn', 1, `?lang=${lang}`);
    const board = page.locator('unfold-ask .board');
    await board.scrollIntoViewIfNeeded();
    const { x, y, width } = await board.boundingBox();
    await page.mouse.move(x + width / 2, y + 0.2 * width);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + 0.5 * width, { steps: 3 });
    const half = await readAnew(page, '');
    await page.mouse.move(x + 0.7 * width, y + 0.7 * width, { steps: 3 });
    const whole = await readAnew(page, half);
    await page.mouse.up();
    const erase = page.locator('unfold-image-field').getByRole('button', { name: tools });
    if (isTouch) {
      await erase.tap();
      await page.touchscreen.tap(x + width / 2, y + 0.4 * width);
    } else {
      await erase.press('Enter');
      await board.press('ArrowDown');
      await board.press('Space');
    }
    await readAnew(page, whole);
    assert.deepEqual(await violations(page), []);
    assertNoProblems(page);
    await page.context().close();
  });
}

const days = Array.from({ length: 60 }, (_, i) => [i, 10 + (i % 7), 12, 9, 1000 + i, 10 + (i % 5)]);
const csv = ['day,open,high,low,volume,close', ...days.map((day) => day.join(','))].join('\n');

test('a file of one’s own is opened, and given back for the shipped data', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  const field = page.locator('unfold-file-field');
  const file = { name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await field.locator('input[type=file]').setInputFiles(file);
  await field.getByText('mine.csv', { exact: false }).waitFor();
  assert.match((await state(page)).inputs.csv, /^mine\.csv#[0-9a-f]+$/);
  await field.getByRole('button', { name: /shipped/ }).click();
  assert.equal((await state(page)).inputs.csv, '');
  assertNoProblems(page);
  await page.context().close();
});

const shares = ['AAA', 'BBB'].flatMap((name) =>
  days.map(([day, ...prices]) => [
    `2019-${1 + Math.floor(day / 28)}-${1 + (day % 28)}`,
    name,
    ...prices,
  ]),
);
const twoShares = ['Date,Name,Open,High,Low,Volume,Last', ...shares].join('\n');

test('of several series in a file one is asked for, and its columns are there to choose from', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  const field = page.locator('unfold-file-field');
  const file = { name: 'two.csv', mimeType: 'text/csv', buffer: Buffer.from(twoShares) };
  await field.locator('input[type=file]').setInputFiles(file);
  const series = page.locator('[data-input=series]');
  await series.getByText(/column Name holds 2 series/).waitFor();
  await series.getByRole('radio', { name: 'BBB', exact: true }).check();
  await page.waitForFunction(() => !document.querySelector('unfold-lab').state.error);
  assert.equal((await state(page)).inputs.series, 'BBB');

  const target = page.locator('[data-input=target] select');
  const names = await target.locator('option').allTextContents();
  assert.deepEqual(
    names.map((name) => name.trim()),
    ['auto', 'Open', 'High', 'Low', 'Volume', 'Last'],
  );
  await target.selectOption('High');
  assert.equal((await state(page)).inputs.target, 'High');

  const rows = ['a,b', ...days.map(([day, open, high]) => `${open + day},${high}`)].join('\n');
  const bare = { name: 'bare.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
  await field.locator('input[type=file]').setInputFiles(bare);
  await series.getByRole('radio', { name: 'auto', exact: true }).dispatchEvent('click');
  await page
    .locator('[data-input=target]')
    .getByRole('radio', { name: 'auto', exact: true })
    .dispatchEvent('click');
  const order = page.locator('[data-input=order]');
  await order.getByText(/the newest row is taken to stand first/).waitFor();
  await order.getByRole('radio', { name: 'Oldest first', exact: true }).dispatchEvent('click');
  await order.getByText(/the newest row is taken/).waitFor({ state: 'detached' });
  assertNoProblems(page);
  await page.context().close();
});

test('a saved run is asked without its text, and trains on once that is opened again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unfold-'));
  const text = join(folder, 'learnt.txt');
  const saved = join(folder, 'run.safetensors');
  await writeFile(text, 'what was said before is said again. '.repeat(60));
  const small = '--hidden 32 --layers 1 --batch 4 --time-steps 8 --test-size 64'.split(' ');
  await native('char-rnn', '--corpus', text, ...small, '--steps', '10', '--save', saved);
  const ended = await native('char-rnn', '--load', saved, '--corpus', text, '--steps', '20');
  const file = [...(await readFile(saved))];

  const page = await site.page();
  await openLab(page, `${site.url}lab/char-rnn/`);
  await page.evaluate((file) => {
    return document.querySelector('unfold-lab').restore(Uint8Array.from(file));
  }, file);
  const lacking = page.locator('unfold-lacking');
  await lacking.getByText('open without learnt.txt').waitFor();
  await page.locator('unfold-ask .ask').click();
  assert.match(await page.locator('unfold-ask .asked').textContent(), /10/);
  assert.notEqual(await page.locator('unfold-ask [data-panel=continuation]').textContent(), '');
  await page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    await lab.play();
    await lab.step();
  });
  const { step, running, error } = await state(page);
  assert.deepEqual([step, running, error], [10, false, null]);
  assert.equal(await page.locator('unfold-lab [data-command=play]').isDisabled(), true);

  await page.locator('[data-input=corpus] input[type=file]').setInputFiles(text);
  await lacking.waitFor({ state: 'detached' });
  assert.equal((await state(page)).step, 10);
  await page.evaluate(() => document.querySelector('unfold-lab').extend(10));
  assert.equal((await untilEnd(page)).fingerprint, ended.fingerprint);
  assertNoProblems(page);
  await rm(folder, { recursive: true });
  await page.context().close();
});

test('text is pasted as a file', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  const field = page.locator('unfold-file-field');
  await field.getByRole('button', { name: /Paste text/ }).click();
  await field.locator('textarea').fill(csv);
  await field.getByRole('button', { name: /Use this text/ }).click();
  await field.getByText('pasted.csv').waitFor();
  assert.match((await state(page)).inputs.csv, /^pasted\.csv#/);
  await page.context().close();
});

test('a file of another kind or of too many bytes is not taken, and the page says why', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  const field = page.locator('unfold-file-field');
  const folder = await mkdtemp(join(tmpdir(), 'unfold-'));
  const open = async (name, size) => {
    await writeFile(join(folder, name), Buffer.alloc(size, '1'));
    await field.locator('input[type=file]').setInputFiles(join(folder, name));
  };
  await open('picture.png', 10);
  assert.match(await field.locator('.problem').textContent(), /picture\.png/);
  await open('large.csv', 21_000_000);
  await field.getByText(/21 MB/).waitFor();
  await rm(folder, { recursive: true });
  assert.equal((await state(page)).inputs.csv, '');
  await page.context().close();
});

test('attention is drawn as bands, and a press on a word that was read asks again without it', async () => {
  const page = await site.page({ width: 390 });
  await train(page, 'translation', 1, '#units=16&embedding=8&training_pairs=200');
  await page.locator('unfold-ask [data-input=sentence] .box').fill('She does not read.');
  const bands = page.locator('unfold-ask unfold-bands');
  const not = bands.getByRole('button', { name: 'not' });
  await not.press('Space');
  const box = page.locator('unfold-ask [data-input=muted] .box');
  await page.waitForFunction(
    () =>
      document
        .querySelector('unfold-lab')
        .shadowRoot.querySelector('unfold-ask')
        .shadowRoot.querySelector('unfold-bands').muted === '3',
  );
  assert.equal(await box.inputValue(), '3');
  assert.equal(await not.getAttribute('aria-pressed'), 'true');
  assert.match(await bands.locator('.told').textContent(), /not is muted/);
  await not.press('ArrowRight');
  assert.match(await bands.locator('.told').textContent(), /^read was looked at by /);
  const lit = await bands.locator('path.lit').count();
  assert.ok(lit > 0 && lit < (await bands.locator('path').count()));
  const broken = await violations(page);
  assert.deepEqual(
    broken.filter((violation) => violation.includes('unfold-bands')),
    [],
  );
  assertNoProblems(page);
  await page.context().close();
});
