// The legend of a chart: what each line is, how it is drawn, and its value where the cursor is.
import { css, html, nothing, svg } from 'lit';
import { fullNumber, shortNumber } from '../base/numbers';
import type { ChartLevel, ChartLine } from './chart-lines';
import type { Look } from './line-looks';

export const legendStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    min-height: 24px;
    font-size: var(--size-small);
    color: var(--ink-soft);
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .legend svg {
    flex: none;
    width: 20px;
    height: 8px;
    fill: none;
    stroke-linecap: butt;
  }
  .legend i {
    width: 8px;
    height: 8px;
    border: 1.5px solid var(--target);
    border-radius: 50%;
  }
`;

export const lineSample = ({ token, width, dash }: Look) =>
  html`<svg viewBox="0 0 20 8" aria-hidden="true" .style=${`stroke: var(--${token})`}>
    ${svg`<path d="M0 4H20" stroke-width=${width} stroke-dasharray=${dash.join(' ')}></path>`}
  </svg>`;

const level = { token: 'target', width: 1.5, dash: [5, 4] };

export const legend = (
  place: string,
  lines: ChartLine[],
  values: number[],
  levels: ChartLevel[],
  printed: string,
) =>
  html`<div class="legend">
    <span>${place}</span>
    ${lines.map(
      (line, i) =>
        html`<span>
          ${lineSample(line)} ${line.isBehind ? `${line.title}:` : line.title}
          ${Number.isNaN(values[i]) ? '–' : shortNumber(values[i]!)}
        </span>`,
    )}
    ${levels.map(
      ({ title, value }) =>
        html`<span title=${fullNumber(value)}
          >${lineSample(level)} ${title} ${shortNumber(value)}</span
        >`,
    )}
    ${printed ? html`<span class="mark"><i></i>${printed}</span>` : nothing}
  </div>`;
