// A connection to a host: in a worker where that is allowed, on the page otherwise.
import { wrap, type Remote } from 'comlink';
import { within } from './patience';
import type { Catalogue, Host } from './types';
import type { WorkerHost } from './worker';
import EngineWorker from './worker?worker&inline';

export interface Connection {
  host: Host;
  catalogue: Catalogue;
  /** Settles when the host is known to be dead. */
  died: Promise<void>;
  close(): void;
}

/** A frame of the page between two slices, so that it can be used while it trains. */
const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));

/** The worker holds a lock; whoever waits for the same lock gets it when the worker is no more.
 *  Where there are no locks, its silence tells. */
async function watch(host: Remote<WorkerHost>, died: () => void): Promise<void> {
  try {
    const name = `unfold ${crypto.randomUUID()}`;
    if (await host.hold(name)) await navigator.locks.request(name, died);
  } catch {
    // Locks are optional.
  }
}

/** Milliseconds that a worker has to answer at all, and to start its engine. */
const FIRST_ANSWER = 5_000;
const START = 20_000;

/** The worker begins while the engine's code is on its way. */
export async function connectWorker(wasm: Promise<ArrayBuffer>): Promise<Connection> {
  const worker = new EngineWorker();
  const host = wrap<WorkerHost>(worker);
  let die = () => {};
  const died = new Promise<void>((resolve) => (die = resolve));
  worker.addEventListener('error', die);
  worker.addEventListener('messageerror', die);
  const close = () => {
    worker.terminate();
    die();
  };
  const dead = died.then(() => Promise.reject(new Error('Workers are blocked here.')));
  try {
    const answering = within(FIRST_ANSWER, Promise.race([host.ping(), dead]));
    const starting = wasm.then((bytes) => within(START, Promise.race([host.start(bytes), dead])));
    const [, catalogue] = await Promise.all([answering, starting]);
    void watch(host, die);
    return { host, catalogue, died, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function connectPage(wasm: Promise<ArrayBuffer>): Promise<Connection> {
  const { EngineHost } = await import('./host');
  const host = new EngineHost(nextFrame);
  const catalogue = await host.start(await wasm);
  return { host, catalogue, died: new Promise(() => {}), close: () => {} };
}

/** A worker that dies young has a successor; where there are none, the page does the work. */
export async function connect(wasm: Promise<ArrayBuffer>): Promise<Connection> {
  for (const begin of [connectWorker, connectWorker]) {
    try {
      return await begin(wasm);
    } catch {
      // Without the engine's code there is nothing to try again.
      await wasm;
    }
  }
  return connectPage(wasm);
}
