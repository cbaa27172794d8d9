// Files of the site in the browser's cache. It is optional, and may be denied or never answer.
import { within } from './patience';

/** Milliseconds that it has to answer. */
const PATIENCE = 2000;

let opening: Promise<Cache> | null = null;

function open(): Promise<Cache> {
  opening ??= (async () => within(PATIENCE, caches.open('unfold-data')))();
  return opening;
}

/** Null for what is not there. */
export async function kept(url: URL): Promise<Blob | null> {
  try {
    const found = await within(PATIENCE, (await open()).match(url));
    return found ? await found.blob() : null;
  } catch {
    return null;
  }
}

async function replace(url: URL, body: Blob): Promise<void> {
  const cache = await open();
  for (const { url: other } of await cache.keys()) {
    if (new URL(other).pathname === url.pathname) await cache.delete(other);
  }
  await cache.put(url, new Response(body));
}

/** Keeps a file in place of its other versions. */
export function keep(url: URL, body: Blob): void {
  replace(url, body).catch(() => {
    // It may be full, too: the file is fetched again the next time.
  });
}
