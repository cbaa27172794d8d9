// A story's Markdown as HTML: formulas become MathML, `[hidden = 2](#hidden=2)` a "try it" link, and
// a term that is said first a link to what it means. What comes out of a change can fold away.
import MarkdownIt from 'markdown-it';
import temml from 'temml';
import type { StateBlock, StateCore, StateInline, Token } from 'markdown-it';
import type { Lang } from '../src/i18n/languages.ts';
import { drawing } from './drawings/index.ts';
import type { Marker } from './marking.ts';

const markdown = new MarkdownIt({ html: false, typographer: false });

// The letters with a colour of their own: gates i, f, o, g, cell state c, hidden state h at a time.
const concept =
  /<msub(sup)?>(?=<mi>([ifogch])<\/mi>(?:<mi>t<\/mi>|<mrow><mi>t<\/mi>|<mn>\d+<\/mn>))/g;

export function mathml(tex: string, display: boolean): string {
  return temml
    .renderToString(tex, { displayMode: display, throwOnError: true })
    .replace(/ style="[^"]*"| class="tml-[^"]*"| (?:fence|separator)="true"/g, '')
    .replace(concept, (_, sup = '', letter) => `<msub${sup} class="concept-${letter}">`);
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '$') return false;
  const end = state.src.indexOf('$', state.pos + 1);
  if (end < state.pos + 2) return false;
  if (!silent) state.push('math', '', 0).content = state.src.slice(state.pos + 1, end);
  state.pos = end + 1;
  return true;
}

function blockMath(state: StateBlock, first: number, last: number, silent: boolean): boolean {
  const line = (n: number) => state.src.slice(state.bMarks[n]! + state.tShift[n]!, state.eMarks[n]);
  if (!line(first).startsWith('$$')) return false;
  if (silent) return true;
  let end = first;
  while (end < last && !(line(end).trimEnd().endsWith('$$') && line(end).trim() !== '$$')) {
    if (end > first && line(end).trim() === '$$') break;
    ++end;
  }
  const lines = Array.from({ length: end - first + 1 }, (_, i) => line(first + i));
  state.push('math_block', '', 0).content = lines
    .join('\n')
    .trim()
    .replace(/^\$\$|\$\$$/g, '');
  state.line = end + 1;
  return true;
}

const { escapeHtml } = markdown.utils;

/** What opens the outcome of a "try it" link in a list. */
interface Outcome {
  lang: Lang;
  caption: string;
}

/** What a body is rendered with: the root of the site, as a relative link, its terms, and what folds
 *  outcomes away. */
interface Setting {
  home: string;
  marker?: Marker;
  outcome?: Outcome;
}

const settingOf = (state: StateCore) => state.env as unknown as Setting;

function termLink(state: StateCore, id: string, label = ''): string {
  const said = label && ` aria-label="${escapeHtml(label)}"`;
  return `<a data-term href="${settingOf(state).home}glossary/#${id}"${said}>`;
}

/** The tokens around the text or formula of a term. */
function linked(state: StateCore, link: string, content: Token): Token[] {
  const open = new state.Token('html_inline', '', 1);
  const close = new state.Token('html_inline', '', -1);
  open.content = link;
  close.content = '</a>';
  return [open, content, close];
}

function markedText(state: StateCore, text: string, marker: Marker): Token[] {
  return marker.split(text).flatMap((piece) => {
    const token = new state.Token('text', '', 0);
    token.content = typeof piece === 'string' ? piece : piece.text;
    return typeof piece === 'string' ? [token] : linked(state, termLink(state, piece.id), token);
  });
}

function marked(state: StateCore, token: Token, marker: Marker): Token[] {
  if (token.type === 'text') return markedText(state, token.content, marker);
  const term = token.type === 'math' ? marker.inLine(token.content) : undefined;
  return term ? linked(state, termLink(state, term.id, term.label), token) : [token];
}

/** Links stay as they are. */
function markLine(state: StateCore, line: Token, marker: Marker): void {
  let links = 0;
  line.children = (line.children ?? []).flatMap((token) => {
    if (token.type === 'link_open') ++links;
    if (token.type === 'link_close') --links;
    return links > 0 ? [token] : marked(state, token, marker);
  });
}

/** Below a formula, or several, links for the signs that no line says. */
function signsOf(state: StateCore, formulas: string[], marker: Marker): Token[] {
  const links = formulas.flatMap((tex) => marker.below(tex));
  if (links.length === 0) return [];
  const signs = new state.Token('html_block', '', 0);
  const list = links.map(({ id, text }) => `${termLink(state, id)}${text}</a>`).join(' · ');
  signs.content = `<p class="signs">${list}</p>\n`;
  return [signs];
}

