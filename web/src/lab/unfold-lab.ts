// <unfold-lab lab="hihello" preset="gru" hidden="8" lang="ko" theme="dark">: a lab of the course.
//
// Attributes: lab; preset; every input of the lab in kebab case; lang (en, ko, zh); theme (light,
// dark, auto; without it the page's own color-scheme); link (keep the inputs in the page's address);
// hide (inputs, run, published); lock (names of inputs, preset).
// Methods: play() settles when it runs, pause(), step(n), reset(), set(name, value), newSeed().
// Events: unfold-ready, unfold-change, unfold-step, unfold-done, unfold-error.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { loadEngine, type EngineClient } from '../engine/client';
import type { Catalogue, Pace } from '../engine/types';
import { labText, language, learn, nearest, onLanguage } from '../i18n/index';
import { Words } from '../i18n/words';
import { panels, panelsStyles } from '../panels/index';
import { shortNumber } from '../state/numbers';
import type { Link } from '../state/link';
import { newSeed, type Values } from '../state/values';
import { base, buttons, tokens } from '../styles/shared';
import * as address from './address';
import { inputsOf, names } from './attributes';
import { InputEdit, PaceChange, PresetChoice, RunCommand } from './events';
import './form';
import { LabInputs } from './inputs';
import { commandOf } from './keys';
import { LabRun } from './run';
import { Narrow } from './narrow';
import './presets';
import './run-bar';
import { labState, type LabState } from './state';
import { labStyles } from './styles';
import { whenOutOfSight } from './visibility';

/** Milliseconds of rest before typed inputs are tried. */
const REST = 150;
const SLOW = 600;

export type { LabState };

@customElement('unfold-lab')
export class UnfoldLab extends LitElement {
  @property({ reflect: true }) lab = '';
  @property({ reflect: true }) preset = '';
  @property({ type: Boolean }) link = false;

