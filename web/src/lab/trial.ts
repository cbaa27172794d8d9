// Trial: the run follows the inputs. What was edited is tried once it rests: live inputs change the run
// where it is, the others open another.
import { silence, type Saying } from '../i18n/words';
import type { InputBinding } from './binding';
import type { LabInputs } from './inputs';
import { alterations, forgetsRecord, liveEdits, type Alteration } from './live';
import type { Beginning, LabRun } from './run';
import type { Values } from './values';

export interface Host {
  run(): LabRun | null;
  /** Inputs are about to be tried. */
  begins(): void;
  /** They have been, and are the run's or refused; what is to be said of it, if anything is. */
  tried(notice: Saying | null): void;
}

/** What a new seed has done where it has not just drawn other weights. */
function seedNotice(inputs: LabInputs, run: LabRun | null, before: string): Saying {
  const seed = inputs.seed() ?? '';
  const note = run?.results.notes.find(({ wayBack }) => seed in wayBack);
  if (note) return (words) => words.refusal(note, inputs.lab.inputs);
  return isSameResult(run, before) ? (words) => words.t('seedUnused') : silence;
}

function isSameResult(run: LabRun | null, fingerprint: string): boolean {
  const { results, stale } = run ?? {};
  return !stale && results?.isOneStep === true && results.fingerprint === fingerprint;
}

export class Trial {
  #binding: InputBinding;
  #host: Host;
  /** The inputs asked for last. */
  #asked: Values = {};
  #askedOf: LabInputs | null = null;
  /** Settles when they are open. */
  #opening: Promise<void> = Promise.resolve();

  constructor(binding: InputBinding, host: Host) {
    this.#binding = binding;
    this.#host = host;
  }

  /** Settles when the run is that of the inputs as they are now. */
  async settle(): Promise<void> {
    await (this.#binding.isResting ? this.begin() : this.#opening);
  }

  /** Tries the inputs, and writes them into the address. */
  async begin(beginning?: Beginning): Promise<void> {
    await Promise.all([this.#binding.leaveRest(), this.open(beginning)]);
  }

  async open(beginning?: Beginning): Promise<void> {
    const { inputs } = this.#binding;
    const run = this.#host.run();
    if (!inputs || !run) return;
    this.#host.begins();
    const { fingerprint } = run.results;
    const isSeedAlone = inputs.isSeedAlone(this.#asked);
    this.#opening = this.#follow(inputs, run, beginning);
    await this.#opening;
    const notice = isSeedAlone ? seedNotice(inputs, this.#host.run(), fingerprint) : null;
    this.#host.tried(notice);
  }

  /** Changes the run where it is, and the address with it. */
  async alter(requests: Alteration[]): Promise<void> {
    for (const request of requests) {
      const setup = await this.#host.run()?.alter(request);
      if (!setup) return;
      this.#binding.inputs?.took(setup.inputs);
    }
    await this.#binding.write();
  }

  /** Live inputs change as the run goes on: where a link or a file says so. */
  keepUp(): void {
    const { inputs, isResting } = this.#binding;
    if (isResting || !inputs?.follow(this.#host.run()?.results.changed ?? {})) return;
    this.#asked = inputs.values;
  }

  #follow(inputs: LabInputs, run: LabRun, beginning?: Beginning): Promise<void> {
    const before = this.#askedOf === inputs ? this.#asked : null;
    const edits = before && !beginning ? liveEdits(inputs, before, run) : null;
    if (!edits && forgetsRecord(inputs, before, run, beginning)) {
      inputs.forgetRecord();
      void this.#binding.write();
    }
    this.#asked = inputs.values;
    this.#askedOf = inputs;
    return edits
      ? this.alter(alterations(edits))
      : run.open(inputs.preset, inputs.changes(), beginning);
  }
}
