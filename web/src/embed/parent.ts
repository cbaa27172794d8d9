// The page that holds this one in a frame: messages go to it and come from it alone.
import type { Message } from './commands';

const parent = window.parent === window ? null : window.parent;
/** "?origin=https://school.example" hears, and is heard by, that origin only. */
const origins = new URLSearchParams(location.search).get('origin')?.split(',') ?? null;

/** Milliseconds of work on messages before the page gets its turn. */
const SLICE = 8;

export function tell(message: Message): void {
  for (const origin of origins ?? ['*']) {
    try {
      parent?.postMessage(message, origin);
    } catch {
      // Not an origin: nobody is told.
    }
  }
}

/** Hears messages in their order, however many come at once. `join` makes one of two in a row that
 *  say no more than one. */
export function listen(
  hear: (message: Message) => void,
  join: (before: Message, message: Message) => Message | null = () => null,
): void {
  let waiting: Message[] = [];
  let at = 0;
  const work = () => {
    const end = performance.now() + SLICE;
    while (at < waiting.length && performance.now() < end) hear(waiting[at++]!);
    if (at < waiting.length) return void setTimeout(work);
    waiting = [];
    at = 0;
  };
  const wait = (message: Message) => {
    const before = at < waiting.length ? waiting.at(-1)! : null;
    const joined = before && join(before, message);
    if (joined) waiting[waiting.length - 1] = joined;
    else if (waiting.push(message) === 1) setTimeout(work);
  };
  addEventListener('message', ({ source, origin, data }) => {
    if (!parent || source !== parent || (origins && !origins.includes(origin))) return;
    if (typeof data === 'object' && data !== null) wait(data);
  });
}
