// Idle: for work that can wait until the page rests.

/** Milliseconds for browsers that do not tell when they rest. */
const WAIT = 1000;

/** What cannot be fetched then is fetched again where it is needed. */
export function whenIdle(fetch: () => Promise<unknown>): void {
  const work = () => void fetch().catch(() => {});
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work, WAIT);
}
