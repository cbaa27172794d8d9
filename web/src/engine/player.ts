// Player: one session, run in slices of about ten milliseconds, so that a pause is heard between
// them, with a frame and a save whenever they are due.
import { assist, Crew } from './crew';
import { Metronome } from './metronome';
import { Spacing } from './spacing';
import type { Emit, Outcome, Pace, Session } from './types';

const SLICE = 10;
/** Milliseconds until there is a chance of a frame. */
const FRAME = 16;
/** As many as a map shows. */
const MOST_WORDS = 5000;

export class Player {
  #session: Session;
  #breathe: () => Promise<void>;
  #frames = new Spacing({ share: 0.15, least: 16, most: 250 });
  /** The page, which draws them: a run does not wait for it, and leaves it time for its reader. */
  #drawing = new Spacing({ share: 0.5, least: 0, most: 250 });
  #saves = new Spacing({ share: 0.05, least: 1000, most: Infinity });
  #revisits = new Spacing({ share: 0.1, least: 50, most: Infinity });
  /** Settles when the session rests. */
  #work: Promise<void> = Promise.resolve();
  /** Runs are numbered as they are asked for; a pause is for all up to the last. */
  #asked = 0;
  #paused = 0;
  /** Runs that are not over. */
  #turns = 0;
  #wake = () => {};
  #metronome = new Metronome(0);
  #step = 0;
  #spent = { steps: 0, milliseconds: 0 };
  /** A long step is not complete. */
  #isWithin = false;
  /** Those that share the work of a step; null where the page knows that there are none. */
  #crew: Crew | null | undefined;
  /** A step is open, whose other parts are on their way. */
  #isOpen = false;
  #hasEnded = false;
  /** What is computed at once is not worth a save. */
  #isLong = false;

  /** `breathe` lets messages in between two slices. */
  constructor(session: Session, breathe: () => Promise<void>) {
    this.#session = session;
    this.#breathe = breathe;
  }

