// <unfold-lab lab="hihello" preset="gru" hidden="8" lang="ko" theme="dark">: a lab of the course.
//
// Attributes: lab; preset; every input of the lab in kebab case, also with "input-" before it, which
// HTML has no meaning of its own for; lang (en, ko, zh); theme (light, dark, auto; without it the
// page's own color-scheme); link (keep the inputs in the page's address); hide (inputs, run,
// published, ask); lock (names of inputs, preset). All are properties too.
// Methods: play() settles when it runs, pause(), step(n), extend(n) for so many steps more, reset(),
// set(name, value) or set(values),
// newSeed(), ask(question), save() and restore(file), which give and take a run as a file.
// Events: unfold-ready, unfold-change, unfold-step, unfold-done, unfold-error.
import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base, buttons } from '../base/styles/shared';
import { loadEngine, type EngineClient } from '../engine/client';
import { after } from '../engine/patience';
import type { LabInfo, Outcome, Shown } from '../engine/types';
import { panelsStyles } from '../panels/index';
import { inputOf, namesIn, textOf } from './attributes';
import { InputBinding } from './binding';
import type { Command, PaceChange } from './events';
import { engineTrouble, late, openFile, saveAsFile } from './files';
import type { LabInputs } from './inputs';
import { Keys } from './keys';
import { labView, type Handlers, type Seen } from './lab-view';
import { alterations, forgetsRecord, liveEdits, type Alteration } from './live';
import { Narrow } from './narrow';
import { Pacing } from './pace';
import { LabRun, type Beginning } from './run';
import { continued, failureOf, runError, stopped, summary } from './sentences';
import { Speech } from './speech';
import { labState, type LabError, type LabState } from './state';
import { labStyles } from './styles';
import { newSeed, type Values } from './values';
import { whenOutOfSight } from './visibility';

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

  /** Why there is no lab to show. */
  @state() private problem = '';
  @state() private notice = '';
  @state() private status = '';
  /** What became of a file that was to be opened or saved. */
  @state() private fileProblem = '';
  @state() private scheme = '';

  #run: LabRun | null = null;
  /** The run that was let go of comes to rest. */
  #leaving: Promise<void> = Promise.resolve();
  /** The lab that was opened last, and how often one was. */
  #named: string | null = null;
  #openings = 0;
  #ready: Promise<void> = Promise.resolve();
  /** Settles when the inputs asked for last are open. */
  #opening: Promise<void> = Promise.resolve();
  /** The inputs asked for last. */
  #asked: Values = {};
  #askedOf: LabInputs | null = null;
  #leaveSight?: () => void;
  #pacing = new Pacing();
  #narrow = new Narrow(this);
  #keys = new Keys(this, (command) => this.#command(command));
  #speech = new Speech(this);
  #binding = new InputBinding(this, {
    changed: (inputs) => this.#changed(inputs),
    due: () => void this.#settled(),
    linked: (isDamaged) => (this.notice = isDamaged ? this.#words.t('damagedLink') : ''),
  });

  get hiding(): ReadonlySet<string> {
    return namesIn(this.hide);
  }

  get locked(): ReadonlySet<string> {
    return namesIn(this.lock);
  }

  static override styles = [base, buttons, labStyles, ...panelsStyles];

  /** Everything that can be known about the run now. */
  get state(): LabState {
    return labState(this.lab, this.#inputs, this.#run, this.#error());
  }

  play(): Promise<void> {
    return this.#play(false);
  }

  async pause(): Promise<void> {
    await this.#run?.pause();
  }

  async step(n = 1): Promise<void> {
    await this.#settled();
    await this.#run?.step(n);
  }

  /** So many steps more; a run that is at its end goes on with them. */
  async extend(steps = this.state.total): Promise<void> {
    await this.#settled();
    const { done } = this.state;
    await this.#alter([(host, id) => host.extend(id, steps)]);
    const error = this.#error();
    if (error) this.#tell('unfold-error', error);
    else if (done) await this.#play(false);
  }

  async reset(): Promise<void> {
    await this.#whenReady();
    this.notice = '';
    await this.#tryInputs('start');
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

  /** Goes on with a saved run, with its inputs. */
  async restore(file: Uint8Array): Promise<void> {
    await this.#whenReady();
    const { inspect, leaveFor } = await late(this.#words, import('./run-file'));
    const outcome = await inspect(this.#run, file, (client) => this.#newRun(client));
    if (outcome?.kind !== 'setup') throw this.#thrown(outcome);
    const { setup } = outcome;
    if (setup.lab !== this.lab) return leaveFor(this.#words, this.link, setup, file);
    const [held] = this.#binding.heldAgainst(setup);
    if (held) await this.#refuse(this.#inputs!.lab, held);
    this.#binding.take(setup);
    await this.#tryInputs(file);
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
    ++this.#openings;
    this.#leave();
  }

  override willUpdate(): void {
    if (this.isConnected && this.lab !== this.#named) this.#start();
  }

  // Opening

  #start(): void {
    this.#named = this.lab;
    const number = ++this.#openings;
    const isOvertaken = () => number !== this.#openings;
    this.#leave();
    this.problem = this.notice = this.status = '';
    this.#ready = this.#open(isOvertaken).catch(async (error: Error) => {
      const problem = await engineTrouble(this.#words, error);
      if (!isOvertaken()) this.#despair(problem);
    });
  }

  async #open(isOvertaken: () => boolean): Promise<void> {
    if (!this.lab) return this.#forget();
    this.#speech.prepare();
    const client = await loadEngine(this.lab);
    if (isOvertaken()) return;
    const info = client.catalogue.labs.find(({ id }) => id === this.lab);
    if (!info) return this.#despair(this.#words.t('noLab', { lab: this.lab }));
    const learnt = this.#speech.learn(client.catalogue);
    const [link] = await Promise.all([this.#binding.readLink(), learnt, this.#leaving]);
    if (isOvertaken()) return;
    this.#run = this.#newRun(client);
    this.#binding.begin(info, link);
    await this.#reopen();
    if (!isOvertaken()) this.#tell('unfold-ready', { state: this.state });
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
    let ready;
    do await (ready = this.#ready);
    while (ready !== this.#ready);
  }

  #newRun(client: EngineClient): LabRun {
    return new LabRun(client, this.lab, {
      changed: () => {
        this.#follow();
        this.requestUpdate();
      },
      stepped: () => this.#stepped(),
      ended: () => this.#ended(),
      caughtUp: (step) => (this.notice = this.#words.t('restarted', { step })),
      resumed: () => (this.notice = continued(this.#words, this.#run!.results)),
    });
  }

  // Inputs

  get #inputs(): LabInputs | null {
    return this.#binding.inputs;
  }

  #changed({ values, preset }: LabInputs): void {
    this.notice = '';
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
    await this.#whenReady();
    await (this.#binding.isResting ? this.#tryInputs() : this.#opening);
  }

  async #tryInputs(beginning?: Beginning): Promise<void> {
    await Promise.all([this.#binding.leaveRest(), this.#reopen(beginning)]);
  }

  async #reopen(beginning?: Beginning): Promise<void> {
    const inputs = this.#inputs;
    if (!inputs || !this.#run) return;
    this.status = '';
    const { fingerprint } = this.#run.results;
    const isSeedAlone = inputs.isSeedAlone(this.#asked);
    const before = this.#askedOf === inputs ? this.#asked : null;
    const edits = before && !beginning ? liveEdits(inputs, before, this.#run) : null;
    if (!edits && forgetsRecord(inputs, before, this.#run, beginning)) {
      inputs.forgetRecord();
      void this.#binding.write();
    }
    this.#asked = inputs.values;
    this.#askedOf = inputs;
    this.#opening = edits
      ? this.#alter(alterations(edits))
      : this.#run.open(inputs.preset, inputs.changes(), beginning);
    await this.#opening;
    if (isSeedAlone) this.notice = this.#seedNotice(inputs, fingerprint);
    const error = this.#error();
    if (error) this.#tell('unfold-error', error);
  }

  /** Changes the run where it is, and the address with it. */
  async #alter(requests: Alteration[]): Promise<void> {
    for (const request of requests) {
      const setup = await this.#run?.alter(request);
      if (!setup) return;
      this.#inputs?.took(setup.inputs);
    }
    await this.#binding.write();
  }

  /** Live inputs change as the run goes on: where a link or a file says so. */
  #follow(): void {
    const inputs = this.#inputs;
    if (this.#binding.isResting || !inputs?.follow(this.#run?.results.changed ?? {})) return;
    this.#asked = inputs.values;
  }

  /** What a new seed has done where it has not just drawn other weights. */
  #seedNotice(inputs: LabInputs, fingerprint: string): string {
    const seed = inputs.seed() ?? '';
    const note = this.#run?.results.notes.find(({ wayBack }) => seed in wayBack);
    if (note) return this.#words.refusal(note, inputs.lab.inputs);
    return this.#isSameResult(fingerprint) ? this.#words.t('seedUnused') : '';
  }

  #isSameResult(fingerprint: string): boolean {
    const { results, stale } = this.#run ?? {};
    return !stale && results?.isOneStep === true && results.fingerprint === fingerprint;
  }

  // The run

  #stepped(): void {
    const { lab } = this;
    const { results, running } = this.#run!;
    const { step, total, done } = results;
    this.#tell('unfold-step', { lab, step, total, done, running, curves: results.lastValues() });
  }

  async #play(isWatched: boolean): Promise<void> {
    await this.#settled();
    this.notice = '';
    const run = this.#run;
    await run?.play(this.#pacing.start(run.results, isWatched));
  }

  #ended(): void {
    const { results } = this.#run!;
    const words = this.#words;
    const isStopped = this.#pacing.isStopped(results);
    const limit = isStopped ? this.#pacing.below.trim() : '';
    this.status = summary(words, results, limit);
    if (isStopped && !results.done) {
      this.notice = `${stopped(words, results, limit)} ${words.t('playGoesOn')}`;
    }
    if (results.done || isStopped) this.#tell('unfold-done', { state: this.state });
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

  async #saveAsFile(): Promise<void> {
    const { step, file } = await this.#saved();
    const name = `${this.lab}-step-${step}.safetensors`;
    this.notice = await saveAsFile(this.#words, name, file);
  }

  async #openFile(): Promise<void> {
    const file = await openFile(this.#words);
    this.fileProblem = '';
    if (file) await this.restore(file);
  }

  /** To the run that another has taken the place of. */
  async #goBack(): Promise<void> {
    const last = this.#run?.last;
    if (last) await this.restore(last.file);
  }

  #complain = (error: Error): void => {
    this.fileProblem = error.message;
  };

  // What is seen

  get #words() {
    return this.#speech.words;
  }

  override render() {
    const { inputs } = this.#binding;
    const run = this.#run;
    return html`
      <span class="probe" @transitionend=${this.#schemeChanged}></span>
      ${
        this.problem
          ? this.#problem()
          : inputs && run
            ? labView(this.#seen(inputs, run), this.#handlers)
            : this.#waiting()
      }
      <div class="unseen" role="status">${this.status}</div>
    `;
  }

  #seen(inputs: LabInputs, run: LabRun): Seen {
    const { notice, fileProblem, scheme, hiding, locked } = this;
    return {
      words: this.#words,
      inputs,
      run,
      error: this.#error(),
      notice,
      scheme,
      isNarrow: this.#narrow.value,
      fileProblem,
      pacing: this.#pacing,
      isPage: this.#keys.holdOnPage,
      hiding,
      locked,
    };
  }

  #handlers: Handlers = {
    choose: ({ name }) => this.#binding.choose(name),
    edit: ({ name, value }) => this.#binding.edit(name, value),
    command: ({ command }) => this.#command(command),
    setPace: ({ change }) => this.#setPace(change),
    retry: () => void this.#tryInputs(),
    save: () => void this.#saveAsFile().catch(this.#complain),
    open: () => void this.#openFile().catch(this.#complain),
    back: () => void this.#goBack().catch(this.#complain),
  };

  #setPace({ speed, below }: PaceChange['change']): void {
    if (below !== undefined) this.#pacing.below = below;
    if (speed !== undefined) {
      this.#pacing.choose(speed);
      this.#run?.setInterval(1000 / speed);
    }
    this.requestUpdate();
  }

  #schemeChanged = (event: Event): void => {
    this.scheme = getComputedStyle(event.target as Element).color;
  };

  #waiting() {
    if (!this.lab) return nothing;
    return html`<div class="empty loading soft">${this.#words.t('loading')}</div>`;
  }

  #problem() {
    return html`<div class="message problem" role="alert">
      ${this.problem}
      <button class="quiet" type="button" @click=${() => this.#start()}>
        ${this.#words.t('tryAgain')}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'unfold-lab': UnfoldLab;
  }
}
