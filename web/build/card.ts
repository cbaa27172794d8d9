// A lab's picture for pages that link to it: that of the gallery, in the colours of the light theme. It
// has no words, so that it is the same in every language and on every machine, whatever its fonts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import type { Course } from './course.ts';
import { pngOf } from './icons.ts';
import { web } from './paths.ts';
import { picture } from './picture.ts';
import { readProse } from './prose.ts';

export const size = { width: 1200, height: 630 };

/** The picture's place, twice as wide as high. */
const place = { x: 90, y: 40, width: 1020, height: 510 };
const mark = { x: 528, y: 566, width: 144, height: 40 };

/** Values of the design tokens in the light theme, by name. */
export function lightTokens(css: string): Record<string, string> {
  const [, main] = /:root,\s*:host \{(.*?)\n\}/s.exec(css)!;
  const given = [...main!.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [
    name!,
    value!.replace(/light-dark\((.*?),.*\)/s, '$1'),
  ]);
  return Object.fromEntries(given);
}

/** With its tokens' values, and theirs. */
function resolved(css: string, tokens: Record<string, string>): string {
  const result = css.replace(/var\((--[\w-]+)\)/g, (_, name: string) => tokens[name]!);
  return result.includes('var(') ? resolved(result, tokens) : result;
}

/** ".a :is(.b, .c)" is ".a .b, .a .c": the renderer knows simple selectors alone. */
function simple(selector: string): string[] {
  const [group, names] = /:is\(([^)]*)\)/.exec(selector) ?? [];
  if (group === undefined) return [selector];
  return names!.split(',').flatMap((name) => simple(selector.replace(group, name.trim())));
}

/** The style of the gallery's pictures as a drawing has it by itself. */
export function styleOf(css: string, tokens: Record<string, string>): string {
  return resolved(css, tokens)
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/([^{}]+)(\{[^}]*\})/g, (_, selector: string, rules: string) => {
      const all = simple(selector.trim().replaceAll('.picture ', ''));
      return `${all.join(', ')} ${rules}\n`;
    });
}

const read = (path: string) => readFile(join(web, path), 'utf8');

const withoutWords = (svg: string) => svg.replace(/<text.*?<\/text>/gs, '');

const isEmpty = (svg: string) => !/<(path|rect|polyline|circle)/.test(svg);

const inside = (svg: string) => svg.replace(/^<svg[^>]*>|<\/svg>$/g, '');

/** Where the gallery shows words alone, it is the picture that the lab has by its numbers. */
export async function drawing(course: Course, { id }: LabInfo): Promise<string> {
  const { frame, network } = course.preview(id);
  const { picture: shown } = await readProse(id, 'en');
  const chosen = withoutWords(picture(frame, shown, network));
  if (!isEmpty(chosen)) return chosen;
  const other = withoutWords(picture({ ...frame, texts: {} }));
  if (isEmpty(other)) throw new Error(`The picture of "${id}" is nothing but words.`);
  return other;
}

const nested = (content: string, viewBox: string, at: typeof place) =>
  `<svg x="${at.x}" y="${at.y}" width="${at.width}" height="${at.height}" viewBox="${viewBox}">${content}</svg>`;

async function markOf(tokens: Record<string, string>): Promise<string> {
  const svg = (await read('public/mark.svg')).trim();
  const [, viewBox] = /viewBox="([^"]*)"/.exec(svg)!;
  const content = inside(svg)
    .replaceAll('currentColor', 'var(--ink)')
    .replace(/var\((--\w+),[^)]*\)/g, 'var($1)');
  return nested(`<g fill="none">${resolved(content, tokens)}</g>`, viewBox!, mark);
}

export async function card(course: Course, lab: LabInfo): Promise<Uint8Array> {
  const tokens = lightTokens(await read('src/base/styles/tokens.css'));
  const style = styleOf(await read('src/site/picture.css'), tokens);
  const shown = nested(inside(await drawing(course, lab)), '0 0 240 120', place);
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
<style>${style}</style>${shown}${await markOf(tokens)}</svg>`;
  return pngOf(whole, tokens['--paper']!);
}