/** Headings stay as they are. */
function markTerms(state: StateCore): void {
  const { marker } = settingOf(state);
  if (!marker) return;
  const { tokens } = state;
  let formulas: string[] = [];
  state.tokens = tokens.flatMap((block, i) => {
    if (block.type === 'inline' && tokens[i - 1]?.type !== 'heading_open')
      markLine(state, block, marker);
    if (block.type !== 'math_block') return [block];
    formulas.push(block.content);
    if (tokens[i + 1]?.type === 'math_block') return [block];
    const signs = signsOf(state, formulas, marker);
    formulas = [];
    return [block, ...signs];
  });
}

/** A sentence of its own begins with a capital letter. */
const asSentence = (text: string, lang: Lang) =>
  lang === 'en' ? text.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : text;

function html(state: StateCore, content: string): Token {
  return Object.assign(new state.Token('html_inline', '', 0), { content });
}

/** Where the outcome begins: after the first colon that follows a link. */
function colonIn(line: Token[]): number {
  const isLink = (token: Token) => String(token.attrGet('href') ?? '').startsWith('#');
  const link = line.findIndex((token) => token.type === 'link_open' && isLink(token));
  return link < 0
    ? -1
    : line.findIndex(
        ({ type, content }, i) => i > link && type === 'text' && /:\s|：/.test(content),
      );
}

/** A line of a list in two: what to change, and folded what comes out. */
function foldLine(state: StateCore, line: Token[], number: number, outcome: Outcome): Token[] {
  const at = colonIn(line);
  if (at < 0) return line;
  const [, before = '', after = ''] = /^(.*?)(?::\s+|：)(.*)$/su.exec(line[at]!.content)!;
  const text = (content: string) => Object.assign(new state.Token('text', '', 0), { content });
  const fold = `<details class="outcome" data-fold="outcome-${number}">`;
  return [
    ...line.slice(0, at),
    text(before),
    html(state, `\u2002${fold}<summary>${escapeHtml(outcome.caption)}</summary>\n<p>`),
    text(asSentence(after, outcome.lang)),
    ...line.slice(at + 1),
    html(state, '</p></details>'),
  ];
}

/** Folds away what stands after the colon in each line of a list. */
function foldOutcomes(state: StateCore): void {
  const { outcome } = settingOf(state);
  if (!outcome) return;
  let number = 0;
  state.tokens.forEach((block, i) => {
    if (block.type !== 'inline' || state.tokens[i - 2]?.type !== 'list_item_open') return;
    block.children = foldLine(state, block.children ?? [], ++number, outcome);
  });
}

markdown.core.ruler.push('terms', markTerms);
markdown.core.ruler.push('outcomes', foldOutcomes);
markdown.inline.ruler.after('escape', 'math', inlineMath);
markdown.block.ruler.before('paragraph', 'math_block', blockMath, {
  alt: ['paragraph', 'reference', 'blockquote', 'list'],
});
markdown.renderer.rules.math = (tokens, i) => mathml(tokens[i]!.content, false);
/** Formulas side by side, with \qquad between them, stand below each other where room is short. */
function formula(tex: string): string {
  const parts = tex.includes('\\begin') ? [tex] : tex.split('\\qquad');
  return `<div class="formula" tabindex="0">${parts.map((part) => mathml(part, true)).join('')}</div>\n`;
}

markdown.renderer.rules.math_block = (tokens, i) => formula(tokens[i]!.content);

markdown.renderer.rules.link_open = (tokens, i, options, _env, self) => {
  const href = String(tokens[i]!.attrGet('href') ?? '');
  if (href.startsWith('#')) tokens[i]!.attrSet('data-try', '');
  // A page of this site, which carries the reader's language along.
  if (href.startsWith('../')) tokens[i]!.attrSet('data-page', '');
  return self.renderToken(tokens, i, options);
};
/** `![what it shows](lstm)`: a drawing of ours, in the page's colours. */
markdown.renderer.rules.image = (tokens, i) =>
  drawing(String(tokens[i]!.attrGet('src')), tokens[i]!.content);
const fence = markdown.renderer.rules.fence!;
markdown.renderer.rules.fence = (...code) => fence(...code).replace('<pre>', '<pre tabindex="0">');
markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

// A formula in a line, itself perhaps a term, and what follows it without a space: punctuation or a
// particle, which must not begin the next line.
const formulaAndTail =
  /(?:<a data-term[^>]*>)?<math>(?:(?!<\/math>).)*<\/math>(?:<\/a>)?[^\s<\p{Script=Han}]+/gu;

/** With a marker, what the body says first of the terms becomes links. */
export function render(body: string, marker?: Marker, setting: Partial<Setting> = {}): string {
  const html = markdown.render(body, { home: '../../', marker, ...setting }).trim();
  return html.replace(formulaAndTail, '<span class="no-break">$&</span>');
}
