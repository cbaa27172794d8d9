// The site's own drawings as PNG, which phones and other sites want.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Resvg, initWasm } from '@resvg/resvg-wasm';

export interface Colours {
  paper: string;
  /** Of the paths and of the rectangles of a drawing. */
  ink: string;
  accent: string;
}

export interface Size {
  width: number;
  height: number;
}

const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
let ready: Promise<void> | null = null;

/** A drawing in the middle of paper, over so much of its width; its own style is that of a page. */
function onPaper(svg: string, { width, height }: Size, share: number, colours: Colours): string {
  const [, viewBox, w, h] = /viewBox="(\S+ \S+ (\S+) (\S+))"/.exec(svg)!;
  const wide = width * share;
  const high = (wide * Number(h)) / Number(w);
  const inner = svg.replace(/^[^>]*>/, '').replace(/<style>.*<\/style>|<\/svg>/gs, '');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <style>path{fill:none;stroke:${colours.ink}}rect{fill:${colours.accent}}</style>
    <svg x="${(width - wide) / 2}" y="${(height - high) / 2}" width="${wide}" height="${high}"
      viewBox="${viewBox}">${inner}</svg>
  </svg>`;
}

async function drawn(whole: string, paper: string) {
  await (ready ??= readFile(wasm).then(initWasm));
  return new Resvg(whole, { background: paper }).render();
}

const rendered = (svg: string, size: Size, share: number, colours: Colours) =>
  drawn(onPaper(svg, size, share, colours), colours.paper);

/** A drawing that has its size and its colours. */
export const pngOf = async (whole: string, paper: string): Promise<Uint8Array> =>
  (await drawn(whole, paper)).asPng();

export const png = async (...drawn: Parameters<typeof rendered>): Promise<Uint8Array> =>
  (await rendered(...drawn)).asPng();

/** Red, green, blue and alpha of each pixel. */
export const pixels = async (...drawn: Parameters<typeof rendered>): Promise<Uint8Array> =>
  (await rendered(...drawn)).pixels;
