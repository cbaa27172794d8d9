// <unfold-lab lab="hihello" preset="gru" hidden="8" lang="ko" theme="dark">: a lab of the course.
//
// Attributes: lab; preset; every input of the lab in kebab case; lang (en, ko, zh); theme (light,
// dark, auto; without it the page's own color-scheme); link (keep the inputs in the page's address);
// hide (inputs, run, published, ask); lock (names of inputs, preset).
// Methods: play() settles when it runs, pause(), step(n), reset(), set(name, value), newSeed(),
// ask(question), save() and restore(file), which give and take a run as a file.
// Events: unfold-ready, unfold-change, unfold-step, unfold-done, unfold-error.
import { LitElement, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons, tokens } from '../base/styles/shared';
import { loadEngine, type EngineClient } from '../engine/client';
import type { Outcome, Setup, Shown } from '../engine/types';
import { panelsStyles } from '../panels/index';
import { nameSet } from './attributes';
import { InputBinding } from './binding';
import type { Command } from './events';
import { LabInputs } from './inputs';
import { commandOf } from './keys';
import { labView, type Handlers, type Seen } from './lab-view';
import { Narrow } from './narrow';
import { isBelow, paceOf } from './pace';
import { LabRun, type Beginning } from './run';
import { continued, failureOf, runError, summary } from './sentences';
import { Speech } from './speech';
import { labState, type LabError, type LabState } from './state';
import { labStyles } from './styles';
import { newSeed, type Values } from './values';
import { whenOutOfSight } from './visibility';

export type { LabState };

@customElement('unfold-lab')
export class UnfoldLab extends LitElement {
  @property({ reflect: true }) lab = '';
  @property({ reflect: true }) preset = '';
  @property({ type: Boolean }) link = false;
  @property({ attribute: 'hide', converter: nameSet }) private hiding: ReadonlySet<string> =
    new Set();
  @property({ attribute: 'lock', converter: nameSet }) private locked: ReadonlySet<string> =
    new Set();

  /** Why there is no lab to show. */
  @state() private problem = '';
  @state() private notice = '';
  @state() private status = '';
  @state() private slow = false;
  @state() private below = '';
  @state() private scheme = '';

