// <unfold-compare>: the runs that are pinned beside the present one, in its chart and in a table, and
// the race in which runs go side by side.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { count, shortNumber } from '../../base/numbers';
import { bestIs } from '../../base/quantities';
import { base, boxes, buttons } from '../../base/styles/shared';
import type { InputInfo, LabInfo, Setup } from '../../engine/types';
import { sayOfComparing } from '../../i18n/compare';
import type { Saying, Words } from '../../i18n/words';
import type { Behind } from '../../panels/chart-lines';
import type { Curves } from '../../panels/curves';
import '../../panels/curves';
import { Width } from '../../panels/width';
import type { LabInputs } from '../inputs';
import type { Seen } from './hook';
import type { LabRun } from '../run';
import { changes, type Values } from '../values';
import { bestOf, winners } from './best';
import { Carried } from './carried';
import type { Described } from './described';
import { differing, nameOf, sayValue, type Named } from './differences';
import './pin-button';
import { pinsOf, recordIn, valuesOf, type Pin, type Pins } from './pins';
import { pinsTable, pinsTableStyles, type Acts, type Row } from './pins-table';
import { Race } from './race';
import './race-form';
import { snapshotOf } from './snapshot';

const silence: Saying = () => '';

@customElement('unfold-compare')
export class Compare extends LitElement {
  @property({ attribute: false }) seen!: Seen;
  /** Gives the lab a run's inputs. */
  @property({ attribute: false }) bring!: (setup: Setup) => void;
  @state() private renamed: Pin | null = null;
  @state() private notice: Saying = silence;
  @state() private problems: Saying[] = [];

  #run: LabRun | null = null;
  #pins: Pins | null = null;
  #unfollow = () => {};
  #carried: Carried | null = null;
  #race: Race | null = null;
  #width = new Width(this);

