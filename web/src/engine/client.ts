// EngineClient: the page's side of an engine, which serves the labs of a part of the course. When
// its worker dies or hangs a new one takes over, and whoever waited is told that the run is lost.
import { proxy, transfer } from 'comlink';
import { connect, connectWorker, type Connection } from './connection';
import { Pulse } from './pulse';
import type { Catalogue, Emit, Host, Outcome, Pace } from './types';
import { fetchWasm, wholeUrl, wasmUrl } from './wasm';

type Lost = Outcome & { kind: 'lost' };

export class EngineClient {
  readonly catalogue: Catalogue;
  #wasm: Promise<ArrayBuffer>;
  #connection: Promise<Connection>;
  #lastId = 0;
  #pulse = new Pulse();
  /** How many requests the host is at. */
  #underWay = 0;

  constructor(wasm: Promise<ArrayBuffer>, connection: Connection) {
    this.catalogue = connection.catalogue;
    this.#wasm = wasm;
    this.#connection = Promise.resolve(connection);
  }

  /** A number for a run of one's own. */
  newId(): number {
    return ++this.#lastId;
  }

  /** Asks the host, and answers that the run is lost where the host dies over it, or hangs. */
  async request<T>(ask: (host: Host) => Promise<T>): Promise<T | Lost> {
    const connection = await this.#connection;
    const { host, died } = connection;
    let isAwaited = true;
    const lost = (hung: boolean) => (): Lost => {
      if (isAwaited) this.#replace(connection);
      return { kind: 'lost', hung };
    };
    const stops = this.#pulse.stops(host, this.#underWay === 0, () => isAwaited);
    ++this.#underWay;
    try {
      return await Promise.race([ask(host), died.then(lost(false)), stops.then(lost(true))]);
    } finally {
      --this.#underWay;
      isAwaited = false;
    }
  }

  async run(id: number, pace: Pace, emit: Emit): Promise<void> {
    const outcome = await this.request(async (host) => {
      await host.run(id, pace, proxy(emit));
      return null;
    });
    if (outcome) await emit(outcome);
  }

  async pause(id: number): Promise<void> {
    await (await this.#connection).host.pause(id);
  }

  async setInterval(id: number, interval: number): Promise<void> {
    await (await this.#connection).host.setInterval(id, interval);
  }

  /** An engine with the same labs in a worker of its own; null where there can be no more. */
  async another(): Promise<EngineClient | null> {
    const connection = await connectWorker(this.#wasm).catch(() => null);
    return connection && new EngineClient(this.#wasm, connection);
  }

  /** Settles when the worker that it has now is dead. */
  get died(): Promise<void> {
    return this.#connection.then(({ died }) => died);
  }

  gather(id: number, ports: MessagePort[]): Promise<Outcome> {
    return this.request((host) => host.gather(id, transfer(ports, ports)));
  }

  assist(id: number, place: number, ports: MessagePort[], from: Outcome): Promise<Outcome | null> {
    return this.request((host) => host.assist(id, place, transfer(ports, ports), from));
  }

  async disband(id: number): Promise<void> {
    await (await this.#connection).host.disband(id);
  }

  async close(id: number): Promise<void> {
    await (await this.#connection).host.close(id);
  }

  /** Gives the labs a file; its memory moves over. */
  async provide(name: string, bytes: Uint8Array): Promise<void> {
    await this.request((host) => host.provide(name, transfer(bytes, [bytes.buffer])));
  }

  /** Gives the labs a file of the reader's own; what an input names it by. */
  async provideFile(name: string, file: Blob): Promise<string> {
    for (;;) {
      const value = await this.request((host) => host.provideFile(name, file));
      if (typeof value === 'string') return value;
    }
  }

  /** Takes a file of the reader's own away again. */
  async forget(name: string): Promise<void> {
    await this.request((host) => host.forget(name));
  }

  /** Starts the engine anew, after a failure that may have left it in pieces. */
  async restart(): Promise<void> {
    this.#replace(await this.#connection);
    await this.#connection;
  }

  /** Ends the worker: no request may follow. */
  async end(): Promise<void> {
    (await this.#connection).close();
  }

  #replace(dead: Connection): void {
    dead.close();
    this.#connection = this.#connection.then((current) =>
      current === dead ? connect(this.#wasm) : current,
    );
  }
}

async function load(url: string): Promise<EngineClient> {
  const wasm = fetchWasm(url);
  return new EngineClient(wasm, await connect(wasm));
}

/** An engine of one's own, for what only that of the whole course does. */
export const loadWholeEngine = (): Promise<EngineClient> => load(wholeUrl);

const engines = new Map<string, Promise<EngineClient>>();

/** The engine that has this lab, loaded once; after a failure the next call tries again. */
export function loadEngine(lab: string): Promise<EngineClient> {
  const url = wasmUrl(lab);
  const engine = engines.get(url) ?? load(url);
  engines.set(url, engine);
  engine.catch(() => engines.delete(url));
  return engine;
}