  #run: LabRun | null = null;
  #ready: Promise<void> = Promise.resolve();
  /** Settles when the inputs asked for last are open. */
  #opening: Promise<void> = Promise.resolve();
  /** The inputs asked for last. */
  #asked: Values = {};
  #leaveSight?: () => void;
  #narrow = new Narrow(this);
  #speech = new Speech(this);
  #binding = new InputBinding(this, {
    changed: (inputs) => this.#changed(inputs),
    due: () => void this.#settled(),
    linked: (isDamaged) => (this.notice = isDamaged ? this.#words.t('damagedLink') : ''),
  });

  static override styles = [tokens, base, buttons, labStyles, ...panelsStyles];

  /** Everything that can be known about the run now. */
  get state(): LabState {
    return labState(this.lab, this.#inputs, this.#run, this.#error());
  }

  async play(): Promise<void> {
    await this.#settled();
    this.notice = '';
    await this.#run?.play(paceOf(this.slow, this.below));
  }

  async pause(): Promise<void> {
    await this.#run?.pause();
  }

  async step(n = 1): Promise<void> {
    await this.#settled();
    await this.#run?.step(n);
  }

  async reset(): Promise<void> {
    await this.#ready;
    this.notice = '';
    await this.#tryInputs('start');
  }

  /** Settles when the lab has taken or refused the value; `state.error` tells which. */
  async set(name: string, value: string | number | boolean): Promise<void> {
    await this.#ready;
    this.#binding.edit(name, String(value));
    await this.#settled();
  }

  async newSeed(): Promise<void> {
    await this.#ready;
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
    await this.#settled();
    const outcome = await this.#run?.save();
    if (outcome?.kind === 'saved') return outcome.file;
    throw this.#thrown(outcome);
  }

  /** Goes on with a saved run, with its inputs. */
  async restore(file: Uint8Array): Promise<void> {
    await this.#ready;
    const outcome = await this.#inspect(file);
    if (outcome?.kind !== 'setup') throw this.#thrown(outcome);
    const { setup } = outcome;
    if (setup.lab !== this.lab) return this.#leaveFor(setup, file);
    this.#binding.take(setup);
    await this.#tryInputs(file);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const isScrolled = !this.link || window.parent !== window;
    this.#leaveSight = whenOutOfSight(this, isScrolled, () => void this.pause());
    this.addEventListener('keydown', this.#key);
    this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveSight?.();
    this.removeEventListener('keydown', this.#key);
    void this.#run?.close();
    this.#run = null;
  }

  override willUpdate(changed: PropertyValues): void {
    const isOther = changed.has('lab') && changed.get('lab') !== undefined && this.#inputs !== null;
    if (isOther && this.isConnected) this.#start();
  }

  // Opening

  #start(): void {
    this.#ready = this.#open().catch((error: Error) => {
      this.problem = this.#words.t('noEngine', { message: error.message });
      this.#tell('unfold-error', { message: this.problem });
    });
  }

  async #open(): Promise<void> {
    this.problem = '';
    this.#speech.prepare();
    const client = await loadEngine(this.lab);
    const info = client.catalogue.labs.find(({ id }) => id === this.lab);
    if (!info) {
      this.#binding.inputs = null;
      this.problem = this.#words.t('noLab', { lab: this.lab });
      return this.#tell('unfold-error', { message: this.problem });
    }
    const learnt = this.#speech.learn(client.catalogue);
    const [link] = await Promise.all([this.#binding.readLink(), learnt]);
    if (!this.isConnected) return;
    void this.#run?.close();
    this.#run = this.#newRun(client);
    this.#binding.begin(info, link);
    await this.#reopen();
    this.#tell('unfold-ready', { state: this.state });
  }

  #newRun(client: EngineClient): LabRun {
    return new LabRun(client, this.lab, {
      changed: () => this.requestUpdate(),
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

  /** Settles when the run is that of the inputs as they are now. */
  async #settled(): Promise<void> {
    await this.#ready;
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
    this.#asked = inputs.values;
    this.#opening = this.#run.open(inputs.preset, inputs.changes(), beginning);
    await this.#opening;
    if (isSeedAlone) this.notice = this.#seedNotice(inputs, fingerprint);
    const error = this.#error();
    if (error) this.#tell('unfold-error', error);
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

  #ended(): void {
    const { results } = this.#run!;
    const isStopped = isBelow(paceOf(this.slow, this.below), results);
    this.status = summary(this.#words, results, isStopped ? this.below : '');
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
    else void this[command]();
  }

  // Files

  async #saveAsFile(): Promise<void> {
    const { download } = await import('./run-file');
    download(await this.save(), `${this.lab}-step-${this.state.step}.safetensors`);
  }

  async #openFile(): Promise<void> {
    const { choose } = await import('./run-file');
    const file = await choose();
    if (file) await this.restore(file);
  }

  #complain = (error: Error): void => {
    this.notice = error.message;
  };

  /** What a saved run was made of. The engine of its lab knows, which may be another. */
  async #inspect(file: Uint8Array): Promise<Outcome | undefined> {
    const outcome = await this.#run?.inspect(file);
    if (outcome?.kind !== 'refusal' || outcome.refusal.code !== 'unknown-lab') return outcome;
    const lab = outcome.refusal.values.value ?? '';
    return this.#newRun(await loadEngine(lab)).inspect(file);
  }

  /** To the page of another lab, which goes on with the run. */
  async #leaveFor(setup: Setup, file: Uint8Array): Promise<void> {
    const { catalogue } = await loadEngine(setup.lab);
    const info = catalogue.labs.find(({ id }) => id === setup.lab)!;
    const { leaveFor } = await import('./run-file');
    const isLeft =
      this.link && (await leaveFor(new LabInputs(info, setup.preset, setup.inputs), file));
    if (!isLeft) throw new Error(this.#words.t('otherLab', { lab: info.title }));
  }

  #key = (event: KeyboardEvent): void => {
    const command = commandOf(event, this.#run?.running ?? false);
    if (!command || this.#run?.results.isOneStep || this.hiding.has('run')) return;
    event.preventDefault();
    this.#command(command);
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
            : html`<div class="empty loading soft">${this.#words.t('loading')}</div>`
      }
      <div class="unseen" role="status">${this.status}</div>
    `;
  }

  #seen(inputs: LabInputs, run: LabRun): Seen {
    const { notice, scheme, slow, below, hiding, locked } = this;
    return {
      words: this.#words,
      inputs,
      run,
      error: this.#error(),
      notice,
      scheme,
      isNarrow: this.#narrow.value,
      slow,
      below,
      hiding,
      locked,
    };
  }

  #handlers: Handlers = {
    choose: ({ name }) => this.#binding.choose(name),
    edit: ({ name, value }) => this.#binding.edit(name, value),
    command: ({ command }) => this.#command(command),
    setPace: ({ slow, below }) => Object.assign(this, { slow, below }),
    retry: () => void this.#tryInputs(),
    save: () => void this.#saveAsFile().catch(this.#complain),
    open: () => void this.#openFile().catch(this.#complain),
  };

  #schemeChanged = (event: Event): void => {
    this.scheme = getComputedStyle(event.target as Element).color;
  };

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
