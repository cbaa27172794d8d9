// Clicks and types at random into the lab of a page or frame, markup too, and weighs what that leaves.
import assert from 'node:assert/strict';

/** Would set `ran` if a page took it for more than text. */
const markup = `<img src=x onerror="window.ran=1"><script>window.ran=1</script>`;
const words = ['0', '1', '12', '-3', '0.5', '1e9', 'abc', '넓은 바다', '一二三', markup];
const keys = [
  'Tab',
  'Shift+Tab',
  'Enter',
  ' ',
  'Escape',
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'Backspace',
  'Control+a',
];

/** Numbers in [0, 1) that are the same for the same seed. */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A control of the lab that can be seen, in whatever shadow it stands; null without one. Links lead
 *  away and are left alone. */
const pick = (chance) => {
  const wanted = 'button, input, select, textarea, summary, canvas, [tabindex="0"]';
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(wanted) ? [element] : []),
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  const seen = all(document.querySelector('unfold-lab').shadowRoot).filter((element) =>
    element.checkVisibility(),
  );
  return seen[Math.floor(chance * seen.length)] ?? null;
};

async function click(frame, random) {
  const handle = await frame.evaluateHandle(pick, random());
  const element = handle.asElement();
  // What a run has taken away meanwhile is no longer there to be clicked.
  await element?.click({ force: true, noWaitAfter: true, timeout: 2000 }).catch(() => {});
  await handle.dispose();
}

const oneOf = (list, random) => list[Math.floor(random() * list.length)];

async function act(page, frame, random) {
  const chance = random();
  if (chance < 0.6) return click(frame, random);
  if (chance < 0.8) return page.keyboard.press(oneOf(keys, random));
  if (chance < 0.95) return page.keyboard.type(oneOf(words, random));
  return page.mouse.wheel(0, 800 * (random() - 0.5));
}

/** A frame that has a process of its own has a session of its own. */
const sessionOf = (page, frame) =>
  page
    .context()
    .newCDPSession(frame)
    .catch(() => page.context().newCDPSession(page));

/** Asks each worker of a session to collect its garbage, and tells the bytes that are left there. */
async function openWorkers(session) {
  const ids = new Set();
  const waiting = new Map();
  let last = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') ids.add(sessionId);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => ids.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const ask = (sessionId, method) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      const message = JSON.stringify({ id: last, method });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => resolve());
    });
  return async () => {
    const sizes = [...ids].map(async (id) => {
      await ask(id, 'HeapProfiler.collectGarbage');
      return (await ask(id, 'Runtime.getHeapUsage'))?.usedSize ?? 0;
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
}

/** Megabytes of JavaScript's heap, after garbage is collected: of the frame, and of its workers. */
async function weigh(session, workers) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { page: usedSize / 1e6, workers: (await workers()) / 1e6 };
}

/** As many minutes of clicks; tells what the heap weighs at the begin and after each minute. */
export async function soak(page, frame, { minutes, seed }) {
  const random = randomOf(seed);
  page.on('filechooser', () => {});
  page.on('popup', (popup) => void popup.close());
  page.on('dialog', (dialog) => void dialog.dismiss());
  const session = await sessionOf(page, frame);
  const workers = await openWorkers(session);
  const weights = [];
  let clicks = 0;
  for (let minute = 0; minute <= minutes; minute++) {
    await frame.evaluate(() => document.querySelector('unfold-lab').pause());
    weights.push(await weigh(session, workers));
    if (minute === minutes) break;
    const end = Date.now() + 60_000;
    for (; Date.now() < end; clicks++) await act(page, frame, random);
  }
  assert.equal(await frame.evaluate(() => window.ran), undefined, 'markup ran as a script');
  return { clicks, weights };
}
