// Keeps the site for when there is no network, and sees to its updates: one that has come waits until
// the reader takes it. A page in a frame keeps nothing, since it is not what was visited.

/** Null where the browser has none, or forbids it, as in a sandbox. */
function container(): ServiceWorkerContainer | null {
  try {
    return window.parent === window ? (navigator.serviceWorker ?? null) : null;
  } catch {
    return null;
  }
}

/** Readers who pay for each megabyte are not made to load the whole course. */
const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

const home = () => document.querySelector<HTMLAnchorElement>('a.home')!.href;

/** Tells when a new version stands ready beside the one that this page is of. */
function follow(
  workers: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  ready: () => void,
): void {
  const look = () => {
    if (registration.waiting && workers.controller) ready();
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  look();
}

export async function keepOffline(): Promise<void> {
  const workers = container();
  if (!import.meta.env.PROD || !workers) return;
  if (savesData() && !(await workers.getRegistration(home()))) return;
  const wasKept = workers.controller !== null;
  const registration = await workers.register(new URL('sw.js', home()), {
    updateViaCache: 'none',
  });
  let isTaken = false;
  const take = () => {
    isTaken = true;
    if (registration.waiting) registration.waiting.postMessage('unfold:renew');
    else location.reload();
  };
  const offer = async () => (await import('./offer')).offer(take);
  follow(workers, registration, () => void offer());
  // Another page of the site has taken it.
  workers.addEventListener('controllerchange', () => {
    if (isTaken) location.reload();
    else if (wasKept) void offer();
  });
}