  static override styles = [
    base,
    buttons,
    boxes,
    pinsTableStyles,
    css`
      :host {
        padding: 16px 0 24px;
        border-top: 1px solid var(--line);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 4px 16px;
        margin-bottom: 4px;
      }
      .racing {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        margin: 8px 0;
      }
      .racing button {
        min-height: 36px;
        padding: 4px 16px;
        background: var(--surface-strong);
      }
      .racing progress {
        flex: 1 1 120px;
        height: 4px;
        border: 0;
        border-radius: 2px;
        overflow: hidden;
        appearance: none;
        background: var(--surface-strong);
      }
      progress::-webkit-progress-bar {
        background: var(--surface-strong);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      .box {
        max-width: 280px;
        font-weight: 400;
      }
      .notice:not(:empty) {
        margin: 8px 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#hidden);
    if (this.#run) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#hidden);
    this.#end();
  }

  protected override willUpdate(): void {
    if (this.#run !== this.run) {
      this.#run = this.run;
      this.#begin();
    }
    // A race beside another run would say little about time.
    if (this.run.running && this.#race?.isContest) void this.#race.pause();
  }

  protected override updated(): void {
    const behind = this.#behind();
    for (const curves of this.#curves) curves.behind = behind;
  }

  override render() {
    const { words, problems } = this;
    const say = sayOfComparing(words.lang);
    const { length } = this.#all;
    return html`<div class="head">
        <h3 tabindex="-1">${say('compare')}</h3>
        ${
          length > 1
            ? html`<button
                class="quiet"
                type="button"
                data-act="remove-all"
                @click=${this.#removeAll}
              >
                ${say('removeAll')}
              </button>`
            : nothing
        }
      </div>
      ${this.#progress()}
      ${length === 0 ? html`<p class="soft">${say('lead', { pin: say('pin') })}</p>` : this.#table()}
      <p class="notice soft" role="status">${this.notice(words)}</p>
      <unfold-race-form
        .words=${words}
        .inputs=${this.inputs}
        .values=${this.values}
        .locked=${this.seen.locked}
        .problems=${problems.map((problem) => problem(words))}
        .start=${this.#startRace}
        ?busy=${this.#isBusy}
      ></unfold-race-form>`;
  }

  // What is seen

  get words(): Words {
    return this.seen.words;
  }

  get inputs(): LabInputs {
    return this.seen.inputs;
  }

  get run(): LabRun {
    return this.seen.run;
  }

  /** What the form shows. */
  get values(): Values {
    return this.inputs.values;
  }

  get #lab(): LabInfo {
    return this.inputs.lab;
  }

  get #all(): readonly Pin[] {
    return this.#pins?.all ?? [];
  }

  get #isBusy(): boolean {
    return this.#race !== null && this.#race.state !== 'over';
  }

  #table() {
    const present = snapshotOf(this.#lab, this.run);
    const rows = this.#all.map((pin) => this.#row(pin));
    const first: Row = {
      pin: null,
      title: sayOfComparing(this.words.lang)('present'),
      values: present?.values ?? this.values,
      seen: present && present.step > 0 ? present : null,
      isHeld: false,
    };
    return pinsTable({
      words: this.words,
      lab: this.#lab,
      rows: [first, ...rows],
      renamed: this.renamed,
      isBusy: this.#isBusy,
      width: this.#width.value,
      acts: this.#acts,
    });
  }

  #row(pin: Pin): Row {
    const values = valuesOf(this.#lab, pin);
    const differ = differing(this.#lab, [this.values, values]);
    const isOfOther =
      this.seen.locked.has('preset') && pin.setup.preset !== this.inputs.namedPreset('');
    return {
      pin,
      title: this.#titleOf(pin),
      values,
      seen: pin.seen,
      isHeld: isOfOther || differ.some(({ name }) => this.seen.locked.has(name)),
    };
  }

  #titleOf(pin: Pin): string {
    if (pin.name) return pin.name;
    const values = valuesOf(this.#lab, pin);
    const { step, raced } = pin;
    const named = { values, record: recordIn(pin, values), step, raced };
    return nameOf(this.words, this.#lab, named, this.#present);
  }

  get #present(): Named {
    const { values } = this;
    return snapshotOf(this.#lab, this.run) ?? { values, record: {}, step: 0 };
  }

  #behind(): Behind[] {
    return this.#all.flatMap((pin) =>
      pin.seen ? { title: this.#titleOf(pin), curves: pin.seen.curves, place: pin.place } : [],
    );
  }

  /** The charts of the present run, wherever the lab shows them. */
  get #curves(): NodeListOf<Curves> {
    return (this.getRootNode() as ParentNode).querySelectorAll<Curves>('unfold-curves');
  }

  #chart = () => [...this.#curves].flatMap(({ children }) => [...children])[0];

  #progress() {
    const race = this.#race;
    if (!race || race.state === 'over') return nothing;
    const say = sayOfComparing(this.words.lang);
    const { step, total, state } = race;
    const isPaused = state === 'paused';
    return html`<div class="racing" role="group" aria-label=${say('race')}>
      <button
        type="button"
        data-act="pause"
        @click=${() => void (isPaused ? race.go() : race.pause())}
      >
        ${say(isPaused ? 'goOn' : 'pause')}
      </button>
      <button type="button" data-act="stop" @click=${() => void race.stop()}>${say('stop')}</button>
      <span class="soft">${say('racing', { step: count(step), total: count(total) })}</span>
      <progress max=${total || 1} value=${step} aria-label=${say('race')}></progress>
    </div>`;
  }

  // Pins

  #begin(): void {
    this.#end();
    const pins = (this.#pins = pinsOf(this.run));
    this.notice = silence;
    this.problems = [];
    this.#unfollow = pins.follow(() => {
      this.requestUpdate();
      this.#carried?.changed();
    });
    const { host } = this.getRootNode() as ShadowRoot;
    if ((host as HTMLElement & { link?: boolean }).link) {
      this.#carried = new Carried(pins, (given) => this.#take(given));
    }
  }

  #end(): void {
    this.#unfollow();
    this.#carried?.end();
    this.#carried = null;
    void this.#race?.stop();
    this.#race = null;
  }

  /** Pins of a link are rows that nothing is computed of until somebody asks. */
  #take(given: Described[]): void {
    if (given.length === 0) this.notice = (words) => words.t('damagedLink');
    for (const { preset, inputs, step, name } of given) {
      this.#pins?.add(this.#lab, { lab: this.#lab.id, preset, inputs }, { step, name });
    }
  }

  #acts: Acts = {
    bring: ({ setup }) => this.bring(setup),
    rename: (pin) => void this.#rename(pin),
    name: (pin, name) => this.#name(pin, name),
    remove: (pin) => void this.#remove(pin),
    compute: (pin) => void this.#compute(pin),
  };

  async #rename(pin: Pin | null): Promise<void> {
    const before = this.renamed;
    this.renamed = pin;
    await this.updateComplete;
    const [where, what] = pin ? [pin, 'input'] : [before, '[data-act=rename]'];
    const control = this.renderRoot.querySelector<HTMLElement>(
      `[data-pin="${where?.place}"] ${what}`,
    );
    control?.focus();
    if (control instanceof HTMLInputElement) control.select();
  }

  #name(pin: Pin, name: string): void {
    if (this.renamed !== pin) return;
    pin.name = name.trim();
    this.#pins?.changed();
    // Who leaves the field by a press elsewhere is left there.
    if (!this.renderRoot.querySelector('.title input:focus')) this.renamed = null;
  }

  async #remove(...pins: Pin[]): Promise<void> {
    if (pins.some(({ isRunning }) => isRunning)) await this.#race?.stop();
    const name = pins.map((pin) => this.#titleOf(pin)).join('; ');
    this.#pins?.remove(...pins);
    this.notice = ({ lang }) => sayOfComparing(lang)('removed', { name });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h3')!.focus();
  }

  #removeAll = (): void => void this.#remove(...this.#all);

  // Races

  async #compute(pin: Pin): Promise<void> {
    pin.problem = null;
    const race = await this.#ready([pin]);
    if (!race) return;
    if (pin.problem) void race.stop();
    else await race.go();
    this.requestUpdate();
  }

  #startRace = async (input: InputInfo, given: string[]): Promise<void> => {
    const pins = this.#racers(input, given);
    if (!pins) return;
    await this.run.pause();
    const race = await this.#ready(pins);
    if (!race) return this.#pins?.remove(...pins);
    const refused = pins.filter(({ problem }) => problem);
    if (refused.length > 0) return this.#callOff(race, pins, input, refused);
    this.#chart()?.scrollIntoView({ block: 'nearest' });
    await race.go();
  };

  /** A pin for each value, or none and why. */
  #racers(input: InputInfo, given: string[]): Pin[] | null {
    const { lab, standard, preset } = this.inputs;
    const all = given.map((value) => ({ ...this.values, [input.name]: value }));
    const different = all.filter(
      (values, i) => !all.slice(0, i).some((other) => differing(lab, [other, values]).length === 0),
    );
    const { free } = this.#pins!;
    const n = different.length;
    const problem = n < 2 ? 'tooFew' : n > free ? 'noRoom' : null;
    this.problems = problem ? [({ lang }) => sayOfComparing(lang)(problem, { n, free })] : [];
    if (problem) return null;
    return different.map((values) => {
      const setup = { lab: lab.id, preset, inputs: changes(values, standard) };
      return this.#pins!.add(lab, setup, { raced: input.name })!;
    });
  }

  /** A race that is open; null where another run is shown by now. */
  async #ready(pins: Pin[]): Promise<Race | null> {
    const { run } = this;
    const says = (saying: Saying) => (this.notice = saying);
    const arrived = () => this.#arrived(pins);
    const race = new Race(run, { lab: this.#lab, pins: this.#pins!, says, arrived }, pins);
    this.#race = race;
    this.notice = silence;
    await race.open();
    return run === this.run && this.isConnected ? race : null;
  }

  /** A value that the lab refuses is said, and none of them starts. */
  #callOff(race: Race, pins: Pin[], input: InputInfo, refused: Pin[]): void {
    const say = ({ problem, setup }: Pin): Saying => {
      const value = setup.inputs[input.name] ?? this.inputs.standard[input.name] ?? '';
      return (words) =>
        sayOfComparing(words.lang)('refused', {
          value: sayValue(words, input, value),
          message: problem!(words),
        });
    };
    this.problems = [...refused.map(say), ({ lang }) => sayOfComparing(lang)('notStarted')];
    void race.stop();
    this.#pins?.remove(...pins);
  }

  /** Which of several was best. */
  #arrived(pins: Pin[]): void {
    const step = Math.max(...pins.map(({ seen }) => seen?.step ?? 0));
    const best = pins.length > 1 ? this.#winner(pins) : silence;
    this.notice = (words) =>
      `${sayOfComparing(words.lang)('over', { step: count(step) })} ${best(words)}`.trim();
  }

  /** By the first curve that has a best. */
  #winner(pins: Pin[]): Saying {
    const curve = Object.keys(pins[0]!.seen?.curves ?? {}).find(bestIs);
    if (!curve) return silence;
    const all = pins.map(({ seen }) =>
      seen?.curves[curve] ? bestOf(curve, seen.curves[curve]) : null,
    );
    const [first] = winners(curve, all);
    if (first === undefined) return silence;
    const value = shortNumber(all[first]!.value);
    const name = this.#titleOf(pins[first]!);
    return (words) =>
      sayOfComparing(words.lang)('wins', { curve: words.report(curve), name, value });
  }

  #hidden = (): void => {
    if (document.hidden) void this.#race?.pause();
  };
}
