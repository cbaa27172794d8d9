// Texts in small, symbol by symbol.
import { escape } from '../pages/html.ts';
import { round, type Box } from './canvas.ts';

interface Text {
  value: string;
  target: string;
}

/** As many symbols as stand in one line of large ones. */
export const SHORT = 17;
const LINE = 24;
const LINES = 4;
/** From one small symbol to the next. */
const PITCH = 7.8;

/** Of a text of several words those that stand in one line together. */
export function line({ value, target }: Text, most = LINE): Text {
  const words = value.split(' ');
  let shown = words[0]!;
  const isOne = [...shown].length > SHORT / 2;
  for (const word of isOne ? [] : words.slice(1)) {
    if ([...shown].length + 1 + [...word].length > most) break;
    shown += ` ${word}`;
  }
  return { value: shown, target: target.slice(0, shown.length) };
}

const isRight = (target: string[], letter: string, i: number) =>
  target.length === 0 || letter === target[i];

export function letters({ value, target }: Text, box: Box): string {
  const shown = [...value].slice(0, SHORT);
  const wanted = [...target];
  const pitch = Math.min(24, box.width / shown.length);
  const left = box.x + (box.width - pitch * (shown.length - 1)) / 2;
  return shown
    .map(
      (letter, i) =>
        `<text class="${isRight(wanted, letter, i) ? 'right' : 'wrong'}" x="${round(left + pitch * i)}" y="${box.y + box.height}">${escape(letter)}</text>`,
    )
    .join('');
}

/** Neighbours that are alike, as one piece of text. */
function pieces(line: string[], at: number, wanted: string[]): string {
  let result = '';
  for (let i = 0; i < line.length;) {
    const right = isRight(wanted, line[i]!, at + i);
    let end = i;
    while (end < line.length && isRight(wanted, line[end]!, at + end) === right) ++end;
    const text = escape(line.slice(i, end).join(''));
    result += `<tspan class="${right ? 'right' : 'wrong'}">${text}</tspan>`;
    i = end;
  }
  return result;
}

/** The first lines of a long text. */
export function paragraph({ value, target }: Text, box: Box): string {
  const symbols = [...value.replaceAll('\n', ' ')];
  const wanted = [...target.replaceAll('\n', ' ')];
  const count = Math.min(LINES, Math.ceil(symbols.length / LINE));
  const pitch = 24;
  const top = box.y + (box.height - pitch * (count - 1)) / 2 + 5;
  return Array.from({ length: count }, (_, row) => {
    const line = symbols.slice(row * LINE, (row + 1) * LINE);
    return `<text class="small" xml:space="preserve" x="${box.x}" y="${round(top + pitch * row)}">${pieces(line, row * LINE, wanted)}</text>`;
  }).join('');
}

/** A line of small symbols, in the middle. */
export function small({ value, target }: Text, { x, y, width, height }: Box): string {
  const text = pieces([...value], 0, [...target]);
  return `<text class="small" xml:space="preserve" x="${round(x + (width - PITCH * [...value].length) / 2)}" y="${y + height}">${text}</text>`;
}

interface Table {
  rows: string[][];
}

/** The first cell of each row, and as many others as have room. */
export function table({ rows }: Table, box: Box): string {
  const pitch = 24;
  const shown = rows.slice(0, LINES);
  const top = box.y + (box.height - pitch * (shown.length - 1)) / 2 + 5;
  return shown
    .map(([first = '', ...others], row) => {
      const beside = line(
        { value: others.filter(Boolean).join(' '), target: '' },
        LINE - first.length,
      );
      return `<text class="small" xml:space="preserve" x="${box.x}" y="${round(top + pitch * row)}"><tspan class="right">${escape(first)}</tspan> ${escape(beside.value)}</text>`;
    })
    .join('');
}
