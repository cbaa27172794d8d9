// <unfold-matrix-field>: a matrix as a grid of cells, or as text. A spreadsheet can be pasted. In the grid
// time runs to the right, as in the results; in the text it may run downwards.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, queryAll, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { minusIcon, plusIcon } from '../../base/styles/icons';
import { base, boxes, buttons } from '../../base/styles/shared';
import { description, grouped, type Field } from './field';
import { moveInGrid } from './matrix-keys';
import {
  parseBlocks,
  parsePaste,
  pasteOver,
  printBlocks,
  resize,
  turned,
  type Blocks,
} from './matrix-text';

/** A grid of more cells than this is no help. */
const LARGEST_GRID = 160;
const WIDEST_GRID = 12;

type Place = [row: number, column: number];

/** Symbols of the longest cell, and its edges. */
const widest = (block: string[][]): number =>
  Math.max(...block.flat().map((cell) => cell.length)) + 1.5;

@customElement('unfold-matrix-field')
export class MatrixField extends LitElement {
  @property({ attribute: false }) field!: Field;
  @state() private asText = false;
  @state() private shown = 0;
  @queryAll('.cell') private cells!: NodeListOf<HTMLInputElement>;

  static override styles = [
    base,
    buttons,
    boxes,
    css`
      .grid {
        display: grid;
        gap: 2px;
        font-size: var(--size-small);
        overflow-x: auto;
        padding: 2px;
        margin: -2px;
      }
      .row {
        display: flex;
        gap: 2px;
      }
      .row > * {
        flex: 1 0 44px;
        width: 44px;
        min-width: var(--cell);
        text-align: center;
        font-size: var(--size-small);
      }
      .heads {
        color: var(--ink-soft);
      }
      .cell {
        min-height: 32px;
        padding: 4px;
      }
      .cell:not(:focus) {
        cursor: ns-resize;
        touch-action: pan-y;
      }
      textarea {
        min-height: 72px;
        max-height: 240px;
        resize: vertical;
        font: var(--size-small) / 1.6 var(--mono);
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        margin-top: 8px;
      }
      .count {
        display: inline-flex;
        align-items: center;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .count button {
        padding: 6px;
        color: var(--ink-soft);
      }
      .count button:disabled {
        color: var(--line);
      }
      .count button:hover:not(:disabled) {
        background: var(--surface);
        color: var(--ink);
      }
      .quiet {
        margin-left: -8px;
      }
      .tabs {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-bottom: 8px;
      }
      .tabs .quiet {
        margin: 0;
      }
    `,
  ];

  override render() {
    const blocks = this.#turn(parseBlocks(this.field.value));
    if (blocks.length === 0 && !this.asText) return this.#empty();
    const block = blocks[Math.min(this.shown, blocks.length - 1)] ?? [];
    const isLarge = block.length * (block[0]?.length ?? 0) > LARGEST_GRID;
    const isWide = (block[0]?.length ?? 0) > WIDEST_GRID;
    if (this.asText || isLarge || isWide) return this.#text(!isLarge && !isWide);
    return this.#grid(blocks, block);
  }

