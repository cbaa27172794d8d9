// <unfold-inside-view>: a cell of the network at one time step of one sequence, with where each number
// comes from, and its gates and states over time; it is walked through, and its numbers are turned.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Refresh } from '../../base/refresh';
import { base, boxes, buttons } from '../../base/styles/shared';
import type { CellChoice, NetworkInfo, NextStep, Outcome, Trace } from '../../engine/types';
import { sayInside, type SayInside } from '../../i18n/inside';
import { sayWalk } from '../../i18n/walk';
import type { Words } from '../../i18n/words';
import { LiveText } from '../live';
import { Pointing, UNIT_OF_CELL, along, named, type Pointed } from '../pointing';
import { isRecurrent } from '../network/said';
import { saidStyles } from '../said';
import { Width } from '../width';
import { CellAt, vectorsOf, type VectorName } from './cell';
import { choicesView } from './choices';
import { DrawingView, drawingStyles, type Picked } from './drawing';
import { formulaOf } from './formulas';
import { Hand, handChange } from './hand';
import { turnedText } from './held';
import { columnAfter, placeAfter } from './keys';
import { MOST_NUMBERS, layOutCell } from './layout';
import { mapsView } from './maps';
import { numberSaid } from './number-said';
import { OutputsView, outputsStyles } from './outputs';
import { flips, placesOf, type Place } from './places';
import './player';
import type { Walked } from './player';
import { reveal, stepsStyles, stepsView } from './steps';
import { STRIDE, follow, handView, rounded, turnStyles } from './turn';
import { viewStyles } from './view-styles';
import { Walk, type Course } from './walk';
import { waysView } from './ways';

/** Forwards, or on the way back. */
export type Look = (choice: CellChoice, isBack: boolean) => Promise<Outcome>;

