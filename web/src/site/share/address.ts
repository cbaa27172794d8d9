// What a lab is shared as: its address, alone or embedded, and the markup that puts it into a page.
import type { Values } from '../../lab/values';

export interface Choice {
  lab: string;
  title: string;
  preset: string;
  /** Those that differ from the preset. */
  inputs: Values;
  /** The same, as an address has them after "#". */
  fragment: string;
  /** "" is the reader's own. */
  lang: string;
  theme: string;
  hide: string[];
  lock: string[];
  goal: string;
  /** What students read above the lab. */
  task: string;
  height: number;
}

/** Pixels of a frame whose height nobody chose. */
export const HEIGHT = 600;

/** What a frame is allowed: the lab's program, its storage, files and links out of it. */
export const sandbox = 'allow-scripts allow-same-origin allow-downloads allow-popups';

/** Readable where an address need not be otherwise. A mail takes a full stop at its end for its own;
 *  half a symbol, where a text was cut, is none. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))
    .replace(/%(2C|3A|3D|3B|40|20)/g, (code) => (code === '%20' ? '+' : decodeURIComponent(code)))
    .replace(/[.!]$/, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** In the page at `site`, the site's root. */
export function addressOf(site: string, choice: Choice, isEmbedded: boolean): string {
  const { lab, lang, theme, hide, lock, goal, task, fragment } = choice;
  const shown = { lang, theme, hide: hide.join(','), lock: lock.join(','), goal, task };
  const pairs = Object.entries({ embed: isEmbedded ? '1' : '', ...shown });
  const query = pairs
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${encode(value)}`);
  const address = new URL(`lab/${lab}/`, site).href;
  return `${address}${query.length > 0 ? '?' : ''}${query.join('&')}${fragment}`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (symbol) => entities[symbol]!);

const attributes = (pairs: [string, string][]): string =>
  pairs
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');

export function frameOf(site: string, choice: Choice): string {
  const pairs: [string, string][] = [
    ['src', addressOf(site, choice, true)],
    ['title', choice.title],
    ['width', '100%'],
    ['height', String(choice.height)],
    ['loading', 'lazy'],
    ['allow', 'fullscreen; clipboard-write'],
    ['sandbox', sandbox],
  ];
  return `<iframe${attributes(pairs)}></iframe>`;
}

/** An attribute of HTML's own, such as "hidden", is none of these. */
const inputAttribute = (name: string): string => `input-${name.replaceAll('_', '-')}`;

/** Inputs that became others in the middle of a run have no attribute. */
const isPlain = (name: string): boolean => !name.includes('.');

/** Title and story stand on the lab's page alone. */
const shownHere = (hide: string[]): string[] =>
  hide.filter((part) => part !== 'title' && part !== 'story');

export function elementOf(site: string, choice: Choice): string {
  const { lab, preset, inputs, lang, theme, hide, lock, goal, task } = choice;
  const plain = Object.entries(inputs).filter(([name]) => isPlain(name));
  const pairs: [string, string][] = [
    ['lab', lab],
    ['preset', preset],
    ...plain.map(([name, value]): [string, string] => [inputAttribute(name), value]),
    ['lang', lang],
    ['theme', theme],
    ['hide', shownHere(hide).join(' ')],
    ['lock', lock.join(' ')],
    ['goal', goal],
  ];
  return [
    `<script type="module" src="${escape(new URL('unfold-lab.js', site).href)}"></script>`,
    ...(task ? [`<p>${escape(task)}</p>`] : []),
    `<unfold-lab${attributes(pairs)}></unfold-lab>`,
  ].join('\n');
}

/** A number as it is, if Python writes it so, too. */
const python = (value: string): string =>
  /^-?(0|[1-9]\d{0,14})(\.\d*[1-9])?$/.test(value) && value !== '-0'
    ? value
    : JSON.stringify(value);

const pythonList = (names: string[]): string =>
  names.length > 0 ? `[${names.map((name) => JSON.stringify(name)).join(', ')}]` : '';

/** A cell of a notebook that shows the lab, by the Python package of the project. */
export function notebookOf(site: string, choice: Choice): string {
  const { lab, preset, inputs, lang, theme, hide, lock, goal } = choice;
  const texts = Object.entries({ site, preset, lang, theme, goal })
    .filter(([, text]) => text !== '')
    .map(([name, text]) => [name, JSON.stringify(text)]);
  const lists = Object.entries({ hide: shownHere(hide), lock })
    .map(([name, names]) => [name, pythonList(names)])
    .filter(([, list]) => list !== '');
  const plain = Object.entries(inputs).filter(([name]) => isPlain(name));
  const values = plain.map(([name, value]) => [name, python(value)]);
  const named = [...texts, ...lists, ...values].map((pair) => pair.join('='));
  return `from unfold_lab import Lab\n\nLab(${[JSON.stringify(lab), ...named].join(', ')})`;
}