  /** What there is to see of a session at rest, with the hash of all its weights. */
  look(): Outcome {
    const frame = this.#session.frame();
    this.#step = frame.step;
    this.#isLong = frame.total > 1;
    const fingerprint = this.#isWithin ? '' : this.#session.fingerprint();
    const network = this.#session.network();
    return { kind: 'frame', frame, fingerprint, spent: this.#spent, network };
  }

  /** Changes the run between two slices of it. */
  alter(change: (session: Session) => void): Outcome {
    this.#complete();
    change(this.#session);
    this.#scatter();
    const file = this.#session.save();
    const seen = this.#turns > 0 ? null : this.look();
    return { kind: 'altered', setup: this.#session.info(), file, seen };
  }

  ask(question: Record<string, string>): Outcome {
    return { kind: 'answer', shown: this.#session.ask(question), step: this.#step };
  }

  save(): Outcome {
    this.#complete();
    return { kind: 'saved', step: this.#step, file: this.#session.save() };
  }

  vectors(): Outcome {
    const [first] = this.#session.embeddings();
    if (!first) return { kind: 'failure', message: 'there are no vectors' };
    return { kind: 'vectors', file: this.#session.wordVectors(first.name, MOST_WORDS) };
  }

  gather(ports: MessagePort[]): Outcome {
    const saved = this.save();
    this.disband();
    this.#crew = new Crew(0, ports);
    this.#space(ports.length + 1);
    return saved;
  }

  #space(members: number): void {
    for (const spacing of [this.#frames, this.#saves, this.#revisits]) spacing.waiting = members;
  }

  /** Goes on as one of a crew whose first is elsewhere. */
  assist(place: number, ports: MessagePort[], from: Outcome): void {
    if (from.kind !== 'saved') return;
    this.disband();
    this.#session.catchUp(from.file);
    this.#crew = new Crew(place, ports);
    void assist(this.#session, this.#crew);
  }

  disband(): void {
    this.#crew?.close();
    this.#crew = null;
    this.#space(1);
  }

  /** The others are no longer at the same run; the page is asked for them anew. */
  #scatter(): void {
    this.disband();
    this.#crew = undefined;
  }

  /** Settles when it is done, stopped or paused. What is asked for meanwhile waits its turn. */
  run(pace: Pace, emit: Emit): Promise<void> {
    const number = ++this.#asked;
    ++this.#turns;
    const turn = this.#work
      .then(() => this.#run(pace, emit, () => this.#paused >= number))
      .finally(() => --this.#turns);
    this.#work = turn.catch(() => {});
    return turn;
  }

  pause(): void {
    this.#paused = this.#asked;
    this.#wake();
  }

  /** Changes the pace of the run under way. */
  setInterval(interval: number): void {
    this.#metronome.interval = interval;
    this.#wake();
  }

  async close(): Promise<void> {
    this.pause();
    this.disband();
    await this.#work;
    this.#session.delete();
  }

  async #run(pace: Pace, emit: Emit, isPaused: () => boolean): Promise<void> {
    const goal = Math.min(this.#step + pace.steps, pace.until ?? Infinity);
    this.#crew ??= undefined; // where there is none the page is asked again
    const metronome = (this.#metronome = new Metronome(pace.interval));
    let onItsWay: Promise<boolean | void> = Promise.resolve();
    let isNews = false;
    const saves = pace.isRevisit ? this.#revisits : this.#saves;
    while (!isPaused()) {
      const before = this.#step;
      const isSeen = pace.asks || before < (pace.each ?? 0);
      const due = Math.min(metronome.due, isSeen ? 1 : Infinity);
      const isFrameDue = isSeen || (this.#frames.due && this.#drawing.due);
      const keptFor = (isFrameDue ? this.#frames.cost : 0) + (saves.due ? saves.cost : 0);
      const steps = Math.min(due, goal - before);
      const ended = due > 0 && (await this.#advance(steps, pace, emit, keptFor));
      if (ended || this.#step >= goal) break;
      metronome.count(this.#step - before);
      if (this.#step > before) isNews = true;
      if (isNews && isFrameDue) {
        isNews = false;
        await onItsWay;
        const frame = this.#frames.spend(() => this.#glance());
        onItsWay = this.#drawing.follow(emit(frame));
        if (pace.asks && (await onItsWay) === false) break;
      }
      if (saves.due) await this.#keep(emit, saves);
      await this.#rest(isNews ? Math.min(metronome.rest, FRAME) : metronome.rest, isPaused);
    }
    await onItsWay;
    await emit(this.look());
    await this.#keep(emit, saves);
  }

  /** Some steps, or what the crew does in a turn; tells whether that was the end. */
  async #advance(steps: number, pace: Pace, emit: Emit, keptFor: number): Promise<boolean> {
    const parts = this.#crew === null ? 1 : this.#session.openParts();
    if (this.#crew) return this.#takeTurn(this.#crew, parts, pace, keptFor);
    if (parts > 1 && !this.#isWithin) {
      this.#crew = null; // nobody is gathered for a test alone
      void emit({ kind: 'cut', parts });
    }
    return this.#slice(steps, pace, SLICE);
  }

  async #takeTurn(crew: Crew, parts: number, pace: Pace, keptFor: number): Promise<boolean> {
    if (parts > 1) {
      this.#isOpen = true;
      crew.send(this.#session, parts, keptFor);
      const others = await crew.receive();
      if (!this.#isOpen) return this.#hasEnded;
      this.#isOpen = false;
      if (others) for (const bytes of others) this.#session.readParts(bytes);
      else this.disband();
    }
    return this.#slice(1, pace, 0);
  }

  /** By itself, for whoever cannot wait for the others. */
  #complete(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#hasEnded = this.#slice(1, { steps: 1, interval: 0, stop: null }, 0);
  }

  /** Trains for so long, in milliseconds, or a little more; tells whether that was the end. */
  #slice(steps: number, { stop }: Pace, time: number): boolean {
    const { curve, below } = stop ?? { curve: '', below: -Infinity };
    const began = performance.now();
    const { step, ended, within } = this.#session.advance(steps, time, curve, below);
    const { steps: before, milliseconds } = this.#spent;
    this.#spent = {
      steps: before + step - this.#step,
      milliseconds: milliseconds + performance.now() - began,
    };
    this.#step = step;
    this.#isWithin = within;
    return ended;
  }

  #glance(): Outcome {
    const frame = this.#session.frame();
    return { kind: 'frame', frame, fingerprint: '', spent: this.#spent };
  }

  /** A run that cannot be saved goes on all the same. */
  async #keep(emit: Emit, saves: Spacing): Promise<void> {
    if (this.#isWithin || !this.#isLong) return;
    let saved: Outcome;
    try {
      saved = saves.spend(() => this.save());
    } catch {
      return;
    }
    await emit(saved);
  }

  #rest(milliseconds: number, isPaused: () => boolean): Promise<void> {
    if (milliseconds === 0) return this.#breathe();
    return new Promise((resolve) => {
      if (isPaused()) return resolve();
      this.#wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  }
}