@customElement('unfold-inside-view')
export class InsideView extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) network!: NetworkInfo;
  @property({ attribute: false }) look!: Look;
  /** Others with each run that begins. */
  @property({ attribute: false }) results!: unknown;
  @property({ type: Number }) step = 0;
  @property() scheme = '';
  /** Numbers that the reader holds, as the engine reads them. */
  @property() hand = '';
  /** It is seen: what it shows is kept up to date. */
  @property({ type: Boolean }) live = false;
  /** The number of the cell among those that there are, and of the sequence. */
  @state() private place = 0;
  @state() private example = 0;
  /** From left to right, from 0 on. */
  @state() private column = 1;
  @state() private picked: Picked | null = null;
  @state() private isBack = false;
  /** How far it is walked through; null: all of it is shown. */
  @state() private walk: Walk | null = null;
  /** The name of the weight that is turned; "": the picked number is. */
  @state() private weight = '';
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
  #pointing = new Pointing(this);

  static override styles = [
    base,
    buttons,
    boxes,
    drawingStyles,
    saidStyles,
    stepsStyles,
    outputsStyles,
    turnStyles,
    viewStyles,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#refresh.stop();
  }

  override willUpdate(changed: PropertyValues): void {
    const has = (...names: string[]) => names.some((name) => changed.has(name));
    if (has('network')) {
      this.#networks = null;
      this.place = Math.min(this.place, this.#places().length - 1);
    }
    if (has('results', 'place', 'example')) this.walk = null;
    if (!this.live) return this.#refresh.stop();
    if (has('place', 'example', 'results', 'network', 'isBack', 'hand')) this.#refresh.hurry();
    else if (has('step', 'live')) this.#refresh.news();
  }

  override render() {
    const say = sayInside(this.words.lang);
    return html`<section data-panel="inside">
      ${waysView(this.isBack, say, (isBack) => this.#way(isBack))}
      <p class="soft">${say(this.isBack ? 'leadBack' : 'lead')}</p>
      ${this.problem ? html`<p role="alert">${this.#hindrance(say)}</p>` : nothing}
      ${this.#byHand()} ${this.#player()}
      ${this.isBack ? this.#back(say) : this.trace ? this.#shown(this.trace, say) : this.#waiting(this.trace, say)}
      <div class="unseen" aria-live="polite">${this.#spoken.text}</div>
    </section>`;
  }

  #way(isBack: boolean): void {
    this.walk = null;
    this.isBack = isBack;
  }

  #hindrance(say: SayInside): string {
    const isOfHand = this.hand !== '' && this.problem.includes('[held number]');
    if (isOfHand) return sayWalk(this.words.lang)('badHand', { held: this.hand });
    return say('failed', { message: this.problem });
  }

  /** Numbers are changed by hand. The way back is that of the run as it is. */
  #byHand() {
    if (this.hand === '' || this.isBack) return nothing;
    const n = this.hand.split(';').length;
    return handView(n, sayWalk(this.words.lang), () => this.#hold(''));
  }

  #hold(text: string): void {
    this.dispatchEvent(handChange(text));
  }

  #waiting = (answer: object | null | undefined, say: SayInside) =>
    html`<p class="soft">${say(answer === null ? 'nothing' : 'looking')}</p>`;

  #places = (): Place[] => placesOf(this.#networks ?? [this.network], sayInside(this.words.lang));

  async #ask(): Promise<void> {
    const { place, example, network, isBack, hand } = this;
    const asked = this.#places()[place]!;
    const { layer, backwards } = asked;
    const choice = { network: asked.network, layer, backwards, example, hand };
    const outcome = await this.look(choice, isBack);
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
        ? html`${this.#steps(flow.reads, cell, say)} ${this.#dropped(flow, cell)}
            <unfold-way-back
              .words=${this.words}
              .flow=${flow}
              .places=${this.#places()}
              .place=${this.#placeOf.get(flow)}
              .cell=${cell}
              .unitAxis=${this.#unitAxis}
              .until=${this.walk?.backTo ?? 0}
              scheme=${this.scheme}
              @unfold-go=${this.#gone}
            ></unfold-way-back>`
        : html`<p class="soft">${say('noSteps')}</p>`
    }`;
  }

  /** What dropout did in the step that is walked back through. */
  #dropped(flow: NextStep, cell: CellAt) {
    if (!cell.mask('x') && !cell.mask('h')) return nothing;
    import('./dropped').catch(() => {});
    const place = this.#placeOf.get(flow)!;
    return html`<unfold-dropped
      .words=${this.words}
      .network=${flow.networks[place.network]!}
      .place=${place}
      .cell=${cell}
      .unitAxis=${this.#unitAxis}
      scheme=${this.scheme}
      @unfold-stride=${({ detail }: CustomEvent<number>) => this.#go(detail)}
    ></unfold-dropped>`;
  }

  /** To another cell or time step, on the way back. */
  #gone = ({ detail }: CustomEvent<{ place: number; column: number }>): void => {
    this.place = detail.place;
    this.#go(detail.column);
  };

  #cell(answer: Trace | NextStep): CellAt | null {
    const { cell } = answer;
    if (!cell) return null;
    const place = this.#placeOf.get(answer)!;
    const column = Math.min(this.column, cell.x.shape[0]! - 1);
    return new CellAt(place.info, cell, column, flips(place));
  }

  #choices = (answer: Trace | NextStep, say: SayInside) =>
    choicesView(answer, this.#places(), say, {
      place: this.place,
      example: (i) => (this.example = i),
      cell: (i) => (this.place = i),
    });

  // The walk

  /** Through the sequence that is looked at forwards. */
  #course(): Course | null {
    const { trace } = this;
    if (!trace?.cell) return null;
    const place = this.#placeOf.get(trace)!;
    return {
      kind: place.info.kind,
      steps: trace.cell.x.shape[0]!,
      losses: trace.losses.length,
      hasBack: trace.networks[place.network]?.loss !== '',
    };
  }

  #player() {
    const course = this.#course();
    if (!course) return nothing;
    return html`<unfold-inside-player
      .words=${this.words}
      .course=${course}
      .walk=${this.walk}
      ?flips=${this.#flips}
      @unfold-walked=${({ detail }: Walked) => this.#walkTo(detail)}
    ></unfold-inside-player>`;
  }

  get #flips(): boolean {
    return flips(this.#places()[this.place]!);
  }

  #walkTo(walk: Walk | null): void {
    this.walk = walk;
    if (!walk) return;
    const { phase, read } = walk.moment;
    const { steps, losses } = walk.course;
    this.isBack = phase === 'back';
    const at = phase === 'loss' && losses !== steps ? steps - 1 : read;
    this.column = this.#flips ? steps - 1 - at : at;
    if (phase === 'forwards') this.#pick({ name: walk.newest.at(-1)!, unit: this.#unit });
    void this.updateComplete.then(() => reveal(this.renderRoot));
  }

  get #unit(): number {
    return this.picked?.unit ?? 0;
  }

  #knows = (name: VectorName, column: number): boolean => {
    if (!this.walk) return true;
    return this.walk.knows(name, this.#flips ? this.walk.course.steps - 1 - column : column);
  };

  // What is seen forwards

  #shown(trace: Trace, say: SayInside) {
    const cell = this.#cell(trace);
    return html`${this.#choices(trace, say)}
    ${cell ? this.#seen(trace, cell, say) : html`<p class="soft">${say('noSteps')}</p>`}`;
  }

  #seen(trace: Trace, cell: CellAt, say: SayInside) {
    const picked = this.#pickedOf(cell);
    const hand = new Hand(this.hand, trace, this.#placeOf.get(trace)!, cell);
    return html`${this.#steps(hand.reads(), cell, say)}
      <div class="stage">${this.#drawing(cell, picked, hand, say)}</div>
      ${
        this.#knows(picked.name, cell.column)
          ? this.#number(cell, picked, hand, say)
          : html`<div class="said"><p class="which">${say('unknown')}</p></div>`
      }
      <p class="soft">
        ${say('byKeys')} ${say('trainedFor', { step: trace.step })}
        ${this.network.layers.some(({ kind }) => kind === 'dropout') ? say('dropoutOff') : nothing}
      </p>
      ${this.#outputs(trace, cell, hand)}
      ${mapsView(cell, this.#unitAxis, this.#within(trace), picked.name, this.words, this.scheme, say, this.#knows)}`;
  }

  #pickedOf(cell: CellAt): Picked {
    const names = vectorsOf(cell.layer);
    const usual = names.includes('c') ? 'c' : 'h';
    const name = this.picked && names.includes(this.picked.name) ? this.picked.name : usual;
    return { name, unit: Math.min(this.#unit, cell.vector(name).length - 1) };
  }

  #drawing(cell: CellAt, picked: Picked, hand: Hand, say: SayInside) {
    const inputs = cell.vector('x').length;
    const drawing = layOutCell(cell.layer, inputs, Math.floor(this.#width.value || 640));
    const isHeld = hand.holds(picked.name, picked.unit);
    const marks = {
      knows: (name: VectorName) => this.#knows(name, cell.column),
      holds: hand.holds,
      newest: this.walk?.newest ?? [],
      canTurn: hand.canTurn,
      pointed: this.#pointedUnit(cell),
    };
    const formula = formulaOf(cell, picked.name, picked.unit, isHeld);
    const view = new DrawingView(cell, say, picked, formula, marks, {
      pick: (next) => {
        this.#pick(next);
        this.#point(cell, { column: cell.column, unit: next.name === 'x' ? null : next.unit });
      },
      leave: () => this.#point(cell, null),
      press: (event, from) => this.#press(event, from, cell, hand),
      grasp: (event, next) => this.#grasp(event, next, cell, hand),
    });
    const kind = cell.layer.kind.toUpperCase();
    return view.view(drawing, say('drawnCell', { kind, t: cell.time }));
  }

  /** What is picked, and the slider that turns it. */
  #number(cell: CellAt, picked: Picked, hand: Hand, say: SayInside) {
    return html`${numberSaid(cell, picked, hand.holds(picked.name, picked.unit), say)}
    ${hand.panel(
      picked,
      this.weight,
      sayWalk(this.words.lang),
      (weight) => (this.weight = weight),
      (text) => this.#hold(text),
    )}`;
  }

  #outputs(trace: Trace, cell: CellAt, hand: Hand) {
    const { walk } = this;
    const symbols = { axis: 'symbol', size: trace.symbols.length, names: named(trace.symbols) };
    const { network } = this.#placeOf.get(trace)!;
    const highest = trace.networks[network]!.layers.filter(isRecurrent).at(-1)!;
    const rows = trace.outputs?.shape[0] ?? 0;
    const view = new OutputsView(trace, highest.backwards === true, sayWalk(this.words.lang), {
      output: (row) => !walk || walk.knowsOutput(row, rows),
      loss: (row) => !walk || walk.knowsLoss(row),
    });
    const forcing = hand.forcing();
    view.force = forcing && ((symbol) => this.#hold(forcing(symbol)));
    view.pointed = along(this.#pointing.pointed ?? [], [], symbols);
    view.point = (symbol) =>
      this.#point(cell, symbol === null ? null : { column: cell.column }, [
        { ...symbols, index: symbol ?? 0 },
      ]);
    return view.view(cell.column);
  }

  #steps = (reads: string[], cell: CellAt, say: SayInside) =>
    stepsView(reads, cell, say, (column) => this.#knows('x', column), this.#heard(cell).step, {
      go: (column) => this.#go(column),
      press: (event) => this.#stride(event, cell),
      point: (column) => this.#point(cell, column === null ? null : { column }),
    });

  // What is pointed at, here and in other panels

  #point(
    { steps, units }: CellAt,
    at: { column: number; unit?: number | null } | null,
    more: Pointed = [],
  ): void {
    const { trace } = this;
    if (!at || !trace) return this.#pointing.point(null);
    const unit = at.unit ?? null;
    this.#pointing.point([
      { axis: 'time', index: at.column, size: steps },
      ...this.#within(trace),
      ...(unit === null ? [] : [{ axis: this.#unitAxis, index: unit, size: units }]),
      ...more,
    ]);
  }

  /** The sequence that is looked at. */
  #within = ({ example, examples }: Trace): Pointed => [
    { axis: 'batch', index: example, size: examples },
  ];

  /** Others cannot tell the units of several cells apart. */
  get #unitAxis(): string {
    return this.#places().length === 1 ? 'unit' : UNIT_OF_CELL;
  }

  /** What another panel points at, where it means this sequence. */
  #heard({ steps, units }: CellAt): { step: number | null; unit: number | null } {
    const pointed = this.#pointing.pointed ?? [];
    const at = (axis: string, size: number) => along(pointed, [], { axis, size });
    const example = at('batch', this.trace?.examples ?? 0);
    if (example !== null && example !== this.trace?.example) return { step: null, unit: null };
    return { step: at('time', steps), unit: at(this.#unitAxis, units) };
  }

  #pointedUnit(cell: CellAt): number | null {
    const { step, unit } = this.#heard(cell);
    return step === null || step === cell.column ? unit : null;
  }

  // Hands

  #pick(picked: Picked): void {
    if (picked.name === this.picked?.name && picked.unit === this.picked.unit) return;
    this.picked = picked;
    this.weight = '';
  }

  #grasp(event: PointerEvent, picked: Picked, cell: CellAt, hand: Hand): void {
    this.#pick(picked);
    const isMany = cell.vector(picked.name).length > MOST_NUMBERS;
    if (!hand.canTurn || isMany || !this.#knows(picked.name, cell.column)) return;
    const { where, value } = hand.number(picked);
    // The text may have become another while a pointer is down: it is read anew with each move.
    follow(event, value, (turned) => this.#hold(turnedText(this.hand, where, turned)));
  }

  /** To a time step: a walk goes to its end, or back to it. */
  #go(column: number): void {
    this.column = column;
    if (this.walk) {
      const { course } = this.walk;
      const read = this.#flips ? course.steps - 1 - column : column;
      this.#walkTo(this.isBack ? Walk.backAt(course, read) : Walk.after(course, read));
    }
    void this.updateComplete.then(() => reveal(this.renderRoot));
  }

  /** Time steps by arrow keys, with the focus. */
  #stride(event: KeyboardEvent, cell: CellAt): void {
    const column = columnAfter(event, cell.column, cell.steps);
    if (column === null) return;
    event.preventDefault();
    this.#go(column);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.steps [aria-checked="true"]')?.focus(),
    );
  }

  #press(event: KeyboardEvent, picked: Picked, cell: CellAt, hand: Hand): void {
    const turns: Record<string, number> = { '+': STRIDE, '=': STRIDE, '-': -STRIDE };
    const turn = turns[event.key];
    if (turn !== undefined && hand.canTurn && this.#knows(picked.name, cell.column)) {
      const { where, value } = hand.number(picked);
      this.#pick(picked);
      this.#hold(hand.with(where, rounded(value + turn)));
    } else {
      this.#move(event, picked, cell);
    }
  }

  /** Through units and time steps by arrow keys. */
  #move(event: KeyboardEvent, { name, unit }: Picked, cell: CellAt): void {
    const { column, steps } = cell;
    const units = cell.vector(name).length;
    const to = placeAfter(event, { unit, column }, { units, steps });
    if (!to) return;
    event.preventDefault();
    if (to.column !== column) this.#go(to.column);
    this.#pick({ name, unit: to.unit });
    void this.updateComplete.then(() => this.#speak());
  }

  #speak(): void {
    const cell = this.trace && this.#cell(this.trace);
    if (!cell) return;
    const { name, unit } = this.#pickedOf(cell);
    const isKnown = this.#knows(name, cell.column);
    const say = sayInside(this.words.lang);
    this.#spoken.say(isKnown ? formulaOf(cell, name, unit).text : say('unknown'));
  }
}
