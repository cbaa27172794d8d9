// A network's drawing as a file of its own, readable on light and on dark pages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, NetworkInfo } from '../../../bindings/wasm/engine.d.ts';
import { sayIn } from '../../src/i18n/network.ts';
import { layOutNetwork } from '../../src/panels/network/layout.ts';
import { description } from '../../src/panels/network/said.ts';
import { sequenceOf } from '../../src/panels/network/sequence.ts';
import { drawingStyles, drawingView } from '../../src/panels/network/svg.ts';
import { escape } from '../pages/html.ts';
import { web } from '../paths.ts';
import { markup } from './markup.ts';

const WIDTH = 760;
const MARGIN = 20;

/** The tokens that the styles of a drawing use, for either theme. */
function tokens(styles: string): string {
  const css = readFileSync(join(web, 'src/base/styles/tokens.css'), 'utf8');
  // As they are first said, without more contrast.
  const all = [...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].reverse();
  const said = new Map(all.map(([, name, value]) => [name, value!]));
  const used = (text: string): string[] =>
    [...text.matchAll(/var\((--[\w-]+)\)/g)].flatMap(([, name]) => [
      name!,
      ...used(said.get(name) ?? ''),
    ]);
  const names = [...new Set(['--paper', ...used(styles)])];
  const themed = names.map((name) => {
    const value = said.get(name)!.replaceAll(/\s+/g, ' ');
    const [, light, dark] = /^light-dark\((.+), (.+)\)$/.exec(value) ?? [];
    return { name, light: light ?? value, dark };
  });
  const light = themed.map(({ name, light }) => `${name}:${light};`).join('');
  const dark = themed.map(({ name, dark }) => (dark ? `${name}:${dark};` : '')).join('');
  return `:root{${light}}@media (prefers-color-scheme:dark){:root{${dark}}}`;
}

const plain = (css: string) => css.replaceAll(/\s+/g, ' ').trim();

export function networkFile(network: NetworkInfo, frame: Frame): string {
  const say = sayIn('en');
  const sequence = sequenceOf(frame);
  const drawing = layOutNetwork(network, sequence, say, WIDTH - 2 * MARGIN);
  const height = drawing.height + 2 * MARGIN;
  const styles = drawingStyles.cssText;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="unrolled" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>${escape(say('drawn'))}</title>
<desc>${escape(description(say, network, sequence.steps))}</desc>
<style>${tokens(styles)}${plain(styles)}</style>
<rect width="100%" height="100%" rx="8" fill="var(--paper)"/>
<g transform="translate(${MARGIN} ${MARGIN})">${plain(markup(drawingView(drawing)))}</g>
</svg>
`;
}
