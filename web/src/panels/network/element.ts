// <unfold-network>: the network that a lab trains, unrolled over time, folded where there is little room.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keep, kept } from '../../base/storage';
import { base } from '../../base/styles/shared';
import type { Results } from '../../engine/results';
import { sayIn } from '../../i18n/network';
import type { Words } from '../../i18n/words';
import { panelFolds, panelStyles } from '../panel';
import { Pointing, along, goesAway } from '../pointing';
import { Width } from '../width';
import { layOutNetwork } from './layout';
import { description, facts, formula } from './said';
import { sequenceOf } from './sequence';
import { drawingStyles, drawingView } from './svg';

/** Pixels below which a drawing is folded, unless this reader opened one before. */
const ROOMY = 560;

/** The time step that a part of the drawing is at. */
function stepOf(part: Element): number | null {
  const name = part.closest<SVGElement>('[data-node]')?.dataset.node?.split('.').at(-1);
  const step = Number(name) - 1;
  return Number.isInteger(step) ? step : null;
}

@customElement('unfold-network')
export class NetworkPanel extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) results!: Results;
  /** Changes with the results. */
  @property({ type: Number }) step = 0;

  #width = new Width(this);
  #shownAs = '';
  #pointing = new Pointing(this);

  static override styles = [
    base,
    panelStyles,
    panelFolds,
    drawingStyles,
    css`
      section {
        padding-top: 8px;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 12px;
        margin-top: 8px;
      }
      .foot p {
        flex: 1 1 240px;
      }
      .actions {
        margin: 0 -8px;
      }
    `,
  ];

  /** Most results change nothing of it. */
  override shouldUpdate(): boolean {
    const { results, words } = this;
    const shown = [
      results.network,
      sequenceOf(results),
      words.lang,
      this.#width.value,
      this.#isOpen,
      this.#pointing.pointed,
    ];
    const before = this.#shownAs;
    this.#shownAs = JSON.stringify(shown);
    return this.#shownAs !== before;
  }

  override render() {
    const { network } = this.results;
    const width = Math.floor(this.#width.value);
    if (!network || width === 0) return nothing;
    const say = sayIn(this.words.lang);
    const isOpen = this.#isOpen;
    return html`<details ?open=${isOpen} @toggle=${this.#toggled}>
      <summary>
        <strong>${say('network')}</strong> <span class="soft">${formula(network)}</span>
      </summary>
      ${isOpen ? this.#drawing(width) : nothing}
    </details>`;
  }

  #drawing(width: number) {
    const { network } = this.results;
    const say = sayIn(this.words.lang);
    const sequence = sequenceOf(this.results);
    const drawing = layOutNetwork(network!, sequence, say, width);
    const { height } = drawing;
    return html`<section data-panel="network">
      <svg
        class="unrolled"
        viewBox="0 0 ${drawing.width} ${height}"
        width=${drawing.width}
        height=${height}
        role="img"
        aria-labelledby="title desc"
        @pointermove=${(event: PointerEvent) => this.#point(stepOf(event.target as Element))}
        @pointerdown=${(event: PointerEvent) => this.#point(stepOf(event.target as Element))}
        @pointerleave=${(event: PointerEvent) => goesAway(event) && this.#point(null)}
      >
        <title id="title">${say('drawn')}</title>
        <desc id="desc">${description(say, network!, sequence.steps)}</desc>
        ${drawingView(drawing)}
      </svg>
      <div class="foot">
        <p class="soft">${facts(say, network!)}</p>
        <div class="actions">
          <unfold-save-panel heading=${say('network')} .words=${this.words}></unfold-save-panel>
        </div>
      </div>
    </section>`;
  }

  /** What belongs to the time step that another panel points at. */
  override updated(): void {
    const step = along(this.#pointing.pointed ?? [], [], this.#time);
    for (const node of this.renderRoot.querySelectorAll('[data-node]'))
      node.classList.toggle('pointed', step !== null && stepOf(node) === step);
  }

  get #time() {
    return { axis: 'time', size: sequenceOf(this.results).steps };
  }

  #point(index: number | null): void {
    this.#pointing.point(index === null ? null : [{ ...this.#time, index }]);
  }

  get #isOpen(): boolean {
    const choice = kept('network');
    return choice ? choice === 'open' : this.#width.value >= ROOMY;
  }

  #toggled = (event: Event): void => {
    const { open } = event.target as HTMLDetailsElement;
    if (open === this.#isOpen) return;
    keep('network', open ? 'open' : 'folded');
    this.requestUpdate();
  };
}
