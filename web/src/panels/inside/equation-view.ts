// An equation of vectors on the page: under each of its letters a number for each unit, or bars where
// there are many.
import { css, html } from 'lit';
import type { SayWayBack } from '../../i18n/way-back';
import { bars, tint } from './drawing';
import { saidGradient, written, type Equation, type Term } from './equation';
import { MOST_NUMBERS } from './layout';

export interface EquationHandlers {
  pick(unit: number): void;
  press(event: KeyboardEvent): void;
}

export const equationStyles = css`
  .equation {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    width: fit-content;
    padding: 6px;
    border-radius: 4px;
    cursor: crosshair;
    touch-action: pan-x pan-y;
  }
  .equation.chosen {
    background: var(--surface);
  }
  .term {
    position: relative;
    flex: none;
    min-width: 68px;
  }
  .term .letters {
    padding: 0 2px;
    text-align: center;
    white-space: nowrap;
    color: var(--of, var(--ink));
    font-weight: 650;
    line-height: 22px;
  }
  .term .rows {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 22px;
    border-radius: 4px;
    background: var(--paper);
    box-shadow: 0 0 0 1px var(--of, var(--edge));
  }
  .term .many {
    height: 132px;
  }
  .term .rows svg {
    width: 100%;
    height: 100%;
    stroke: none;
  }
  .term .number {
    flex: none;
    height: 22px;
    padding: 0 4px;
    white-space: nowrap;
  }
  .sign {
    flex: none;
    line-height: 22px;
    color: var(--ink-soft);
  }
`;

const largest = (values: Float32Array): number =>
  values.reduce((end, value) => Math.max(end, Math.abs(value)), 0) || 1;

function termView({ letters, values, of }: Term, unit: number, isResult: boolean) {
  const end = largest(values);
  const look = isResult ? 'picked' : 'part';
  if (values.length <= MOST_NUMBERS) {
    return html`<div class="term ${of}">
      <div class="letters">${letters}</div>
      <div class="rows">
        ${Array.from(
          values,
          (value, i) =>
            html`<span class="number ${i === unit ? look : ''}" .style=${tint(value, end)}
              >${saidGradient(value)}</span
            >`,
        )}
      </div>
    </div>`;
  }
  const share = 100 / values.length;
  const style = `top: ${share * unit}%; height: max(2px, ${share}%); left: 0; width: 100%`;
  return html`<div class="term ${of}">
    <div class="letters">${letters}</div>
    <div class="rows many">
      ${bars(values, end, false)}<span class="mark ${look}" .style=${style}></span>
    </div>
  </div>`;
}

/** The unit that a pointer is at: all columns have their rows at the same height. */
function unitOf(event: PointerEvent, units: number): number {
  const rows = (event.currentTarget as Element).querySelector('.rows')!.getBoundingClientRect();
  return Math.min(
    units - 1,
    Math.max(0, Math.floor(((event.clientY - rows.top) / rows.height) * units)),
  );
}

export function equationView(
  equation: Equation,
  unit: number,
  isChosen: boolean,
  label: string,
  say: SayWayBack,
  on: EquationHandlers,
) {
  const { result, sum } = equation;
  const units = result.values.length;
  const point = (event: PointerEvent) => on.pick(unitOf(event, units));
  const sign = (text: string) => html`<span class="sign">${text}</span>`;
  return html`<div
    class="equation ${isChosen ? 'chosen' : ''}"
    data-equation=${result.of}
    role="slider"
    tabindex="0"
    aria-label=${label}
    aria-orientation="vertical"
    aria-valuemin="1"
    aria-valuemax=${units}
    aria-valuenow=${unit + 1}
    aria-valuetext=${`${say('unit', { n: unit + 1 })}: ${written(equation, unit)}`}
    @pointermove=${point}
    @pointerdown=${point}
    @focus=${() => isChosen || on.pick(unit)}
    @keydown=${on.press}
  >
    ${termView(result, unit, true)} ${sign('=')}
    ${sum.map((factors, i) => html`${i > 0 ? sign('+') : ''}${factors.map((term, j) => html`${j > 0 ? sign('⊙') : ''}${termView(term, unit, false)}`)}`)}
  </div>`;
}
