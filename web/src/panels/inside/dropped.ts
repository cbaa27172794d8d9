// <unfold-dropped>: what dropout did to a cell in a training step: the cell with the numbers that came in
// and what went up from it, at one time step, and the masks over time.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fullNumber } from '../../base/numbers';
import { base } from '../../base/styles/shared';
import type { NetworkInfo } from '../../engine/types';
import { sayDropped, type SayDropped } from '../../i18n/dropped';
import { sayInside } from '../../i18n/inside';
import type { Words } from '../../i18n/words';
import '../heat-map';
import type { Numbered } from '../layout';
import { LiveText } from '../live';
import { panelStyles } from '../panel';
import { saidStyles } from '../said';
import { extentOf, scaleOf } from '../scale';
import { Width } from '../width';
import type { CellAt, VectorName } from './cell';
import { DrawingView, bars, drawingStyles, tint, unitAt, type Picked } from './drawing';
import { formulaOf, said, symbol } from './formulas';
import { placeAfter } from './keys';
import { MOST_NUMBERS, layOutCell } from './layout';
import { numberSaid } from './number-said';
import type { Place } from './places';

type Way = 'x' | 'h';

@customElement('unfold-dropped')
export class Dropped extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) network!: NetworkInfo;
  @property({ attribute: false }) place!: Place;
  @property({ attribute: false }) cell!: CellAt;
  @property() scheme = '';
  /** What other panels know its units by. */
  @property({ attribute: false }) unitAxis = 'unit';
  @state() private picked: Picked = { name: 'x', unit: 0 };
  /** What goes up is pointed at, not the cell. */
  @state() private isUp = false;

  #width = new Width(this);
  #spoken = new LiveText(this);

  static override styles = [
    base,
    panelStyles,
    drawingStyles,
    saidStyles,
    css`
      section {
        margin-top: 24px;
      }
      .stage,
      .way {
        overflow-x: auto;
        padding: 4px;
        margin: 0 -4px;
      }
      .up {
        position: relative;
        flex-direction: row;
        width: min(100%, 400px);
        height: 44px;
        margin: 8px 0 16px;
      }
      .few {
        width: fit-content;
        min-width: 46px;
        height: 22px;
      }
      .few .number {
        flex: none;
        width: 46px;
      }
      .said {
        min-height: 92px;
      }
      .maps {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: 16px 32px;
        margin-top: 16px;
      }
      .maps > * {
        min-width: 0;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('cell') || changed.get('cell') !== undefined) return;
    // At first what dropout did is looked at.
    this.isUp = this.cell.mask('x') === null;
  }

  override render() {
    const say = sayDropped(this.words.lang);
    const { cell } = this;
    const ways = (['x', 'h'] as const).filter((way) => cell.mask(way));
    return html`<section data-part="dropped">
      <h3>${say('heading')}</h3>
      <p class="soft">${say('about', { keep: this.#keep(ways[0]!) })}</p>
      ${cell.mask('h') ? this.#up(say) : nothing}
      <div class="stage">${this.#drawing()}</div>
      ${this.#said(say)}
      <div class="maps">${ways.map((way) => this.#map(way, say))}</div>
      <div class="unseen" aria-live="polite">${this.#spoken.text}</div>
    </section>`;
  }

  /** The share that stays, of the layer of dropout below the cell or above it. */
  #keep(way: Way): string {
    const layer = this.network.layers[this.place.layer + (way === 'x' ? -1 : 1)];
    return layer?.kind === 'dropout' ? fullNumber(layer.keep) : '';
  }

  #drops = (way: Way, unit: number): boolean => this.cell.mask(way)?.[unit] === 0;

  #drawing() {
    const { cell } = this;
    const say = sayInside(this.words.lang);
    const inputs = cell.vector('x').length;
    const picked = this.#pickedOf();
    const marks = {
      knows: () => true,
      holds: () => false,
      newest: [],
      canTurn: false,
      pointed: null,
      drops: (name: VectorName, unit: number) => name === 'x' && this.#drops('x', unit),
    };
    const formula = formulaOf(cell, picked.name, picked.unit);
    const view = new DrawingView(cell, say, picked, formula, marks, {
      pick: (next) => this.#pick(next, false),
      leave: () => {},
      press: (event, from) => this.#press(event, from, false),
      grasp: (_, next) => this.#pick(next, false),
    });
    const kind = cell.layer.kind.toUpperCase();
    return view.view(
      layOutCell(cell.layer, inputs, Math.floor(this.#width.value || 640)),
      say('drawnCell', { kind, t: cell.time }),
    );
  }

  /** The picked number, within the cell as it is now. */
  #pickedOf(): Picked {
    const { name, unit } = this.picked;
    return { name, unit: Math.min(unit, this.cell.vector(name).length - 1) };
  }

  #pick(picked: Picked, isUp: boolean): void {
    this.picked = picked;
    this.isUp = isUp;
  }

  /** The state as the layer above reads it. */
  #up(say: SayDropped) {
    const { cell } = this;
    const mask = cell.mask('h')!;
    const values = cell.vector('h').map((value, unit) => value * mask[unit]!);
    const n = values.length;
    const isFew = n <= MOST_NUMBERS;
    const unit = Math.min(this.picked.unit, n - 1);
    const letters = symbol(cell, 'h');
    const point = (event: PointerEvent) =>
      this.#pick({ name: 'h', unit: unitAt(event, n, true) }, true);
    const look = (i: number) =>
      `${mask[i] === 0 ? 'dropped' : ''} ${this.isUp && i === unit ? 'picked' : ''}`;
    const end = Math.max(1, ...values.map(Math.abs));
    const dropped = mask.filter((factor) => factor === 0).length;
    return html`<p class="soft">
        <strong>${say('up', { letters })}</strong> · ${say('counts', { n: dropped, all: n })}
        ${say('upAbout', { letters })}
      </p>
      <div class="way">
        <div
          class="vector h up ${isFew ? 'few' : ''}"
          data-vector="up"
          role="slider"
          tabindex="0"
          aria-label=${say('up', { letters })}
          aria-valuemin="1"
          aria-valuemax=${n}
          aria-valuenow=${unit + 1}
          aria-valuetext=${this.#saidUp(unit, say)}
          @pointermove=${point}
          @pointerdown=${point}
          @focus=${() => this.#pick({ name: 'h', unit }, true)}
          @keydown=${(event: KeyboardEvent) => this.#press(event, { name: 'h', unit }, true)}
        >
          ${
            isFew
              ? Array.from(
                  cell.vector('h'),
                  (value, i) =>
                    html`<span class="number ${look(i)}" .style=${tint(values[i]!, end)}
                      >${said(mask[i] === 0 ? value : values[i]!)}</span
                    >`,
                )
              : bars(values, end, true, (i) => mask[i] === 0)
          }
        </div>
      </div>`;
  }

  #saidUp(unit: number, say: SayDropped): string {
    const inside = sayInside(this.words.lang);
    const value = this.cell.at('h', unit);
    const values = {
      name: symbol(this.cell, 'h'),
      place: inside('unit', { n: unit + 1 }),
      value: said(value),
      keep: this.#keep('h'),
      result: said(value * this.cell.mask('h')![unit]!),
    };
    return say(this.#drops('h', unit) ? 'droppedUp' : 'keptUp', values);
  }

  #saidIn(unit: number, say: SayDropped): string {
    const inside = sayInside(this.words.lang);
    const values = {
      name: symbol(this.cell, 'x'),
      place: inside('input', { n: unit + 1 }),
      value: fullNumber(this.cell.at('x', unit)),
      keep: this.#keep('x'),
    };
    return say(this.#drops('x', unit) ? 'dropped' : 'kept', values);
  }

  #said(say: SayDropped) {
    const { cell } = this;
    const { name, unit } = this.#pickedOf();
    const way = this.isUp ? 'h' : 'x';
    if (cell.mask(way) && (this.isUp || name === 'x'))
      return html`<div class="said">
        <p class="formula">${this.isUp ? this.#saidUp(unit, say) : this.#saidIn(unit, say)}</p>
      </div>`;
    return numberSaid(cell, { name, unit }, false, sayInside(this.words.lang));
  }

  #map(way: Way, say: SayDropped) {
    const { cell } = this;
    const values = cell.maskOverTime(way);
    const matrix: Numbered = {
      shape: [values.length / cell.steps, cell.steps],
      values,
      axes: [way === 'x' ? 'feature' : 'unit', 'time'],
      ticks: [[], []],
      first: 1,
    };
    return html`<unfold-heat-map
      name=${say(way === 'x' ? 'maskIn' : 'maskUp')}
      .matrix=${matrix}
      .scale=${scaleOf([extentOf(values)])}
      .words=${this.words}
      .unitAxis=${this.unitAxis}
      scheme=${this.scheme}
    ></unfold-heat-map>`;
  }

  /** Through units and time steps by arrow keys. */
  #press(event: KeyboardEvent, { name, unit }: Picked, isUp: boolean): void {
    const { column, steps } = this.cell;
    const units = this.cell.vector(name).length;
    const to = placeAfter(event, { unit, column }, { units, steps });
    if (!to) return;
    event.preventDefault();
    this.#pick({ name, unit: to.unit }, isUp);
    if (to.column !== column)
      this.dispatchEvent(new CustomEvent('unfold-stride', { detail: to.column }));
    void this.updateComplete.then(() => this.#speak());
  }

  #speak(): void {
    const say = sayDropped(this.words.lang);
    const { name, unit } = this.#pickedOf();
    if (this.isUp) this.#spoken.say(this.#saidUp(unit, say));
    else if (name === 'x' && this.cell.mask('x')) this.#spoken.say(this.#saidIn(unit, say));
    else this.#spoken.say(formulaOf(this.cell, name, unit).text);
  }
}
