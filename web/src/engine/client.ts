// EngineClient: the page's side of the engine. One engine serves all labs of a page; when its worker
// dies a new one takes over, and whoever waited is told that the run is lost.
import { connect, type Connection } from './connection';
import type { Catalogue, Emit, Outcome, Pace } from './types';
import { fetchWasm } from './wasm';

/** A host that does not answer for so long is dead. */
const SILENCE = 6000;
const LOST: Outcome = { kind: 'lost' };

const after = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export class EngineClient {
  readonly catalogue: Catalogue;
  #wasm: ArrayBuffer;
  #connection: Promise<Connection>;
  #lastId = 0;

  constructor(wasm: ArrayBuffer, connection: Connection) {
    this.catalogue = connection.catalogue;
    this.#wasm = wasm;
    this.#connection = Promise.resolve(connection);
  }

  /** A number for a run of one's own. */
  newId(): number {
    return ++this.#lastId;
  }

  open(id: number, lab: string, preset: string, inputs: Record<string, string>): Promise<Outcome> {
    return this.#ask(({ host }) => host.open(id, lab, preset, inputs));
  }

  step(id: number, steps: number): Promise<Outcome> {
    return this.#ask(({ host }) => host.step(id, steps));
  }

  async play(id: number, pace: Pace, emit: Emit): Promise<void> {
    const outcome = await this.#ask(async ({ host }) => {
      await host.play(id, pace, emit);
      return null;
    });
    if (outcome) await emit(outcome);
  }

  async pause(id: number): Promise<void> {
    await (await this.#connection).host.pause(id);
  }

  async close(id: number): Promise<void> {
    await (await this.#connection).host.close(id);
  }

  /** Starts the engine anew, after a failure that may have left it in pieces. */
  async restart(): Promise<void> {
    this.#replace(await this.#connection);
    await this.#connection;
  }

  async #ask<T>(request: (connection: Connection) => Promise<T>): Promise<T | typeof LOST> {
    const connection = await this.#connection;
    let waiting = true;
    const silence = this.#silence(connection, () => waiting);
    const dead = Promise.race([connection.died, silence]).then((): typeof LOST => {
      if (waiting) this.#replace(connection);
      return LOST;
    });
    try {
      return await Promise.race([request(connection), dead]);
    } finally {
      waiting = false;
    }
  }

  /** Settles when the host has not answered for a while, although something is asked of it. */
  async #silence({ host }: Connection, waiting: () => boolean): Promise<void> {
    for (;;) {
      await after(SILENCE / 2);
      if (!waiting()) return;
      const answer = host.ping().then(() => true);
      const answered = await Promise.race([answer, after(SILENCE / 2).then(() => false)]);
      if (!answered || !waiting()) return;
    }
  }

  #replace(dead: Connection): void {
    dead.close();
    this.#connection = this.#connection.then((current) =>
      current === dead ? connect(this.#wasm) : current,
    );
  }
}

async function load(): Promise<EngineClient> {
  const wasm = await fetchWasm();
  return new EngineClient(wasm, await connect(wasm));
}

let loading: Promise<EngineClient> | null = null;

/** The page's engine, loaded once; after a failure the next call tries again. */
export function loadEngine(): Promise<EngineClient> {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}
