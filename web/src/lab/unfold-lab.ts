// <unfold-lab lab="hihello" preset="gru" hidden="8" lang="ko" theme="dark">: a lab of the course.
//
// Attributes: lab; preset; every input of the lab in kebab case, also with "input-" before it, which
// HTML has no meaning of its own for; lang (en, ko, zh); theme (light, dark, auto; without it the
// page's own color-scheme); link (keep the inputs in the page's address); hide (inputs, run,
// published, ask); lock (names of inputs, preset); goal (what a run is to reach, see goal.ts). All are
// properties too.
// Methods: play() settles when it runs, pause(), step(n), extend(n) for so many steps more, reset(),
// goTo(step), back in time to a step that the run has been at, or on to one that it has not; Infinity is
// the newest that it has been at,
// set(name, value) or set(values),
// newSeed(), ask(question), save() and restore(file), which give and take a run as a file.
// Events: unfold-ready, unfold-change, unfold-step, unfold-goal, unfold-done, unfold-error.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { whenIdle } from '../base/idle';
import { base, buttons, folds } from '../base/styles/shared';
import { loadEngine, type EngineClient } from '../engine/client';
import { after } from '../engine/patience';
import type { LabInfo, Outcome, Shown } from '../engine/types';
import { silence, type Saying, type Words } from '../i18n/words';
import { panelsStyles } from '../panels/index';
import { inputOf, namesIn, textOf } from './attributes';
import { InputBinding } from './binding';
import type { Command, PaceChange } from './events';
import { engineTrouble, Files, late } from './files';
import { Heights } from './heights';
import { Herald } from './herald';
import type { LabInputs } from './inputs';
import { Keys } from './keys';
import { labView, problemView, waitingView, type Handlers, type Seen } from './lab-view';
import { Narrow } from './narrow';
import { Openings } from './openings';
import { Pacing } from './pace';
import { LabRun } from './run';
import { failureOf, runError } from './sentences';
import { Speech } from './speech';
import { labState, type LabError, type LabState } from './state';
import { labStyles } from './styles';
import { Trial } from './trial';
import { newSeed, type Values } from './values';
import { whenOutOfSight } from './visibility';
import { Watching } from './watching';

export type { LabState };

/** Milliseconds that a run which is left has to be kept before another begins. */
const FAREWELL = 1000;

export class UnfoldLab extends LitElement {
  @property({ reflect: true }) lab = '';
  @property({ reflect: true }) preset = '';
  @property({ type: Boolean }) link = false;
  @property({ reflect: true }) theme?: string;
  /** Names with commas or spaces between them, or an array of them. */
  @property() hide: string | string[] = '';
  @property() lock: string | string[] = '';
  /** Conditions with commas between them. */
  @property() goal = '';

  /** Why there is no lab to show. */
  @state() private problem = '';
  @state() private notice = silence;
  @state() private status = '';
  @state() private scheme = '';