  /** Name of an axis, counted from the last. */
  #axis(place: number): string | undefined {
    return this.field.input.axes.split(',').at(place);
  }

  get #isTurned(): boolean {
    return this.#axis(-2) === 'time';
  }

  /** From the text to what is drawn, and back. */
  #turn(blocks: Blocks): Blocks {
    return this.#isTurned ? blocks.map(turned) : blocks;
  }

  #edit(blocks: Blocks): void {
    this.field.edit(printBlocks(this.#turn(blocks)));
  }

  #editBlock(blocks: Blocks, block: string[][]): void {
    this.#edit(blocks.map((other, i) => (i === this.#current(blocks) ? block : other)));
  }

  #current(blocks: Blocks): number {
    return Math.min(this.shown, blocks.length - 1);
  }

  /** Largest numbers of blocks, rows and columns, as drawn. */
  #limits(): [number, number, number] {
    const shape = this.field.input.maxShape;
    const [blocks, rows, columns] = [
      shape.at(-3) ?? 1,
      shape.at(-2) ?? 1,
      shape.at(-1) ?? Infinity,
    ];
    return this.#isTurned ? [blocks, columns, rows] : [blocks, rows, columns];
  }

  #toggle(possible: boolean) {
    const { words } = this.field;
    if (!possible) return nothing;
    return html`<button class="quiet" type="button" @click=${() => (this.asText = !this.asText)}>
      ${words.t(this.asText ? 'asGrid' : 'asText')}
    </button>`;
  }

  #clear() {
    if (!this.field.input.optional || this.field.locked) return nothing;
    return html`<button class="quiet" type="button" @click=${() => this.#erase()}>
      ${this.field.words.t('clear')}
    </button>`;
  }

  #erase(): void {
    this.asText = false;
    this.field.edit('');
  }

  #empty() {
    const { words, locked } = this.field;
    return html`<div class="tools">
      <span class="soft">${words.t('empty')}</span>
      <button class="quiet" type="button" ?disabled=${locked} @click=${() => (this.asText = true)}>
        ${words.t('makeMatrix')}
      </button>
    </div>`;
  }

  #text(possible: boolean) {
    const { words, value, input, refusal, locked } = this.field;
    return html`<textarea
        class="box"
        aria-label=${words.label(input)}
        aria-describedby="how"
        aria-invalid=${refusal ? 'true' : nothing}
        spellcheck="false"
        ?disabled=${locked}
        .value=${live(value)}
        @input=${(event: Event) => this.field.edit((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p class="soft" id="how">${words.t('matrixHelp')}</p>
      <div class="tools">${this.#toggle(possible)} ${this.#clear()}</div>`;
  }

  #grid(blocks: Blocks, block: string[][]) {
    const columns = Math.max(...block.map((row) => row.length), 1);
    const [maxBlocks, maxRows, maxColumns] = this.#limits();
    const { words } = this.field;
    return html`${blocks.length > 1 ? this.#tabs(blocks) : nothing}
      <div
        class="grid"
        .style=${`--cell: ${widest(block)}ch`}
        @keydown=${(event: KeyboardEvent) => moveInGrid(event, [...this.cells], columns)}
      >
        ${this.#heads(columns)}
        ${block.map(
          (cells, row) =>
            html`<div class="row">
              ${Array.from({ length: columns }, (_, column) =>
                this.#cell(blocks, block, [row, column], cells[column] ?? ''),
              )}
            </div>`,
        )}
      </div>
      <p class="soft">${words.t('turnHow')}</p>
      <div class="tools">
        ${this.#count(words.t('rows'), block.length, maxRows, (rows) =>
          this.#editBlock(blocks, resize(block, rows, columns)),
        )}
        ${this.#count(words.t('columns'), columns, maxColumns, (wanted) =>
          this.#edit(blocks.map((each) => resize(each, each.length, wanted))),
        )}
        ${
          maxBlocks > 1
            ? this.#count(words.t('blocks'), blocks.length, maxBlocks, (wanted) =>
                this.#edit(
                  Array.from(
                    { length: wanted },
                    (_, i) => blocks[i] ?? resize([], block.length, columns),
                  ),
                ),
              )
            : nothing
        }
        ${this.#toggle(true)} ${this.#clear()}
      </div>`;
  }

  /** t = 0, 1, 2 … where the columns are time steps. */
  #heads(columns: number) {
    if (!this.#isTurned && this.#axis(-1) !== 'time') return nothing;
    return html`<div class="row heads" aria-hidden="true">
      ${Array.from({ length: columns }, (_, t) => html`<span>${t === 0 ? 't = 0' : t}</span>`)}
    </div>`;
  }

  #tabs(blocks: Blocks) {
    const current = this.#current(blocks);
    return html`<div class="tabs" role="group" aria-label=${this.field.words.t('blocks')}>
      ${blocks.map(
        (_, i) =>
          html`<button
            class="quiet"
            type="button"
            aria-pressed=${String(i === current)}
            @click=${() => (this.shown = i)}
          >
            ${this.field.words.t('block', { n: i })}
          </button>`,
      )}
    </div>`;
  }

  #cell(blocks: Blocks, block: string[][], place: Place, value: string) {
    const { words, input, refusal, locked } = this.field;
    const [row, column] = place;
    const set = (text: string) =>
      this.#editBlock(blocks, pasteOver(block, [[text]], place, [Infinity, Infinity]));
    return html`<input
      class="box cell"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      aria-label=${words.t('cellOf', { label: words.label(input), row, column })}
      aria-invalid=${refusal ? 'true' : nothing}
      ?disabled=${locked}
      .value=${live(value)}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value.trim())}
      @mousedown=${press}
      @click=${pick}
      @pointerdown=${(event: PointerEvent) => this.#turns(event, set)}
      @keydown=${(event: KeyboardEvent) => this.#turns(event, set)}
      @paste=${(event: ClipboardEvent) => this.#paste(event, blocks, block, place)}
    />`;
  }

  /** By a drag, or by Shift with ↑ and ↓; what does so comes when it is first needed. */
  #turns(event: PointerEvent | KeyboardEvent, set: (text: string) => void): void {
    const cell = event.target as HTMLInputElement;
    const { min, max } = this.field.input;
    if ('pointerId' in event) {
      if (cell.matches(':focus')) return;
      cell.setPointerCapture(event.pointerId);
      void import('./turn').then(({ turnByHand }) => turnByHand(cell, event, [min, max], set));
    } else if (event.shiftKey && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      void import('./turn').then(({ turnByKey }) => turnByKey(cell, event, [min, max], set));
    }
  }

  #paste(event: ClipboardEvent, blocks: Blocks, block: string[][], place: Place): void {
    const cells = parsePaste(event.clipboardData?.getData('text/plain') ?? '');
    if (cells.length === 1 && cells[0]!.length === 1) return;
    event.preventDefault();
    const [, maxRows, maxColumns] = this.#limits();
    this.#editBlock(blocks, pasteOver(block, cells, place, [maxRows, maxColumns]));
  }

  #count(what: string, now: number, most: number, set: (count: number) => void) {
    const { words, input, locked } = this.field;
    const button = (key: 'more' | 'fewer', count: number, possible: boolean) =>
      html`<button
        type="button"
        aria-label="${words.label(input)}: ${words.t(key, { what })}"
        ?disabled=${!possible || locked}
        @click=${() => set(count)}
      >
        ${key === 'more' ? plusIcon : minusIcon}
      </button>`;
    return html`<span class="count">
      ${what} ${button('fewer', now - 1, now > 1)} ${now} ${button('more', now + 1, now < most)}
    </span>`;
  }
}

/** A press does not select text: it may become a drag. */
const press = (event: Event): void => {
  if (!(event.target as Element).matches(':focus')) event.preventDefault();
};

const pick = ({ target }: Event): void => {
  const cell = target as HTMLInputElement;
  if (cell.matches(':focus')) return;
  cell.focus();
  cell.select();
};

export const matrixField = (field: Field) =>
  grouped(
    field,
    html`<unfold-matrix-field
      .field=${field}
      aria-describedby=${description(field)}
    ></unfold-matrix-field>`,
  );