  @state() private words = new Words(this.#language());
  @state() private inputs: LabInputs | null = null;
  /** Why there is no lab to show. */
  @state() private problem = '';
  @state() private notice = '';
  @state() private status = '';
  @state() private slow = false;
  @state() private below = '';
  @state() private scheme = '';

  #client: EngineClient | null = null;
  #run: LabRun | null = null;
  #ready: Promise<void> = Promise.resolve();
  /** Settles when the inputs asked for last are open. */
  #opening: Promise<void> = Promise.resolve();
  /** The inputs asked for last. */
  #asked: Values = {};
  /** Rest before edited inputs are tried, and what then goes into the address. */
  #timer = 0;
  #write: (() => Promise<void>) | null = null;
  #leave: (() => void)[] = [];
  #narrow = new Narrow(this);
  #locked: ReadonlySet<string> = new Set();

  static override styles = [tokens, base, buttons, labStyles, ...panelsStyles];

  /** Everything that can be known about the run now. */
  get state(): LabState {
    return labState(this.lab, this.inputs, this.#run, this.#error());
  }

  async play(): Promise<void> {
    await this.#settled();
    await this.#run?.play(this.#pace());
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
    await Promise.all([this.#leaveRest(), this.#reopen()]);
  }

  /** Settles when the lab has taken or refused the value; `state.error` tells which. */
  async set(name: string, value: string | number | boolean): Promise<void> {
    await this.#ready;
    this.#edit(name, String(value));
    await this.#settled();
  }

  async newSeed(): Promise<void> {
    await this.#ready;
    const seed = this.inputs?.seed();
    if (seed) await this.set(seed, newSeed());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const attributes = new MutationObserver((records) => this.#attributesChanged(records));
    attributes.observe(this, { attributes: true });
    this.#leave = [
      () => attributes.disconnect(),
      onLanguage(() => void this.#speak()),
      address.follow(() => void this.#followLink()),
      whenOutOfSight(this, !this.link || window.parent !== window, () => void this.pause()),
    ];
    this.addEventListener('keydown', this.#key);
    this.#locked = this.#namesOf('lock');
    this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const leave of this.#leave) leave();
    this.removeEventListener('keydown', this.#key);
    clearTimeout(this.#timer);
    void this.#run?.close();
    this.#run = null;
  }

  override willUpdate(changed: PropertyValues): void {
    const isOther = changed.has('lab') && changed.get('lab') !== undefined && this.inputs !== null;
    if (isOther && this.isConnected) this.#start();
  }

  // Opening

  #start(): void {
    this.#ready = this.#open().catch((error: Error) => {
      this.problem = this.words.t('noEngine', { message: error.message });
      this.#tell('unfold-error', { message: this.problem });
    });
  }

  async #open(): Promise<void> {
    this.problem = '';
    const client = (this.#client = await loadEngine());
    const info = client.catalogue.labs.find(({ id }) => id === this.lab);
    if (!info) {
      this.inputs = null;
      this.problem = this.words.t('noLab', { lab: this.lab });
      return this.#tell('unfold-error', { message: this.problem });
    }
    const [link] = await Promise.all([this.#readLink(), this.#speak(client.catalogue)]);
    if (!this.isConnected) return;
    void this.#run?.close();
    this.#run = this.#newRun(client);
    if (this.inputs?.lab !== info) {
      this.inputs = new LabInputs(info, this.preset, inputsOf(this, info));
      this.#takeLink(link);
    }
    await this.#reopen();
    this.#tell('unfold-ready', { state: this.state });
  }

  #newRun(client: EngineClient): LabRun {
    return new LabRun(client, this.lab, {
      changed: () => this.requestUpdate(),
      stepped: () => this.#stepped(),
      ended: () => this.#ended(),
      caughtUp: (step) => (this.notice = this.words.t('restarted', { step })),
    });
  }

  #language() {
    return this.hasAttribute('lang') ? nearest(this.lang) : language();
  }

  async #speak(catalogue: Catalogue | null = this.#client?.catalogue ?? null): Promise<void> {
    const lang = this.#language();
    const [text] = await Promise.all([this.lab ? labText(this.lab, lang) : null, learn(lang)]);
    if (lang === this.#language()) this.words = new Words(lang, catalogue, text);
  }

  #attributesChanged(records: MutationRecord[]): void {
    const changed = records.map(({ attributeName }) => attributeName ?? '');
    if (changed.includes('lang')) void this.#speak();
    if (changed.includes('lock')) this.#locked = this.#namesOf('lock');
    const { inputs } = this;
    if (!inputs) return;
    const values = inputsOf(this, inputs.lab);
    const isInput = Object.entries(values).some(([name, value]) => inputs.values[name] !== value);
    const isPreset = changed.includes('preset') && this.preset !== inputs.preset;
    if (isPreset) this.inputs = new LabInputs(inputs.lab, this.preset, values);
    else for (const [name, value] of Object.entries(values)) inputs.set(name, value);
    if (isInput || isPreset) this.#changed();
    else this.requestUpdate();
  }

  // The address

  async #readLink(): Promise<Link | null> {
    return this.link ? address.read() : null;
  }

  #takeLink(link: Link | null): void {
    if (!link || !this.inputs) return;
    const { lab } = this.inputs;
    const given = { ...inputsOf(this, lab), ...link.inputs };
    this.inputs = new LabInputs(lab, link.preset || this.preset, given);
    this.notice = link.damaged ? this.words.t('damagedLink') : '';
  }

  async #followLink(): Promise<void> {
    const { hash } = location;
    const link = await this.#readLink();
    if (!link || !this.inputs || hash !== location.hash) return;
    const before = JSON.stringify(this.inputs.values);
    this.#takeLink(link);
    if (JSON.stringify(this.inputs.values) !== before) this.#changed();
  }

  // Inputs

  #edit(name: string, value: string): void {
    this.inputs?.set(name, value);
    this.#changed(address.replace);
  }

  #choose(preset: string): void {
    if (!this.inputs) return;
    this.inputs = new LabInputs(this.inputs.lab, preset);
    this.#changed(address.push);
    void this.#settled();
  }

