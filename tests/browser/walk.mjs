// Walks over the controls of a lab's form: each is changed from the same beginning, and what comes
// of it must be seen: a result, or a message in view.
import assert from 'node:assert/strict';

const form = 'unfold-lab .desk > unfold-form';
const fieldOf = (name) => `${form} [data-input="${name}"]`;

/** Inputs whose first change asks for a file or a drawing. */
const UNWALKED = new Set(['file', 'image']);

/** Settles when the lab has taken or refused its inputs; tells what became of them. */
const settled = (page) =>
  page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    const [name, value] = Object.entries(lab.state.inputs)[0];
    await lab.set(name, value);
    await new Promise(requestAnimationFrame);
    const { inputs, error, total, notes } = lab.state;
    return { inputs, error, total, notes: notes.map(({ code }) => code) };
  });

/** The inputs that are to be seen, in order. */
const controls = (page) =>
  page
    .locator(`${form} [data-input]`)
    .evaluateAll((fields) => fields.map((field) => field.dataset.input));

async function open(page, name) {
  const field = page.locator(fieldOf(name));
  const isFolded = await field.evaluate((element) => element.closest('details')?.open === false);
  if (isFolded) await page.locator(`${form} summary`).press('Enter');
  return field;
}

/** What a press of a key does to the control that has the focus. */
async function press(page, control) {
  const kind = await control.evaluate(({ tagName, type }) => type || tagName.toLowerCase());
  await control.focus();
  if (kind === 'range') {
    const isAtEnd = await control.evaluate(({ value, max }) => value === max);
    return page.keyboard.press(isAtEnd ? 'ArrowLeft' : 'ArrowRight');
  }
  if (kind === 'radio') return page.keyboard.press('ArrowDown');
  if (kind.startsWith('select')) return page.keyboard.press('ArrowDown');
  if (kind === 'checkbox') return page.keyboard.press(' ');
  if (kind === 'button') return page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.type('1');
}

async function changeByKeyboard(page, name) {
  const field = await open(page, name);
  const choices = field.locator('input:checked');
  const control = (await choices.count())
    ? choices.first()
    : field.locator('input, select, textarea, button:not(.back, .ask-help)').first();
  await press(page, control);
}

/** By mouse: the middle of the first control. */
async function changeByMouse(page, name) {
  const field = await open(page, name);
  await field.locator('input, select, textarea, button:not(.back, .ask-help)').first().click();
}

/** Whether a message that is about the inputs can be read without scrolling. */
const isMessageInView = (page) =>
  page.evaluate(() => {
    const inside = (root, selector) => [
      ...root.querySelectorAll(selector),
      ...[...root.querySelectorAll('*')]
        .filter(({ shadowRoot }) => shadowRoot)
        .flatMap(({ shadowRoot }) => inside(shadowRoot, selector)),
    ];
    return inside(document, '.refusal, .problem').some((element) => {
      const { top, bottom, height } = element.getBoundingClientRect();
      return height > 0 && top >= 0 && bottom <= innerHeight;
    });
  });

async function assertSeen(page, state, what) {
  if (!state.error) return assert.ok(state.total > 0, what);
  assert.ok(state.error.message.length > 10, what);
  const seen = async () => (await isMessageInView(page)) || page.waitForTimeout(200);
  const isSeen = (await seen()) || (await seen()) || (await seen());
  assert.ok(isSeen, `${what}: "${state.error.message}" is out of view`);
}

/** Back to where the walk began. */
const restore = (page, inputs) =>
  page.evaluate(async (inputs) => {
    const lab = document.querySelector('unfold-lab');
    for (const [name, value] of Object.entries(inputs)) {
      if (lab.state.inputs[name] !== value) await lab.set(name, value);
    }
  }, inputs);

/** Changes each control of the lab's form; tells how many there were. */
export async function walk(page, lab, { byMouse = false } = {}) {
  const kinds = Object.fromEntries(lab.inputs.map(({ name, kind }) => [name, kind]));
  const names = (await controls(page)).filter((name) => !UNWALKED.has(kinds[name]));
  const { inputs } = await settled(page);
  for (const name of names) {
    const change = byMouse ? changeByMouse : changeByKeyboard;
    await change(page, name);
    await assertSeen(page, await settled(page), `${lab.id}: ${name}`);
    await restore(page, inputs);
  }
  return names.length;
}
