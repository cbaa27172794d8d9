// The picture beside the gallery's heading: a loop unrolls into a chain of cells that read a word. It
// trains at a click.
import { spoken } from './html.ts';

const read = [...'hihell'];
const said = [...'ihello'];
const line = 112;
const first = 148;
const pitch = 53;
const size = 32;

const arrow = (x: number, from: number, to: number) =>
  `<path class="arrow" d="M${x} ${from}V${to}m-4 5 4-5 4 5"/>`;

function cell(i: number): string {
  const x = first + pitch * i;
  return `<rect class="cell" x="${x - size / 2}" y="${line - size / 2}" width="${size}" height="${size}" rx="9"/>
    ${arrow(x, line + 46, line + 26)}<text x="${x}" y="${line + 70}">${read[i]}</text>
    ${arrow(x, line - 26, line - 46)}<text class="said" x="${x}" y="${line - 58}">${said[i]}</text>`;
}

export function unrolled(): string {
  const end = first + pitch * (read.length - 1) + 34;
  return `<figure class="live">
    <svg class="unrolled" viewBox="0 0 452 200" aria-hidden="true">
      <path class="thread" d="M6 ${line}H48C116 ${line} 116 28 70 28S24 ${line} 92 ${line}H${end}"/>
      ${read.map((_, i) => cell(i)).join('')}
    </svg>
    <figcaption hidden>
      ${spoken('button', 'live_train', 'type="button"')}
      <p class="numbers" aria-hidden="true"><span data-step></span> <span data-loss></span></p>
      ${spoken('p', 'live_what', 'class="told" role="status"')}
      ${spoken('a', 'live_open', 'href="lab/hihello/" data-page')}
    </figcaption>
  </figure>`;
}
