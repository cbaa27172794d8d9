// A connection to a host: in a worker where that is allowed, on the page otherwise.
import { proxy, wrap } from 'comlink';
import type { Catalogue, Host } from './types';
import EngineWorker from './worker?worker&inline';

export interface Connection {
  host: Host;
  catalogue: Catalogue;
  /** Settles if the host is known to be dead. */
  died: Promise<void>;
  close(): void;
}

function failure(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener('error', () => resolve());
    worker.addEventListener('messageerror', () => resolve());
  });
}

/** A frame of the page between two slices, so that it can be used while it trains. */
const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));

async function connectWorker(wasm: ArrayBuffer): Promise<Connection> {
  const worker = new EngineWorker();
  const died = failure(worker);
  const remote = wrap<Host>(worker);
  const host: Host = {
    start: (binary) => remote.start(binary),
    open: (...request) => remote.open(...request),
    step: (...request) => remote.step(...request),
    play: (id, pace, emit) => remote.play(id, pace, proxy(emit)),
    pause: (id) => remote.pause(id),
    close: (id) => remote.close(id),
    ping: () => remote.ping(),
  };
  const refused = died.then(() => Promise.reject(new Error('Workers are blocked here.')));
  try {
    const catalogue = await Promise.race([host.start(wasm), refused]);
    return { host, catalogue, died, close: () => worker.terminate() };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

async function connectPage(wasm: ArrayBuffer): Promise<Connection> {
  const { EngineHost } = await import('./host');
  const host = new EngineHost(nextFrame);
  const catalogue = await host.start(wasm);
  return { host, catalogue, died: new Promise(() => {}), close: () => {} };
}

export async function connect(wasm: ArrayBuffer): Promise<Connection> {
  try {
    return await connectWorker(wasm);
  } catch {
    return connectPage(wasm);
  }
}
