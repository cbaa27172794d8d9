// Speed: starts and stops the worker that times, and writes what it tells into the table.
import { benchUrl } from 'virtual:unfold-bench-wasm';
import { tfjs } from 'virtual:unfold-tfjs';
import type { Row } from '../../../tests/bench/measure.js';
import { whenIdle } from '../base/idle';
import { fetchWasm } from '../engine/wasm';
import { language, languageSwitch } from './language';
import type { Answer, Request } from './speed/messages';
import SpeedWorker from './speed/worker?worker&inline';
import { themeSwitch } from './theme';
import { say, type Word } from './words';

const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const start = find<HTMLButtonElement>('[data-start]');
const compare = document.querySelector<HTMLButtonElement>('[data-compare]');
const stop = find<HTMLButtonElement>('[data-stop]');
const status = find('[data-status]');
const rows = [...document.querySelectorAll<HTMLTableRowElement>('[data-row]')];
const names = rows.map((row) => row.dataset.row!);

const SECONDS = 1;

let worker: Worker | undefined;
/** Counts what begins and ends, so that a run that is over does not go on. */
let runs = 0;
let limit = 0;
let said: { word: Word; n?: number } | undefined;

function tell(word: Word, n?: number): void {
  said = { word, n };
  status.textContent = say(language(), word, n);
}

const threeDigits = (value: number) =>
  value.toLocaleString(language(), { maximumSignificantDigits: 3 });

const sixDigits = (value: number) => value.toPrecision(6);

/** What stands in the cells of a row, by their names. */
function texts({ name, flops, median, fastest, other }: Row): Record<string, string> {
  if (name === 'limit') return { rate: threeDigits(limit) };
  const rate = flops / median / 1e6;
  return {
    step: threeDigits(median),
    fastest: threeDigits(fastest),
    rate: threeDigits(rate),
    share: (rate / limit).toLocaleString(language(), { style: 'percent' }),
    ...(other && {
      other: threeDigits(other.median),
      times: `${threeDigits(other.median / median)} ×`,
    }),
  };
}

const cellsOf = (line: HTMLElement) => line.querySelectorAll<HTMLElement>('[data-cell]');

const losses = (row: Row) =>
  row.losses?.map((pair) => pair.map(sixDigits).join(' ≈ ')).join('; ') ?? '';

function write(row: Row): void {
  if (row.name === 'limit') limit = row.flops / row.fastest / 1e6;
  const text = texts(row);
  for (const cell of cellsOf(rows[names.indexOf(row.name)]!)) {
    cell.textContent = text[cell.dataset.cell!] ?? '';
    if (cell.dataset.cell === 'other') cell.title = losses(row);
  }
}

function clear(): void {
  for (const line of rows) for (const cell of cellsOf(line)) cell.textContent = '';
}

/** The columns of the comparison, there when it is asked for. */
function showCompared(show: boolean): void {
  const compared = document.querySelectorAll<HTMLElement>('[data-compared]');
  for (const cell of compared) cell.hidden = !show;
}

function allow(running: boolean): void {
  start.disabled = running;
  if (compare) compare.disabled = running;
  stop.disabled = !running;
}

function end(word: Word): void {
  ++runs;
  worker?.terminate();
  worker = undefined;
  allow(false);
  for (const line of rows) line.removeAttribute('aria-busy');
  tell(word);
}

function hear(answer: Answer): void {
  if (answer.kind === 'done') return end('speed_done');
  if (answer.kind === 'failed') {
    console.error(answer.message);
    return end('speed_failed');
  }
  if (answer.kind === 'row') return write(answer.row);
  const at = names.indexOf(answer.name);
  rows.forEach((line, i) => line.setAttribute('aria-busy', String(i === at)));
  tell('speed_running', at + 1);
}

async function begin(opened: Worker | Promise<Worker>): Promise<void> {
  allow(true);
  clear();
  tell('speed_running', 1);
  const mine = ++runs;
  try {
    const [timing, wasmBinary] = await Promise.all([opened, fetchWasm(benchUrl)]);
    if (mine !== runs) return timing.terminate();
    worker = timing;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
    const request: Request = {
      wasmBinary,
      names: names.slice(1),
      seconds: SECONDS,
      tfjsWasm: tfjs?.wasm,
    };
    worker.postMessage(request);
  } catch (error) {
    console.error(error);
    if (mine === runs) end('speed_failed');
  }
}

start.addEventListener('click', () => {
  showCompared(false);
  void begin(new SpeedWorker());
});
compare?.addEventListener('click', () => {
  showCompared(true);
  void begin(tfjs!.openWorker());
});
stop.addEventListener('click', () => end('speed_stopped'));
themeSwitch();
void languageSwitch(() => said && tell(said.word, said.n));
whenIdle(async () => (await import('./offline/keep')).keepOffline());
