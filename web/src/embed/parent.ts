// The page that holds this one in a frame: messages go to it and come from it alone.

export type Message = Record<string, unknown>;

const parent = window.parent === window ? null : window.parent;
/** "?origin=https://school.example" hears, and is heard by, that origin only. */
const origins = new URLSearchParams(location.search).get('origin')?.split(',') ?? null;

export function tell(message: Message): void {
  for (const origin of origins ?? ['*']) {
    try {
      parent?.postMessage(message, origin);
    } catch {
      // Not an origin: nobody is told.
    }
  }
}

export function listen(hear: (message: Message) => void): void {
  addEventListener('message', ({ source, origin, data }) => {
    if (!parent || source !== parent || (origins && !origins.includes(origin))) return;
    if (typeof data === 'object' && data !== null) hear(data);
  });
}
