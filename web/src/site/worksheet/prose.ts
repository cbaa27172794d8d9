// A teacher's Markdown as nodes.
import { html, type TemplateResult } from 'lit';
import { parseMarkdown, type Block, type Inline } from './markdown';

function inline(piece: Inline): TemplateResult | string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return html`<code>${piece.text}</code>`;
    case 'strong':
      return html`<strong>${piece.inner.map(inline)}</strong>`;
    case 'emphasis':
      return html`<em>${piece.inner.map(inline)}</em>`;
    case 'link':
      return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer"
        >${piece.inner.map(inline)}</a
      >`;
  }
}

/** The worksheet's title is the first heading of its page. */
function headingOf(level: number, inner: Inline[]): TemplateResult {
  if (level === 1) return html`<h2>${inner.map(inline)}</h2>`;
  return level === 2 ? html`<h3>${inner.map(inline)}</h3>` : html`<h4>${inner.map(inline)}</h4>`;
}

function block(each: Block): TemplateResult {
  if (each.kind === 'heading') return headingOf(each.level, each.inner);
  if (each.kind === 'paragraph') return html`<p>${each.inner.map(inline)}</p>`;
  if (each.kind === 'code') return html`<pre tabindex="0"><code>${each.text}</code></pre>`;
  const items = each.items.map((item) => html`<li>${item.map(inline)}</li>`);
  return each.ordered
    ? html`<ol start=${each.start}>
        ${items}
      </ol>`
    : html`<ul>
        ${items}
      </ul>`;
}

export const prose = (text: string): TemplateResult =>
  html`<div class="prose">${parseMarkdown(text).map(block)}</div>`;
