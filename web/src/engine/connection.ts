// A connection to a host: in a worker where that is allowed, on the page otherwise.
import { wrap, type Remote } from 'comlink';
import type { Catalogue, Host } from './types';
import type { WorkerHost } from './worker';
import EngineWorker from './worker?worker&inline';

export interface Connection {
  host: Host;
  catalogue: Catalogue;
  /** Settles when the host is known to be dead. */
  died: Promise<void>;
  /** Every death is noticed, so that silence means work. */
  isWatched: boolean;
  close(): void;
}

/** A frame of the page between two slices, so that it can be used while it trains. */
const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));

/** The worker holds a lock; whoever waits for the same lock gets it when the worker is no more. */
async function watch(host: Remote<WorkerHost>, died: () => void): Promise<boolean> {
  try {
    const name = `unfold ${crypto.randomUUID()}`;
    if (!(await host.hold(name))) return false;
    navigator.locks.request(name, died).catch(() => {});
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that a worker has to answer at all, and to start its engine. */
const FIRST_ANSWER = 5_000;
const START = 20_000;

const within = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const late = () => reject(new Error('The worker does not begin.'));
    const timer = setTimeout(late, milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** The worker begins while the engine's code is on its way. */
async function connectWorker(wasm: Promise<ArrayBuffer>): Promise<Connection> {
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
    const watching = within(FIRST_ANSWER, Promise.race([watch(host, die), dead]));
    const starting = wasm.then((bytes) => within(START, Promise.race([host.start(bytes), dead])));
    const [isWatched, catalogue] = await Promise.all([watching, starting]);
    return { host, catalogue, died, isWatched, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function connectPage(wasm: Promise<ArrayBuffer>): Promise<Connection> {
  const { EngineHost } = await import('./host');
  const host = new EngineHost(nextFrame);
  const catalogue = await host.start(await wasm);
  return { host, catalogue, died: new Promise(() => {}), isWatched: true, close: () => {} };
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
