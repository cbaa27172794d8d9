// <unfold-way-back>: how the gradient flows back through the unrolled network in one training step,
// what each number is made of, and what the weights move by.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fullNumber, shortNumber } from '../../base/numbers';
import { base, boxes } from '../../base/styles/shared';
import type { FlowNorms, NextStep } from '../../engine/types';
import { sayWayBack, type SayWayBack } from '../../i18n/way-back';
import type { Words } from '../../i18n/words';
import '../heat-map';
import type { Numbered } from '../layout';
import { LiveText } from '../live';
import { panelStyles } from '../panel';
import { saidStyles } from '../said';
import { extentOf, scaleOf } from '../scale';
import { Width } from '../width';
import type { CellAt } from './cell';
import { drawingStyles } from './drawing';
import { FlowAt, written, type Gradient } from './equation';
import { equationStyles, equationView } from './equation-view';
import { FlowRow, Thickness, allNorms, columnsFor, flowStyles } from './flow-map';
import { movedWeights, weightMaps } from './moved';
import { numberOf, type Place } from './places';

@customElement('unfold-way-back')
export class WayBack extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) flow!: NextStep;
  @property({ attribute: false }) places!: Place[];
  /** Of the cell that the flow is of. */
  @property({ attribute: false }) place!: Place;
  @property({ attribute: false }) cell!: CellAt;
  @property() scheme = '';
  /** What other panels know its units by. */
  @property({ attribute: false }) unitAxis = 'unit';
  /** The first state, by the steps read before it, that the gradient has come back to. */
  @property({ type: Number }) until = 0;
  @state() private unit = 0;
  @state() private gradient: Gradient | null = null;
  /** The name of the variable that is drawn. */
  @state() private weight = '';

  #width = new Width(this);
  #spoken = new LiveText(this);
  #at!: FlowAt;

  static override styles = [
    base,
    boxes,
    panelStyles,
    drawingStyles,
    flowStyles,
    equationStyles,
    saidStyles,
    css`
      .network,
      .equations {
        overflow-x: auto;
        padding: 4px;
        margin: 0 -4px;
      }
      section,
      .maps {
        margin-top: 24px;
      }
      .said {
        min-height: 92px;
        margin-top: 8px;
      }
      .maps,
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: 16px 32px;
      }
      .pair > *,
      .maps > * {
        min-width: 0;
      }
      label {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        margin: 16px 0 8px;
        font-size: var(--size-small);
      }
      select {
        width: auto;
        max-width: 100%;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('cell') || changed.has('flow')) {
      this.#at = new FlowAt(this.cell, this.flow.cell!);
      this.unit = Math.min(this.unit, this.cell.units - 1);
    }
  }

  override render() {
    const say = sayWayBack(this.words.lang);
    const { step, examples, example } = this.flow;
    const said = { step: step + 1, n: example + 1, all: examples };
    const network = this.flow.networks[this.place.network]!;
    const drops = network.layers.some((layer) => layer.kind === 'dropout' && layer.keep < 1);
    return html`<p class="soft">
        ${say(examples > 1 ? 'about' : 'aboutOne', said)} ${drops ? say('dropout') : nothing}
      </p>
      ${this.#network(say)} ${this.#equations(say)} ${this.#maps(say)}
      ${
        this.until === 0
          ? html`${movedWeights(this.flow, network, this.words, say)} ${this.#weights(say)}`
          : nothing
      }
      <div class="unseen" aria-live="polite">${this.#spoken.text}</div>`;
  }

  #network(say: SayWayBack) {
    const norms = allNorms(this.flow);
    const thickness = new Thickness(norms);
    const columns = columnsFor(this.cell.steps, Math.floor(this.#width.value || 640) - 8);
    const rows = [...this.flow.cells]
      .reverse()
      .map((cell) => this.#row(cell, columns, thickness, say));
    const ends = { least: shortNumber(thickness.least, 2), most: shortNumber(thickness.most, 2) };
    return html`<section>
      <h3>${say('map')}</h3>
      <p class="soft">${say('mapAbout', ends)}</p>
      <div class="network">${rows}</div>
      <p class="soft">${say('mapKeys')}</p>
    </section>`;
  }

  #row(
    norms: FlowNorms,
    columns: ReturnType<typeof columnsFor>,
    thickness: Thickness,
    say: SayWayBack,
  ) {
    const { network } = this.place;
    const number = numberOf(this.places, { ...norms, network });
    const place = this.places[number];
    if (!place || norms.outside.length === 0) return nothing;
    const row = new FlowRow(norms, place, columns, thickness, this.until);
    const { column } = this.cell;
    const isChosen = number === numberOf(this.places, this.place);
    const { dh, dc } = row.at(column);
    const values = {
      t: column + 1,
      dh: shortNumber(dh, 3),
      ...(dc === null ? {} : { dc: shortNumber(dc, 3) }),
    };
    const text = say(dc === null ? 'flowAt' : 'flowAtC', values);
    const go = (to: number) => this.#go(number, Math.min(row.steps - 1, Math.max(0, to)));
    return html`<div
      class="flow"
      data-cell=${number}
      role="slider"
      tabindex="0"
      aria-current=${String(isChosen)}
      aria-label=${say('rowLabel', { name: place.name })}
      aria-valuemin="1"
      aria-valuemax=${row.steps}
      aria-valuenow=${column + 1}
      aria-valuetext=${text}
      @pointerdown=${(event: PointerEvent) => go(row.columnAt(this.#within(event)))}
      @keydown=${(event: KeyboardEvent) => this.#stride(event, column, row.steps, go)}
    >
      <div class="label">${place.name} · ${text}</div>
      ${row.view(column, isChosen)}
    </div>`;
  }

  #within(event: PointerEvent): number {
    return event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
  }

  #go(place: number, column: number): void {
    this.dispatchEvent(new CustomEvent('unfold-go', { detail: { place, column } }));
  }

  #stride(event: KeyboardEvent, column: number, steps: number, go: (to: number) => void): void {
    const to: Record<string, number> = {
      ArrowLeft: column - 1,
      ArrowRight: column + 1,
      Home: 0,
      End: steps - 1,
      Enter: column,
    };
    if (to[event.key] === undefined) return;
    event.preventDefault();
    go(to[event.key]!);
  }

  #equations(say: SayWayBack) {
    const { gradients } = this.#at;
    const chosen =
      this.gradient && gradients.includes(this.gradient) ? this.gradient : gradients[0]!;
    const views = gradients.map((gradient) => {
      const equation = this.#at.equation(gradient);
      return html`<div class="equations">
        ${equationView(
          equation,
          this.unit,
          gradient === chosen,
          say('units', { letters: equation.result.letters }),
          say,
          {
            pick: (unit) => this.#pick(gradient, unit),
            press: (event) => this.#press(event, gradient),
          },
        )}
      </div>`;
    });
    const equation = this.#at.equation(chosen);
    const means = new Set(equation.sum.flat().flatMap(({ means }) => means ?? []));
    const isRnn = this.cell.layer.kind === 'rnn';
    const notes = [...means].map((mean) => say(mean === 'later' && isRnn ? 'laterRnn' : mean));
    return html`<section class="made">
      <h3>${say('equation', { letters: equation.result.letters })}</h3>
      ${views}
      <div class="said">
        <p class="formula" data-gradient=${chosen}>${written(equation, this.unit)}</p>
        <p class="soft">
          ${say('unit', { n: this.unit + 1 })}.
          ${say('exactly', { value: fullNumber(equation.result.values[this.unit]!) })}
          ${notes.join(' ')} ${this.cell.later ? nothing : say('last')}
        </p>
      </div>
    </section>`;
  }

  #pick(gradient: Gradient, unit: number): void {
    this.gradient = gradient;
    this.unit = Math.min(this.cell.units - 1, Math.max(0, unit));
  }

  #press(event: KeyboardEvent, gradient: Gradient): void {
    const units: Record<string, number> = {
      ArrowUp: this.unit - 1,
      ArrowDown: this.unit + 1,
      Home: 0,
      End: this.cell.units - 1,
    };
    const times: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
    const [unit, stride] = [units[event.key], times[event.key]];
    if (unit === undefined && stride === undefined) return;
    event.preventDefault();
    this.#pick(gradient, unit ?? this.unit);
    if (stride !== undefined) {
      const column = this.cell.column + stride;
      this.#go(
        numberOf(this.places, this.place),
        Math.min(this.cell.steps - 1, Math.max(0, column)),
      );
    }
    void this.updateComplete.then(() =>
      this.#spoken.say(written(this.#at.equation(gradient), this.unit)),
    );
  }

  /** Of h and of c, each on its own scale: rows of units, the state before the first step as well. */
  #maps(say: SayWayBack) {
    const { units, steps, isFlipped } = this.cell;
    const map = (gradient: Gradient) => {
      const all = this.#at.overTime(gradient);
      const hides = (column: number) => (isFlipped ? steps - column : column) < this.until;
      const values = all.map((value, i) => (hides(i % (steps + 1)) ? NaN : value));
      const matrix: Numbered = {
        shape: [units, steps + 1],
        values,
        axes: ['unit', 'time'],
        ticks: [
          Array.from({ length: units }, (_, i) => String(i + 1)),
          Array.from({ length: steps + 1 }, (_, i) => String(isFlipped ? i + 1 : i)),
        ],
      };
      return html`<unfold-heat-map
        name=${say(gradient === 'dc' ? 'overTimeC' : 'overTimeH')}
        .matrix=${matrix}
        .scale=${scaleOf([extentOf(all)])}
        .words=${this.words}
        .unitAxis=${this.unitAxis}
        scheme=${this.scheme}
      ></unfold-heat-map>`;
    };
    return html`<div class="maps">${this.#at.gradients.map(map)}</div>`;
  }

  #weights(say: SayWayBack) {
    const own = this.flow.weights.filter(({ isOwn }) => isOwn);
    const chosen = own.find(({ name }) => name === this.weight) ?? own[0];
    if (!chosen) return nothing;
    const choose = (event: Event) => (this.weight = (event.target as HTMLSelectElement).value);
    return html`${
      own.length > 1
        ? html`<label
            >${say('shown')}
            <select class="box" @change=${choose}>
              ${own.map(({ name }) => html`<option ?selected=${name === chosen.name}>${name}</option>`)}
            </select>
          </label>`
        : nothing
    }
    ${weightMaps(chosen, this.flow, this.place.info, this.words, this.scheme, say)}`;
  }
}
