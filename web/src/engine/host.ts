// EngineHost: owns the engine and the sessions of a page. It lives in the worker, or, where workers
// are blocked, on the page itself.
import createEngine from 'virtual:unfold-engine';
import { Player } from './player';
import type {
  Catalogue,
  CellChoice,
  Emit,
  Engine,
  ExportInfo,
  Host,
  Outcome,
  Pace,
  Refusal,
  Session,
  Setup,
  WholeEngine,
} from './types';

function asRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error) || error.name !== 'Refusal') return null;
  const { input = '', code = '', values = {} } = error as Error & Partial<Refusal>;
  return { input, code, values, message: error.message };
}

function failed(error: unknown): Outcome {
  const refusal = asRefusal(error);
  if (refusal) return { kind: 'refusal', refusal };
  return { kind: 'failure', message: error instanceof Error ? error.message : String(error) };
}

function attempt(work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    return failed(error);
  }
}

/** As the whole engine takes a cell. */
const chosen = ({ network, layer, example, backwards }: CellChoice, hand = '') =>
  [`${network}/${layer}`, `${example}${hand && ` ${hand}`}`, backwards] as const;

export class EngineHost implements Host {
  #engine!: Engine;
  #players = new Map<number, Player>();
  #breathe: () => Promise<void>;
  #prepare: (outcome: Outcome) => Outcome;

  /** `breathe` lets messages in between two slices; `prepare` makes an outcome ready to leave. */
  constructor(breathe: () => Promise<void>, prepare = (outcome: Outcome) => outcome) {
    this.#breathe = breathe;
    this.#prepare = prepare;
  }

  async start(wasmBinary: ArrayBuffer): Promise<Catalogue> {
    this.#engine = await createEngine({ wasmBinary, locateFile: (path: string) => path });
    return this.#engine.catalogue();
  }

  open(id: number, { lab, preset, inputs }: Setup): Promise<Outcome> {
    return this.#begin(id, () => new this.#engine.Session(lab, preset, inputs));
  }

  load(id: number, file: Uint8Array): Promise<Outcome> {
    return this.#begin(id, () => this.#engine.load(file));
  }

  loadToAsk(id: number, file: Uint8Array): Promise<Outcome> {
    return this.#begin(id, () => this.#engine.loadToAsk(file));
  }

  async run(id: number, pace: Pace, emit: Emit): Promise<void> {
    const send = (outcome: Outcome) => emit(this.#prepare(outcome));
    try {
      await (this.#players.get(id)?.run(pace, send) ?? emit({ kind: 'lost' }));
    } catch (error) {
      await emit(failed(error));
    }
  }

  async pause(id: number): Promise<void> {
    this.#players.get(id)?.pause();
  }

  async setInterval(id: number, interval: number): Promise<void> {
    this.#players.get(id)?.setInterval(interval);
  }

  set(id: number, input: string, value: string): Promise<Outcome> {
    return this.#answer(id, (player) => player.alter((session) => session.set(input, value)));
  }

  extend(id: number, steps: number): Promise<Outcome> {
    return this.#answer(id, (player) => player.alter((session) => session.extend(steps)));
  }

  ask(id: number, question: Record<string, string>): Promise<Outcome> {
    return this.#answer(id, (player) => player.ask(question));
  }

  save(id: number): Promise<Outcome> {
    return this.#answer(id, (player) => player.save());
  }

  vectors(id: number): Promise<Outcome> {
    return this.#answer(id, (player) => player.vectors());
  }

  gather(id: number, ports: MessagePort[]): Promise<Outcome> {
    return this.#answer(id, (player) => player.gather(ports));
  }

  async assist(id: number, place: number, ports: MessagePort[], from: Outcome) {
    try {
      this.#players.get(id)?.assist(place, ports, from);
      return null;
    } catch (error) {
      return failed(error);
    }
  }

  async disband(id: number): Promise<void> {
    this.#players.get(id)?.disband();
  }

  async close(id: number): Promise<void> {
    const player = this.#players.get(id);
    this.#players.delete(id);
    await player?.close();
  }

  async inspect(file: Uint8Array): Promise<Outcome> {
    return attempt(() => {
      const session = this.#engine.loadToAsk(file);
      const setup = session.info();
      session.delete();
      return { kind: 'setup', setup };
    });
  }

  async exports(file: Uint8Array): Promise<Outcome> {
    return attempt(() => ({ kind: 'exports', exports: this.#whole.exports(file) }));
  }

  async exported(
    file: Uint8Array,
    kind: ExportInfo['kind'],
    stem: string,
    toAsk: boolean,
  ): Promise<Outcome> {
    return attempt(() =>
      this.#prepare({ kind: 'exported', files: this.#whole.exported(file, kind, stem, toAsk) }),
    );
  }

  async traced(file: Uint8Array, choice: CellChoice): Promise<Outcome> {
    return attempt(() =>
      this.#prepare({
        kind: 'trace',
        trace: this.#whole.traced(file, ...chosen(choice, choice.hand)),
      }),
    );
  }

  async flowed(file: Uint8Array, choice: CellChoice): Promise<Outcome> {
    return attempt(() =>
      this.#prepare({ kind: 'flow', flow: this.#whole.flowed(file, ...chosen(choice)) }),
    );
  }

  async provide(name: string, bytes: Uint8Array): Promise<void> {
    this.#engine.provide(name, bytes);
  }

  async provideFile(name: string, file: Blob): Promise<string> {
    return this.#engine.provideFile(name, new Uint8Array(await file.arrayBuffer()));
  }

  async forget(name: string): Promise<void> {
    this.#engine.forget(name);
  }

  async ping(): Promise<void> {}

  get #whole(): WholeEngine {
    return this.#engine as WholeEngine;
  }

  async #begin(id: number, make: () => Session): Promise<Outcome> {
    try {
      const player = new Player(make(), this.#breathe);
      await this.close(id);
      this.#players.set(id, player);
      return this.#prepare(player.look());
    } catch (error) {
      return failed(error);
    }
  }

  async #answer(id: number, work: (player: Player) => Outcome): Promise<Outcome> {
    const player = this.#players.get(id);
    return player ? attempt(() => this.#prepare(work(player))) : { kind: 'lost' };
  }
}
