// <unfold-inside-view>: a cell of the network at one time step of one sequence, with where each number
// comes from, and its gates and states over time.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fullNumber } from '../../base/numbers';
import { base, boxes, buttons } from '../../base/styles/shared';
import type { CellChoice, NetworkInfo, NextStep, Outcome, Trace } from '../../engine/types';
import { sayInside, type InsideKey, type SayInside } from '../../i18n/inside';
import type { Words } from '../../i18n/words';
import { glyph } from '../glyph';
import '../heat-map';
import { LiveText } from '../live';
import { saidStyles } from '../said';
import type { Numbered } from '../layout';
import { extentOf, scaleOf } from '../scale';
import { Width } from '../width';
import { CellAt, vectorsOf, type VectorName } from './cell';
import { DrawingView, drawingStyles, type Picked } from './drawing';
import { formulaOf, symbol } from './formulas';
import { layOutCell } from './layout';
import { flips, placesOf, type Place } from './places';
import { Refresh } from './refresh';

/** Forwards, or on the way back. */
export type Look = (choice: CellChoice, isBack: boolean) => Promise<Outcome>;

/** Numbers that the maps show all at once. */
const MOST_MAPPED = 16000;

/** What the number means, beside its formula; a share where it is one. */
const about: Record<VectorName, InsideKey> = {
  x: 'aboutX',
  c_before: 'aboutBefore',
  h_before: 'aboutBefore',
  i: 'aboutI',
  f: 'aboutF',
  g: 'aboutG',
  o: 'aboutO',
  r: 'aboutR',
  u: 'aboutU',
  candidate: 'aboutG',
  z: 'aboutZ',
  c: 'aboutC',
  h: 'aboutH',
};

