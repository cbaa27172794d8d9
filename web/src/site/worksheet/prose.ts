// A teacher's Markdown as nodes, made one by one: markup in it stays text, and no address is a script.
import { html, type TemplateResult } from 'lit';
import MarkdownIt, { type Token } from 'markdown-it';

const isAddress = (href: string): boolean =>
  /^(https?:\/\/|mailto:)/i.test(href) && URL.canParse(href);

const markdown = new MarkdownIt({ html: false }).disable('image');
markdown.validateLink = isAddress;

/** The worksheet's title is the first heading of its page, and its parts are under it. */
const names: Record<string, string> = { h1: 'h2', h2: 'h3', h3: 'h4', h5: 'h4', h6: 'h4' };

function elementOf({ tag, attrs }: Token): HTMLElement {
  const element = document.createElement(names[tag] ?? tag);
  for (const [name, value] of attrs ?? []) {
    if (name === 'href' || name === 'start') element.setAttribute(name, String(value));
  }
  if (element instanceof HTMLAnchorElement) {
    Object.assign(element, { target: '_blank', rel: 'noopener noreferrer' });
  }
  return element;
}

function codeOf({ content }: Token): HTMLElement {
  const code = document.createElement('code');
  code.textContent = content;
  return code;
}

function blockOf(token: Token): HTMLElement {
  const block = document.createElement('pre');
  block.tabIndex = 0; // to be scrolled by keyboard
  block.append(codeOf(token));
  return block;
}

function leafOf(token: Token): Node | string {
  if (token.type === 'inline') return nodesOf(token.children ?? []);
  if (token.type === 'code_inline') return codeOf(token);
  if (token.type === 'fence' || token.type === 'code_block') return blockOf(token);
  if (token.type === 'softbreak') return '\n';
  return token.tag ? elementOf(token) : token.content;
}

function nodesOf(tokens: Token[]): DocumentFragment {
  const all = document.createDocumentFragment();
  let inside: ParentNode = all;
  for (const token of tokens) {
    if (token.hidden) continue; // the paragraphs of a tight list
    if (token.nesting === -1) inside = (inside as Element).parentNode!;
    else if (token.nesting === 0) inside.append(leafOf(token));
    else {
      const element = elementOf(token);
      inside.append(element);
      inside = element;
    }
  }
  return all;
}

export const prose = (text: string): TemplateResult =>
  html`<div class="prose">${nodesOf(markdown.parse(text, {}))}</div>`;
