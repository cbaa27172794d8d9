// Speed: starts and stops the worker that times, and writes what it tells into the table.
import { benchUrl } from 'virtual:unfold-bench-wasm';
import type { Row } from '../../../tests/bench/measure.js';
import { fetchWasm } from '../engine/wasm';
import type { Answer } from '../speed/messages';
import SpeedWorker from '../speed/worker?worker&inline';
import { language, languageSwitch } from './language';
import { themeSwitch } from './theme';
import { say, type Word } from './words';

const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const start = find<HTMLButtonElement>('[data-start]');
const stop = find<HTMLButtonElement>('[data-stop]');
const status = find('[data-status]');
const rows = [...document.querySelectorAll<HTMLTableRowElement>('[data-row]')];
const names = rows.map((row) => row.dataset.row!);

const SECONDS = 1;

let worker: Worker | undefined;
let limit = 0;
let said: { word: Word; n?: number } | undefined;

function tell(word: Word, n?: number): void {
  said = { word, n };
  status.textContent = say(language(), word, n);
}

const threeDigits = (value: number) =>
  value.toLocaleString(language(), { maximumSignificantDigits: 3 });

function cells({ name, flops, median, fastest }: Row): string[] {
  if (name === 'limit') return ['', '', threeDigits(limit), ''];
  const rate = flops / median / 1e6;
  const share = (rate / limit).toLocaleString(language(), { style: 'percent' });
  return [...[median, fastest, rate].map(threeDigits), share];
}

function write(row: Row): void {
  if (row.name === 'limit') limit = row.flops / row.fastest / 1e6;
  const line = rows[names.indexOf(row.name)]!;
  cells(row).forEach((text, i) => (line.cells[i + 1]!.textContent = text));
}

function clear(): void {
  for (const line of rows) [...line.cells].slice(1).forEach((cell) => (cell.textContent = ''));
}

function end(word: Word): void {
  worker?.terminate();
  worker = undefined;
  start.disabled = false;
  stop.disabled = true;
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

async function begin(): Promise<void> {
  start.disabled = true;
  stop.disabled = false;
  clear();
  const mine = (worker = new SpeedWorker());
  try {
    const wasmBinary = await fetchWasm(benchUrl);
    if (mine !== worker) return;
    mine.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
    mine.postMessage({ wasmBinary, names: names.slice(1), seconds: SECONDS });
  } catch (error) {
    console.error(error);
    if (mine === worker) end('speed_failed');
  }
}

start.addEventListener('click', () => void begin());
stop.addEventListener('click', () => end('speed_stopped'));
themeSwitch();
void languageSwitch(() => said && tell(said.word, said.n));