  /** Tries the inputs after a little rest, and writes them into the address. */
  #changed(write?: typeof address.push): void {
    const { inputs } = this;
    if (!inputs) return;
    this.notice = '';
    this.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#settled(), REST);
    if (this.link && write) this.#write = () => write(inputs.namedPreset(), inputs.changes());
    this.#tell('unfold-change', { inputs: { ...inputs.values }, preset: inputs.preset });
  }

  /** Settles when the run is that of the inputs as they are now. */
  async #settled(): Promise<void> {
    await this.#ready;
    if (this.#timer === 0) return this.#opening;
    await Promise.all([this.#leaveRest(), this.#reopen()]);
  }

  /** Settles when the address says what the inputs are. */
  async #leaveRest(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const write = this.#write;
    this.#write = null;
    await write?.();
  }

  async #reopen(): Promise<void> {
    const { inputs } = this;
    if (!inputs || !this.#run) return;
    this.status = '';
    const { fingerprint } = this.#run.results;
    const isSeedAlone = this.#isSeedAlone(inputs);
    this.#asked = inputs.values;
    this.#opening = this.#run.open(inputs.preset, inputs.changes());
    await this.#opening;
    if (isSeedAlone && this.#isSameResult(fingerprint)) this.notice = this.words.t('seedUnused');
    const error = this.#error();
    if (error) this.#tell('unfold-error', error);
  }

  #isSeedAlone(inputs: LabInputs): boolean {
    const { values } = inputs;
    const changed = Object.keys(values).filter((name) => values[name] !== this.#asked[name]);
    return changed.length === 1 && changed[0] === inputs.seed();
  }

  #isSameResult(fingerprint: string): boolean {
    const { results, stale } = this.#run ?? {};
    return !stale && results?.isOneStep === true && results.fingerprint === fingerprint;
  }

  // The run

  #pace(): Pace {
    const below = Number(this.below);
    const isRule = this.below.trim() !== '' && Number.isFinite(below);
    return { interval: this.slow ? SLOW : 0, stop: isRule ? { curve: '', below } : null };
  }

  #stepped(): void {
    const { step, total, done } = this.#run!.results;
    const curves = this.#run!.results.lastValues();
    this.#tell('unfold-step', {
      lab: this.lab,
      step,
      total,
      done,
      running: this.#run!.running,
      curves,
    });
  }

  #ended(): void {
    const { results } = this.#run!;
    this.status = this.#summary();
    if (results.done || this.#isBelow()) this.#tell('unfold-done', { state: this.state });
  }

  #isBelow(): boolean {
    const { stop } = this.#pace();
    const [last] = Object.values(this.#run!.results.lastValues());
    return stop !== null && last !== undefined && last < stop.below;
  }

  /** Said when a run comes to rest. */
  #summary(): string {
    const { words } = this;
    const { step, done, isOneStep } = this.#run!.results;
    if (isOneStep) return words.t('ready');
    const last = Object.entries(this.#run!.results.lastValues());
    const values = last.map(([name, value]) =>
      words.t('valueOf', { name: words.report(name), value: shortNumber(value) }),
    );
    const stopped = { step, curve: words.report(last[0]?.[0] ?? ''), value: this.below };
    const rest = done
      ? words.t('finishedAt', { step })
      : this.#isBelow()
        ? words.t('stoppedAt', stopped)
        : words.t('pausedAt', { step });
    return `${rest} ${values.join(', ')}`;
  }

  #error() {
    const { refusal, failure } = this.#run ?? {};
    if (refusal && this.inputs) {
      const message = this.words.refusal(refusal, this.inputs.lab.inputs);
      return { input: refusal.input, code: refusal.code, message };
    }
    if (failure) return { message: this.words.t('failed', { message: failure }) };
    return this.problem ? { message: this.problem } : null;
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #command(command: RunCommand['command']): void {
    if (command === 'new-seed') void this.newSeed();
    else void this[command]();
  }

  #key = (event: KeyboardEvent): void => {
    const command = commandOf(event, this.#run?.running ?? false);
    if (!command || this.#run?.results.isOneStep || this.#isHidden('run')) return;
    event.preventDefault();
    this.#command(command);
  };

  #isHidden(part: string): boolean {
    return this.#namesOf('hide').has(part);
  }

  #namesOf(attribute: string): ReadonlySet<string> {
    return new Set(names(this.getAttribute(attribute)));
  }

  // What is seen

  override render() {
    const { inputs } = this;
    return html`
      <span class="probe" @transitionend=${this.#schemeChanged}></span>
      ${
        this.problem
          ? this.#problem()
          : inputs && this.#run
            ? this.#parts(inputs)
            : html`<div class="empty loading soft">${this.words.t('loading')}</div>`
      }
      <div class="unseen" role="status">${this.status}</div>
    `;
  }

  #schemeChanged = (event: Event): void => {
    this.scheme = getComputedStyle(event.target as Element).color;
  };

  #problem() {
    return html`<div class="message problem" role="alert">
      ${this.problem}
      <button class="quiet" type="button" @click=${() => this.#start()}>
        ${this.words.t('tryAgain')}
      </button>
    </div>`;
  }

  /** Side by side: presets and inputs, then the run. In one column the run comes before the inputs. */
  #parts(inputs: LabInputs) {
    const order = this.#narrow.value ? ['presets', 'main', 'form'] : ['presets', 'form', 'main'];
    const isAlone = this.#isHidden('inputs');
    const parts = order.filter((part) => part === 'main' || !isAlone);
    const draw: Record<string, () => unknown> = {
      presets: () => this.#presets(inputs),
      form: () => this.#form(inputs),
      main: () => this.#main(inputs),
    };
    const layout = isAlone || this.#narrow.value ? '' : 'wide';
    return html`<div class="lab ${layout}">
      ${repeat(
        parts,
        (part) => part,
        (part) => draw[part]!(),
      )}
    </div>`;
  }

  #presets(inputs: LabInputs) {
    return html`<unfold-presets
      .presets=${inputs.lab.presets}
      .words=${this.words}
      .chosen=${this.#activePreset(inputs)}
      .locked=${this.#locked.has('preset')}
      .narrow=${this.#narrow.value}
      @preset-choice=${(event: PresetChoice) => this.#choose(event.name)}
    ></unfold-presets>`;
  }

  #form(inputs: LabInputs) {
    return html`<unfold-form
      .lab=${inputs.lab}
      .words=${this.words}
      .values=${inputs.values}
      .standard=${inputs.standard}
      .refusal=${this.#run?.refusal ?? null}
      .locked=${this.#locked}
      @input-edit=${(event: InputEdit) => this.#edit(event.name, event.value)}
    ></unfold-form>`;
  }

  /** The engine knows whose inputs these are, once it has seen them. */
  #activePreset(inputs: LabInputs): string {
    if (Object.keys(inputs.changes()).length === 0) return inputs.preset;
    return this.#run && !this.#run.stale ? this.#run.results.preset : '';
  }

  #main(inputs: LabInputs) {
    return html`<section class="main" aria-label=${this.words.t('results')}>
      ${this.#isHidden('run') ? nothing : this.#runBar(inputs)}
      <div class="results">${this.#messages()} ${this.#results()}</div>
    </section>`;
  }

  #runBar(inputs: LabInputs) {
    const { results, running, meter } = this.#run!;
    const seed = inputs.seed();
    return html`<unfold-run-bar
      class="run"
      .words=${this.words}
      .step=${results.step}
      .total=${results.total}
      .rate=${meter.rate()}
      .running=${running}
      .ready=${results.total > 0 && !this.#run!.stale}
      .seeded=${seed !== undefined && !this.#locked.has(seed)}
      .slow=${this.slow}
      .below=${this.below}
      .curve=${this.words.report(Object.keys(results.curves)[0] ?? 'loss')}
      @run-command=${(event: RunCommand) => this.#command(event.command)}
      @pace-change=${(event: PaceChange) => {
        this.slow = event.slow;
        this.below = event.below;
      }}
    ></unfold-run-bar>`;
  }

  #messages() {
    const error = this.#error();
    return html`${
      error
        ? html`<p class="message problem">
            <span>
              ${'input' in error ? this.words.t('refused', { message: error.message }) : error.message}
            </span>
            ${this.#run?.results.step ? html`<span class="soft">${this.words.t('stale')}</span>` : nothing}
          </p>`
        : nothing
    }
    ${this.notice ? html`<p class="message" role="status">${this.notice}</p>` : nothing}`;
  }

  #results() {
    const { results, stale } = this.#run!;
    if (results.total === 0) return nothing;
    if (results.step === 0) return this.#invitation(results.total);
    return html`<div class=${stale ? 'stale' : ''}>
      ${panels(this.words, results, this.scheme, !this.#isHidden('published'))}
      ${
        results.fingerprint
          ? html`<p class="fingerprint">
              ${this.words.t('fingerprint')} <code>${results.fingerprint}</code>
            </p>`
          : nothing
      }
    </div>`;
  }

  #invitation(total: number) {
    return html`<div class="empty">
      <p>${this.words.t('pressPlay', { total })}</p>
      <p class="soft">${this.words.t('keys')}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'unfold-lab': UnfoldLab;
  }
}