@customElement('unfold-inside-view')
export class InsideView extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) network!: NetworkInfo;
  @property({ attribute: false }) look!: Look;
  /** Others with each run that begins. */
  @property({ attribute: false }) results!: unknown;
  @property({ type: Number }) step = 0;
  @property() scheme = '';
  /** It is seen: what it shows is kept up to date. */
  @property({ type: Boolean }) live = false;
  /** The number of the cell among those that there are, and of the sequence. */
  @state() private place = 0;
  @state() private example = 0;
  /** From left to right, from 0 on. */
  @state() private column = 1;
  @state() private picked: Picked | null = null;
  @state() private isBack = false;
  /** undefined until there is an answer. */
  @state() private trace: Trace | null | undefined = undefined;
  @state() private flow: NextStep | null | undefined = undefined;
  @state() private problem = '';

  /** The networks of the last answer, and the cell that each is of. */
  #networks: NetworkInfo[] | null = null;
  #placeOf = new WeakMap<Trace | NextStep, Place>();
  #refresh = new Refresh(() => this.#ask());
  #width = new Width(this);
  #spoken = new LiveText(this);

  static override styles = [
    base,
    buttons,
    boxes,
    drawingStyles,
    saidStyles,
    css`
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-bottom: 8px;
      }
      .ways [aria-pressed='true'] {
        background: var(--ink);
        color: var(--on-ink);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        margin: 8px 0;
      }
      .choices label {
        display: flex;
        align-items: center;
        gap: 8px;
        font-size: var(--size-small);
      }
      .choices select {
        width: auto;
        max-width: 240px;
      }
      .steps {
        display: flex;
        gap: 4px;
        overflow-x: auto;
        padding: 4px;
        margin: 0 -4px;
      }
      .steps button {
        flex: none;
        min-width: 32px;
        min-height: 40px;
        padding: 2px 4px;
        background: var(--surface);
        line-height: 1.2;
      }
      .steps button:hover {
        background: var(--surface-strong);
      }
      .steps button[aria-checked='true'] {
        background: var(--ink);
        color: var(--on-ink);
      }
      .steps .symbol {
        display: block;
        font-family: var(--mono);
      }
      .steps .time {
        display: block;
        font-size: 11px;
      }
      .stage {
        overflow-x: auto;
        padding: 4px;
        margin: 0 -4px;
      }
      .said {
        min-height: 116px;
      }
      .what {
        color: var(--of, var(--ink));
      }
      .maps {
        margin-top: 24px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#refresh.stop();
  }

  override willUpdate(changed: PropertyValues): void {
    const isOther = ['place', 'example', 'results', 'network', 'isBack'].some((name) =>
      changed.has(name),
    );
    if (changed.has('network')) {
      this.#networks = null;
      this.place = Math.min(this.place, this.#places().length - 1);
    }
    if (!this.live) return this.#refresh.stop();
    if (isOther) this.#refresh.hurry();
    else if (changed.has('step') || changed.has('live')) this.#refresh.news();
  }

  override render() {
    const say = sayInside(this.words.lang);
    return html`<section data-panel="inside">
      ${this.#ways(say)}
      <p class="soft">${say(this.isBack ? 'leadBack' : 'lead')}</p>
      ${this.problem ? html`<p role="alert">${say('failed', { message: this.problem })}</p>` : nothing}
      ${this.isBack ? this.#back(say) : this.trace ? this.#shown(this.trace, say) : this.#waiting(this.trace, say)}
      <div class="unseen" aria-live="polite">${this.#spoken.text}</div>
    </section>`;
  }

  /** Forwards and back: two ways through the same network. */
  #ways(say: SayInside) {
    const way = (isBack: boolean) =>
      html`<button
        type="button"
        aria-pressed=${String(isBack === this.isBack)}
        @click=${() => (this.isBack = isBack)}
      >
        ${say(isBack ? 'wayBack' : 'wayForwards')}
      </button>`;
    return html`<div class="ways" role="group" aria-label=${say('ways')}>
      ${way(false)} ${way(true)}
    </div>`;
  }

  #waiting = (answer: object | null | undefined, say: SayInside) =>
    html`<p class="soft">${say(answer === null ? 'nothing' : 'looking')}</p>`;

  #places = (): Place[] => placesOf(this.#networks ?? [this.network], sayInside(this.words.lang));

  async #ask(): Promise<void> {
    const { place, example, network, isBack } = this;
    const asked = this.#places()[place]!;
    const { layer, backwards } = asked;
    const outcome = await this.look({ network: asked.network, layer, backwards, example }, isBack);
    const isOld =
      place !== this.place ||
      example !== this.example ||
      network !== this.network ||
      isBack !== this.isBack;
    if (isOld) return;
    if (outcome.kind !== 'trace' && outcome.kind !== 'flow') {
      this.problem = 'message' in outcome ? outcome.message : outcome.kind;
      return;
    }
    this.problem = '';
    const answer = outcome.kind === 'trace' ? outcome.trace : outcome.flow;
    if (answer) this.#placeOf.set(answer, asked);
    this.#networks = answer?.networks ?? null;
    if (outcome.kind === 'trace') this.trace = outcome.trace;
    else this.flow = outcome.flow;
  }

  #back(say: SayInside) {
    const { flow } = this;
    if (!flow) return this.#waiting(flow, say);
    if (flow.examples === 0) return html`<p class="soft">${say('noTraining')}</p>`;
    const cell = this.#cell(flow);
    // Where it cannot be had, the next answer asks again.
    import('./way-back').catch(() => {});
    return html`${this.#choices(flow, say)}
    ${
      cell
        ? html`${this.#steps(flow, cell, say)}
            <unfold-way-back
              .words=${this.words}
              .flow=${flow}
              .places=${this.#places()}
              .place=${this.#placeOf.get(flow)}
              .cell=${cell}
              scheme=${this.scheme}
              @unfold-go=${this.#gone}
            ></unfold-way-back>`
        : html`<p class="soft">${say('noSteps')}</p>`
    }`;
  }

  /** To another cell or time step, on the way back. */
  #gone = ({ detail }: CustomEvent<{ place: number; column: number }>): void => {
    this.place = detail.place;
    this.column = detail.column;
    void this.updateComplete.then(() => this.#reveal());
  };

  #shown(trace: Trace, say: SayInside) {
    const cell = this.#cell(trace);
    return html`${this.#choices(trace, say)}
    ${cell ? this.#seen(trace, cell, say) : html`<p class="soft">${say('noSteps')}</p>`}`;
  }

  #cell(answer: Trace | NextStep): CellAt | null {
    const { cell } = answer;
    if (!cell) return null;
    const place = this.#placeOf.get(answer)!;
    const column = Math.min(this.column, cell.x.shape[0]! - 1);
    return new CellAt(place.info, cell, column, flips(place));
  }

  #choices({ examples, example }: Trace | NextStep, say: SayInside) {
    const places = this.#places();
    const select = (label: string, names: string[], chosen: number, choose: (i: number) => void) =>
      html`<label
        >${label}
        <select
          class="box"
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).selectedIndex)}
        >
          ${names.map((name, i) => html`<option ?selected=${i === chosen}>${name}</option>`)}
        </select>
      </label>`;
    const numbers = Array.from({ length: examples }, (_, i) =>
      say('ofAll', { n: i + 1, all: examples }),
    );
    if (examples < 2 && places.length < 2) return nothing;
    return html`<div class="choices">
      ${examples > 1 ? select(say('sequence'), numbers, example, (i) => (this.example = i)) : nothing}
      ${
        places.length > 1
          ? select(
              say('cell'),
              places.map(({ name }) => name),
              this.place,
              (i) => (this.place = i),
            )
          : nothing
      }
    </div>`;
  }

  #seen(trace: Trace, cell: CellAt, say: SayInside) {
    const picked = this.#pickedOf(cell);
    const formula = formulaOf(cell, picked.name, picked.unit);
    const inputs = cell.vector('x').length;
    const drawing = layOutCell(cell.layer, inputs, Math.floor(this.#width.value || 640));
    const view = new DrawingView(cell, say, picked, formula, {
      pick: (next) => (this.picked = next),
      press: (event, from) => this.#press(event, from, cell),
    });
    const kind = cell.layer.kind.toUpperCase();
    return html`${this.#steps(trace, cell, say)}
      <div class="stage">${view.view(drawing, say('drawnCell', { kind, t: cell.time }))}</div>
      ${this.#said(cell, picked, formula.text, say)}
      <p class="soft">
        ${say('byKeys')} ${say('trainedFor', { step: trace.step })}
        ${this.network.layers.some(({ kind }) => kind === 'dropout') ? say('dropoutOff') : nothing}
      </p>
      ${this.#maps(cell, picked, say)}`;
  }

  #pickedOf(cell: CellAt): Picked {
    const name =
      this.picked && vectorsOf(cell.layer).includes(this.picked.name)
        ? this.picked.name
        : vectorsOf(cell.layer).includes('c')
          ? 'c'
          : 'h';
    const unit = Math.min(this.picked?.unit ?? 0, cell.vector(name).length - 1);
    return { name, unit };
  }

  #steps({ reads }: Trace | NextStep, cell: CellAt, say: SayInside) {
    const button = (column: number) => {
      const isHere = column === cell.column;
      const symbol = reads[column];
      return html`<button
        type="button"
        role="radio"
        aria-checked=${isHere}
        tabindex=${isHere ? 0 : -1}
        aria-label=${[say('timeOf', { t: column + 1, all: cell.steps }), symbol ? say('reads', { symbol }) : ''].filter(Boolean).join(', ')}
        @click=${() => this.#go(column, cell)}
      >
        ${symbol === undefined ? nothing : html`<span class="symbol">${glyph(symbol)}</span>`}
        <span class="time">${column + 1}</span>
      </button>`;
    };
    return html`<div
      class="steps"
      role="radiogroup"
      aria-label=${say('timeStep')}
      @keydown=${(event: KeyboardEvent) => this.#stride(event, cell)}
    >
      ${Array.from({ length: cell.steps }, (_, column) => button(column))}
    </div>`;
  }

  #said(cell: CellAt, { name, unit }: Picked, text: string, say: SayInside) {
    const value = cell.at(name, unit);
    const place = say(name === 'x' ? 'input' : 'unit', { n: unit + 1 });
    return html`<div class="said">
      <p class="what ${name}">
        <strong>${say(name)} ${symbol(cell, name)}, ${place}</strong>
      </p>
      <p class="formula">${text}</p>
      <p class="soft">
        ${this.#about(cell, name, value, say)} ${say('exactly', { value: fullNumber(value) })}
      </p>
    </div>`;
  }

  #about(cell: CellAt, name: VectorName, value: number, say: SayInside): string {
    if (name.endsWith('_before') && cell.isFirst) return say('aboutStart');
    return say(about[name], { t: cell.timeBefore, share: `${Math.round(100 * value)}%` });
  }

  /** Gates and states, rows of units over time, on one scale. */
  #maps(cell: CellAt, picked: Picked, say: SayInside) {
    const all = vectorsOf(cell.layer).filter((name) => name !== 'x' && !name.endsWith('_before'));
    const { units, steps } = cell;
    const isSmall = all.length * units * steps <= MOST_MAPPED;
    const names = isSmall
      ? all
      : all.filter((name) => name === picked.name || name === 'h').slice(0, 1);
    const values = new Float32Array(names.length * units * steps);
    names.forEach((name, i) => values.set(cell.overTime(name), i * units * steps));
    const matrix: Numbered = {
      shape: [names.length, units, steps],
      values,
      axes: ['', 'unit', 'time'],
      ticks: [names.map((name) => say(name)), [], []],
      first: 1,
    };
    return html`<div class="maps">
      <unfold-heat-map
        name=${say(cell.layer.kind === 'rnn' ? 'overTimeRnn' : 'overTime')}
        .matrix=${matrix}
        .scale=${scaleOf([extentOf(values)])}
        .words=${this.words}
        scheme=${this.scheme}
      ></unfold-heat-map>
    </div>`;
  }

  #go(column: number, { steps }: CellAt): void {
    this.column = Math.min(steps - 1, Math.max(0, column));
    void this.updateComplete.then(() => this.#reveal());
  }

  /** Brings the time step into view within its row alone. */
  #reveal(): void {
    const row = this.renderRoot.querySelector<HTMLElement>('.steps')!;
    const here = row.querySelector<HTMLElement>('[aria-checked="true"]')!;
    const start = here.offsetLeft - row.offsetLeft;
    if (start < row.scrollLeft || start + here.offsetWidth > row.scrollLeft + row.clientWidth)
      row.scrollLeft = start - row.clientWidth / 2;
  }

  /** Time steps by arrow keys, with the focus. */
  #stride(event: KeyboardEvent, cell: CellAt): void {
    const strides: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: -cell.steps,
      End: cell.steps,
    };
    const stride = strides[event.key];
    if (stride === undefined) return;
    event.preventDefault();
    this.#go(cell.column + stride, cell);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.steps [aria-checked="true"]')?.focus(),
    );
  }

  #press(event: KeyboardEvent, { name, unit }: Picked, cell: CellAt): void {
    const last = cell.vector(name).length - 1;
    const units: Record<string, number> = {
      ArrowUp: unit - 1,
      ArrowDown: unit + 1,
      Home: 0,
      End: last,
    };
    const times: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
    const stride = times[event.key];
    const wanted = units[event.key];
    if (stride === undefined && wanted === undefined) return;
    event.preventDefault();
    this.picked = { name, unit: Math.min(last, Math.max(0, wanted ?? unit)) };
    if (stride !== undefined) this.#go(cell.column + stride, cell);
    void this.updateComplete.then(() => this.#speak());
  }

  #speak(): void {
    const cell = this.trace && this.#cell(this.trace);
    if (!cell) return;
    const { name, unit } = this.#pickedOf(cell);
    this.#spoken.say(formulaOf(cell, name, unit).text);
  }
}
