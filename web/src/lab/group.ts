// Group: panels under one name, which fold. Whether one is folded is remembered for all labs; a folded
// one is not rendered, and draws nothing.
import { css, html, nothing } from 'lit';
import { keep, kept } from '../base/storage';

export interface Group {
  name: string;
  title: string;
  /** What is in it, for who has not opened it. */
  about?: string;
  /** For who never folded or opened one. */
  isOpen?: boolean;
  content: () => unknown;
}

const key = (name: string) => `group-${name}`;

function isOpenNow({ name, isOpen }: Group): boolean {
  const choice = kept(key(name));
  return choice ? choice === 'open' : isOpen === true;
}

export function group(given: Group, changed: () => void) {
  const { name, title, about, content } = given;
  const isOpen = isOpenNow(given);
  const toggled = ({ target, currentTarget }: Event) => {
    const { open } = target as HTMLDetailsElement;
    if (target !== currentTarget || open === isOpenNow(given)) return;
    keep(key(name), open ? 'open' : 'folded');
    changed();
  };
  return html`<details class="group" data-group=${name} ?open=${isOpen} @toggle=${toggled}>
    <summary>
      <h2>${title}</h2>
      ${about ? html`<span class="soft about">${about}</span>` : nothing}
    </summary>
    ${isOpen ? html`<div class="content">${content()}</div>` : nothing}
  </details>`;
}

export const groupStyles = css`
  .group {
    border-top: 1px solid var(--line);
  }
  .group > summary {
    display: flex;
    align-items: baseline;
    gap: 12px;
    min-height: 48px;
    padding: 12px 0;
    color: var(--ink);
  }
  .group > summary::before {
    content: '';
    flex: none;
    width: 7px;
    height: 7px;
    margin: 0 2px;
    border: solid var(--ink-soft);
    border-width: 0 2px 2px 0;
    rotate: -45deg;
    translate: -2px -1px;
  }
  .group[open] > summary::before {
    rotate: 45deg;
    translate: 0 -3px;
  }
  .group > summary::-webkit-details-marker {
    display: none;
  }
  .group > summary h2 {
    flex: none;
  }
  .group .about {
    overflow: hidden;
    font-weight: 400;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .group[open] > summary .about {
    visibility: hidden;
  }
  .content {
    padding: 4px 0 32px;
  }
`;
