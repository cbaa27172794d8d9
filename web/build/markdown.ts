// A story's Markdown as HTML: formulas become MathML, `[hidden = 2](#hidden=2)` a "try it" link.
import MarkdownIt from 'markdown-it';
import temml from 'temml';
import type { StateBlock, StateInline } from 'markdown-it';

const markdown = new MarkdownIt({ html: false, typographer: false });

// The letters with a colour of their own: gates i, f, o, g, cell state c, hidden state h at a time.
const concept =
  /<msub(sup)?>(?=<mi>([ifogch])<\/mi>(?:<mi>t<\/mi>|<mrow><mi>t<\/mi>|<mn>\d+<\/mn>))/g;

export function mathml(tex: string, display: boolean): string {
  return temml
    .renderToString(tex, { displayMode: display, throwOnError: true })
    .replace(/ style="[^"]*"| (?:fence|separator)="true"/g, '')
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
  return self.renderToken(tokens, i, options);
};
const fence = markdown.renderer.rules.fence!;
markdown.renderer.rules.fence = (...code) => fence(...code).replace('<pre>', '<pre tabindex="0">');
markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

export function render(body: string): string {
  return markdown.render(body).trim();
}