  #run: LabRun | null = null;
  /** The run that was let go of comes to rest. */
  #leaving: Promise<void> = Promise.resolve();
  /** The lab that was opened last. */
  #named: string | null = null;
  #openings = new Openings();
  #leaveSight?: () => void;
  #pacing = new Pacing();
  #narrow = new Narrow(this);
  #files = new Files({
    lab: () => this.lab,
    words: () => this.#words,
    saved: () => this.#saved(),
    restore: (file) => this.restore(file),
    told: (notice) => (this.notice = notice),
    changed: () => this.requestUpdate(),
  });
  #herald = new Herald(this.#pacing, {
    words: () => this.#words,
    results: () => this.#run!.results,
    changed: () => {
      this.#trial.keepUp();
      this.#watching.look();
      this.requestUpdate();
    },
    stepped: () => this.#stepped(),
    done: () => this.#tell('unfold-done', { state: this.state }),
    branched: (opened, results) => void this.#pin({ opened, results }),
    notice: (saying) => (this.notice = saying),
    status: (text) => (this.status = text),
  });
  #keys = new Keys(this, (command) => this.#command(command));
  #speech = new Speech(this);
  #binding = new InputBinding(this, {
    changed: (inputs) => this.#changed(inputs),
    due: () => void this.#settled(),
    linked: (isDamaged) => (this.notice = isDamaged ? (words) => words.t('damagedLink') : silence),
  });
  #trial = new Trial(this.#binding, {
    run: () => this.#run,
    begins: () => (this.status = ''),
    tried: (notice) => this.#tried(notice),
  });
  #watching = new Watching({
    goal: () => this.goal,
    inputs: () => this.#inputs,
    run: () => this.#run,
    words: () => this.#words,
    notice: (saying) => (this.notice = saying),
    tell: (type, detail) => this.#tell(type, detail),
  });

  get hiding(): ReadonlySet<string> {
    return namesIn(this.hide);
  }

  get locked(): ReadonlySet<string> {
    return namesIn(this.lock);
  }

  /** What was asked for last: a play that still waits gives way to a pause, a step or a reset. */
  #wish: 'play' | 'rest' | { step: number } = 'rest';

  static override styles = [base, buttons, folds, labStyles, ...panelsStyles];

  constructor() {
    super();
    this.addController(new Heights(this));
  }

  /** Everything that can be known about the run now. */
  get state(): LabState {
    return labState(this.lab, this.#inputs, this.#run, this.#error());
  }

  play(): Promise<void> {
    return this.#play(false);
  }

  async pause(): Promise<void> {
    this.#wish = 'rest';
    await this.#run?.pause();
  }

  async step(n = 1): Promise<void> {
    this.#wish = 'rest';
    await this.#settled();
    await this.#run?.step(n);
  }

  /** Settles when the run is at that step, from which it goes on, or another is wished for: a step that
   *  it has been at, the same bit for bit, or one that it has not; Infinity is the newest so far. */
  async goTo(step: number): Promise<void> {
    const wish = (this.#wish = { step });
    await this.#followed();
    this.notice = silence;
    await this.#run?.goTo(step);
    const ahead = step - (this.#run?.newest.step ?? step);
    if (this.#wish === wish && Number.isFinite(ahead)) await this.#run?.step(ahead);
  }

  /** So many steps more; a run that is at its end goes on with them. */
  async extend(steps = this.state.total): Promise<void> {
    await this.#settled();
    const { done } = this.state;
    await this.#trial.alter([(host, id) => host.extend(id, steps)]);
    const error = this.#error();
    if (error) this.#tell('unfold-error', error);
    else if (done) await this.#play(false);
  }

  async reset(): Promise<void> {
    this.#wish = 'rest';
    await this.#whenReady();
    this.notice = silence;
    await this.#trial.begin('start');
  }

  /** Settles when the lab has taken or refused the values; `state.error` tells which. What it does
   *  not have, or what is locked, is an error. */
  async set(name: string | Record<string, unknown>, value?: unknown): Promise<void> {
    const values = typeof name === 'string' ? { [name]: value } : name;
    await this.#whenReady();
    const inputs = this.#inputs;
    if (!inputs) return;
    const wrong = Object.keys(values).find((each) => !this.#take(inputs.lab, each, values[each]));
    await this.#settled();
    if (wrong !== undefined) await this.#refuse(inputs.lab, wrong);
  }

  async newSeed(): Promise<void> {
    await this.#whenReady();
    const seed = this.#inputs?.seed();
    if (seed) await this.set(seed, newSeed());
  }

  /** What the model as it is answers to a question. */
  async ask(question: Values): Promise<Shown> {
    await this.#settled();
    const outcome = await this.#run?.ask(question);
    if (outcome?.kind === 'answer') return outcome.shown;
    throw this.#thrown(outcome);
  }

  /** The run as a safetensors file. */
  async save(): Promise<Uint8Array> {
    return (await this.#saved()).file;
  }

  /** Goes on with a saved run, with its inputs; it may be in a run as JSON. */
  async restore(given: Uint8Array): Promise<void> {
    await this.#whenReady();
    const { inspect, leaveFor, savedRun } = await late(this.#words, import('./run-file'));
    const file = savedRun(given);
    const outcome = await inspect(this.#run, file, (client) => this.#newRun(client));
    if (outcome?.kind !== 'setup') throw this.#thrown(outcome);
    const { setup } = outcome;
    if (setup.lab !== this.lab) return leaveFor(this.#words, this.link, setup, file);
    const [held] = this.#binding.heldAgainst(setup);
    if (held) await this.#refuse(this.#inputs!.lab, held);
    this.#binding.take(setup);
    await this.#trial.begin(file);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const isScrolled = !this.link || window.parent !== window;
    this.#leaveSight = whenOutOfSight(this, isScrolled, () => void this.pause());
    this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveSight?.();
    this.#openings.end();
    this.#leave();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.isConnected && this.lab !== this.#named) this.#start();
    if (changed.has('goal')) this.#watching.renew();
  }

  // Opening

  #start(): void {
    this.#named = this.lab;
    this.#leave();
    this.problem = this.status = '';
    this.notice = silence;
    this.#openings.begin(async (isOvertaken) => {
      const problem = await this.#open(isOvertaken).catch((error: Error) =>
        engineTrouble(this.#words, error),
      );
      if (problem && !isOvertaken()) this.#despair(problem);
    });
  }

  /** Gives why there is no lab to show. */
  async #open(isOvertaken: () => boolean): Promise<string | void> {
    if (!this.lab) return this.#forget();
    this.#speech.prepare();
    const client = await loadEngine(this.lab);
    if (isOvertaken()) return;
    const info = client.catalogue.labs.find(({ id }) => id === this.lab);
    if (!info) return this.#words.t('noLab', { lab: this.lab });
    const learnt = this.#speech.learn(client.catalogue);
    const [link] = await Promise.all([this.#binding.readLink(), learnt, this.#leaving]);
    if (isOvertaken()) return;
    this.#run = this.#newRun(client);
    this.#binding.begin(info, link);
    await this.#trial.open();
    if (!isOvertaken()) this.#tell('unfold-ready', { state: this.state });
    whenIdle(() => import('./late'));
  }

  /** Lets go of the run; it is kept where it was. */
  #leave(): void {
    const run = this.#run;
    this.#run = null;
    if (run) this.#leaving = Promise.race([run.close(), after(FAREWELL)]);
  }

  #forget(): void {
    this.#binding.inputs = null;
    this.requestUpdate();
  }

  #despair(problem: string): void {
    this.#forget();
    this.problem = problem;
    this.#tell('unfold-error', { message: problem });
  }

  /** Settles when the lab named last is open, or cannot be. */
  async #whenReady(): Promise<void> {
    if (!this.isConnected) return;
    await this.updateComplete;
    await this.#openings.settled();
  }

  #newRun(client: EngineClient): LabRun {
    const run = new LabRun(client, this.lab, this.#herald);
    run.cores = Number(this.getAttribute('cores'));
    return run;
  }

  // Inputs

  #tried(notice: Saying | null): void {
    if (notice !== null) this.notice = notice;
    const error = this.#error();
    if (error) this.#tell('unfold-error', error);
  }

  get #inputs(): LabInputs | null {
    return this.#binding.inputs;
  }

  #changed({ values, preset }: LabInputs): void {
    this.notice = silence;
    this.#tell('unfold-change', { inputs: { ...values }, preset });
  }

  textOfInput(name: string): string | undefined {
    return this.#inputs?.values[name] ?? this.getAttribute(name.replaceAll('_', '-')) ?? undefined;
  }

  /** False for an input that there is not, or that is locked. */
  #take(lab: LabInfo, spelling: string, value: unknown): boolean {
    const input = inputOf(lab, spelling);
    const isFree = input !== undefined && !this.locked.has(input.name);
    if (isFree) this.#binding.edit(input.name, textOf(value));
    return isFree;
  }

  async #refuse(lab: LabInfo, spelling: string): Promise<never> {
    const { refusalOf } = await late(this.#words, import('./refused'));
    const error = refusalOf(this.#words, lab, spelling);
    this.#tell('unfold-error', error);
    throw new Error(error.message);
  }

  /** Settles when the run is that of the inputs as they are now. */
  async #settled(): Promise<void> {
    await this.#followed();
    await this.#run?.settled;
  }

  /** The same, whatever step of it is on its way. */
  async #followed(): Promise<void> {
    await this.#whenReady();
    await this.#watching.settled;
    await this.#trial.settle();
  }

  // The run

  /** What a branch leaves stays beside it, as long as there is room; else it is a click away. */
  async #pin(left: Pick<LabRun, 'opened' | 'results'>): Promise<void> {
    const [run, inputs] = [this.#run!, this.#inputs!];
    const pins = await import('./compare/pins').catch(() => null);
    pins?.pinRun(run, inputs, left);
  }

  #stepped(): void {
    const { lab } = this;
    const { results, newest, running } = this.#run!;
    const { step, total, done } = results;
    const curves = results.lastValues();
    this.#tell('unfold-step', { lab, step, newest: newest.step, total, done, running, curves });
  }

  async #play(isWatched: boolean): Promise<void> {
    this.#wish = 'play';
    await this.#settled();
    if (this.#wish !== 'play') return;
    // A run that starts again begins with what the form shows, as after a reset.
    if (this.#run?.canTrain && this.#run.results.done) await this.#trial.begin('start');
    this.notice = silence;
    const run = this.#run;
    await run?.play(this.#pacing.start(run.results, isWatched));
  }

  #error(): LabError | null {
    const error = runError(this.#words, this.#inputs, this.#run);
    return error ?? (this.problem ? { message: this.problem } : null);
  }

  /** Why there is no answer, as an error to throw. */
  #thrown(outcome: Outcome | undefined): Error {
    return new Error(failureOf(this.#words, this.#inputs, outcome));
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #command(command: Command): void {
    if (command === 'new-seed') void this.newSeed();
    else if (command === 'play') void this.#play(true);
    else void this[command]();
  }

  /** Whether a key may be a command now. */
  get takesKeys(): boolean {
    return this.#run !== null && !this.#run.results.isOneStep && !this.hiding.has('run');
  }

  get isRunning(): boolean {
    return this.#run?.running ?? false;
  }

  // Files

  /** The run as a file, and the step that it is at in it. */
  async #saved(): Promise<Outcome & { kind: 'saved' }> {
    await this.#settled();
    const outcome = await this.#run?.save();
    if (outcome?.kind === 'saved') return outcome;
    throw this.#thrown(outcome);
  }

  // What is seen

  /** What is said of the lab, in its language. */
  get words(): Words {
    return this.#words;
  }

  get #words() {
    return this.#speech.words;
  }

  override render() {
    return html`
      <span class="probe" @transitionend=${this.#schemeChanged}></span>
      ${this.#view()}
      <div class="unseen" role="status">${this.status}</div>
    `;
  }

  #view() {
    const { inputs } = this.#binding;
    if (this.problem) return problemView(this.#words, this.problem, () => this.#start());
    if (inputs && this.#run) return labView(this.#seen(inputs, this.#run), this.#handlers);
    return this.lab ? waitingView(this.#words) : nothing;
  }

  #seen(inputs: LabInputs, run: LabRun): Seen {
    const { notice, scheme, hiding, locked } = this;
    return {
      words: this.#words,
      inputs,
      run,
      error: this.#error(),
      notice: notice(this.#words),
      scheme,
      isNarrow: this.#narrow.value,
      fileProblem: this.#files.problem,
      pacing: this.#pacing,
      isPage: this.#keys.holdOnPage,
      hiding,
      locked,
    };
  }

  #handlers: Handlers = {
    choose: ({ name }) => this.#binding.choose(name),
    edit: ({ name, value, now }) => this.#binding.edit(name, value, now),
    command: ({ command }) => this.#command(command),
    setPace: ({ change }) => this.#setPace(change),
    retry: () => void this.#trial.begin(),
    save: () => this.#files.save(),
    open: () => this.#files.open(),
    back: ({ file }) => this.#files.resume(file),
    goTo: ({ step }) => void this.goTo(step),
    bring: (setup) => this.#binding.take(setup),
    folded: () => this.requestUpdate(),
  };

  #setPace({ speed, rule }: PaceChange['change']): void {
    if (rule !== undefined) this.#pacing.rule = rule;
    if (speed !== undefined) {
      this.#pacing.choose(speed);
      this.#run?.setInterval(1000 / speed);
    }
    this.requestUpdate();
  }

  #schemeChanged = (event: Event): void => {
    this.scheme = getComputedStyle(event.target as Element).color;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'unfold-lab': UnfoldLab;
  }
}
