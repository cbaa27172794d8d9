// Helpers: workers beside that of a run, each with a replica of it, which compute parts of its steps.
// They change no number: whatever becomes of them, the run goes on.
import type { EngineClient } from '../../engine/client';
import { lines } from '../../engine/lines';
import type { Outcome } from '../../engine/types';
import { Opener } from '../opener';
import { all, chosen } from './cores';

const NOBODY = { changed: () => {}, isOvertaken: () => false, saved: () => {} };

/** Losses that are made good, in all. */
const LIVES = 3;

interface Helper {
  client: EngineClient;
  opener: Opener;
}

export class Helpers {
  #client: EngineClient;
  #id: number;
  #helpers: Helper[] = [];
  #lives = LIVES;
  #parts = 1;
  /** Of what is under way the newest counts. */
  #turn = 0;
  /** The turn in which they are being gathered. */
  #gathering = -1;
  /** Workers that share the work now, with that of the run. */
  #members = 1;
  #changed: () => void;

  constructor(client: EngineClient, id: number, changed: () => void) {
    this.#client = client;
    this.#id = id;
    this.#changed = changed;
  }

  get members(): number {
    return this.#members;
  }

  /** Of the cores, as many as there are parts. */
  get most(): number {
    return Math.min(all(), this.#parts);
  }

  /** For a run whose steps are cut into so many parts: as many as the page says, or the reader. */
  async begin(parts: number, cores: number): Promise<void> {
    this.#parts = parts;
    if (this.most > 1 && this.#gathering !== this.#turn) await this.gather(chosen(cores));
  }

  /** Makes it so many members at most, at whatever step the run is. */
  async gather(cores: number): Promise<void> {
    const turn = (this.#gathering = ++this.#turn);
    await this.#gather(cores, turn).finally(() => {
      if (this.#gathering === turn) this.#gathering = -1;
    });
  }

  async #gather(cores: number, turn: number): Promise<void> {
    await this.#client.disband(this.#id);
    this.#count(1);
    await this.#hire(Math.min(cores, this.most) - 1);
    if (this.#helpers.length === 0) return;
    const ready = await this.#load();
    if (turn !== this.#turn || ready.length === 0) return;
    const [first, ...others] = lines(ready.length + 1);
    const from = await this.#client.gather(this.#id, first!);
    if (turn !== this.#turn || from.kind !== 'saved') return;
    this.#count(ready.length + 1);
    const joined = ready.map((helper, i) =>
      helper.client.assist(this.#id, i + 1, others[i]!, from),
    );
    const outcomes = await Promise.all(joined);
    if (turn === this.#turn && outcomes.some((outcome) => outcome !== null)) void this.#lose();
  }

  /** The run goes on by itself; the workers are there for the next. */
  async rest(): Promise<void> {
    ++this.#turn;
    this.#count(1);
    await this.#client.disband(this.#id);
  }

  end(): void {
    ++this.#turn;
    this.#count(1);
    for (const { client } of this.#helpers.splice(0)) void client.end();
  }

  #count(members: number): void {
    this.#members = members;
    this.#changed();
  }

  /** Workers that there cannot be are done without. */
  async #hire(count: number): Promise<void> {
    for (const { client } of this.#helpers.splice(Math.max(0, count))) void client.end();
    while (this.#helpers.length < count) {
      const client = await this.#client.another();
      if (!client) return;
      const helper = { client, opener: new Opener(client, this.#id, NOBODY) };
      this.#helpers.push(helper);
      void client.died.then(() => {
        if (this.#helpers.includes(helper)) void this.#lose(helper);
      });
    }
  }

  /** Those that have opened the run as it is. */
  async #load(): Promise<Helper[]> {
    const saved = await this.#client.request((host) => host.save(this.#id));
    if (saved.kind !== 'saved') return [];
    const load = async (helper: Helper) => {
      const { file } = saved;
      const outcome: Outcome = await helper.opener
        .supplied((host) => host.load(this.#id, file), {})
        .catch(() => ({ kind: 'lost' }) as const);
      return outcome.kind === 'frame' ? [helper] : [];
    };
    return (await Promise.all(this.#helpers.map(load))).flat();
  }

  async #lose(dead?: Helper): Promise<void> {
    const members = this.#helpers.length + 1;
    this.#helpers = this.#helpers.filter((helper) => helper !== dead);
    void dead?.client.end();
    await this.rest();
    if (--this.#lives > 0) return this.gather(members);
    this.end();
  }
}
