// A term of the story opens what it means beside itself. Where that cannot be, it stays the link to
// the glossary that it is.
import { loadGlossary } from 'virtual:unfold-glossary';
import type { Lang } from '../i18n/languages';
import { language } from './language';
import { say } from './words';

const MARGIN = 16;
const GAP = 8;

const canOpen = 'popover' in HTMLElement.prototype;

const style = new CSSStyleSheet();
style.replaceSync(`
  .meaning {
    position: absolute;
    inset: auto;
    width: max-content;
    max-width: min(23rem, 100vw - ${2 * MARGIN}px);
    margin: 0;
    padding: 12px 16px;
    border: 1px solid var(--edge);
    border-radius: calc(1.5 * var(--radius));
    color: var(--ink);
    background: var(--paper);
    box-shadow: 0 6px 24px rgb(0 0 0 / 0.16);
    font-size: var(--size-2);
    line-height: var(--leading);
    text-wrap: pretty;
  }
  .meaning:focus {
    outline: none;
  }
  .meaning p + p {
    margin-top: 4px;
  }
  .meaning :is(span, a) {
    color: var(--ink-soft);
    font-size: var(--size-1);
  }
  .meaning a {
    display: inline-block;
    margin-top: 4px;
    padding-block: 2px;
  }
  [data-term][aria-expanded='true'] {
    background: var(--right-tint);
  }
`);

const box = document.createElement('div');
/** Whose meaning is open, and whose was closed by the press that is going on. */
let opener: HTMLElement | undefined;
let closed: HTMLElement | undefined;

function expand(term: HTMLElement, isOpen: boolean): void {
  term.ariaExpanded = String(isOpen);
}

/** Says that the terms are buttons, as they are now. */
export function dress(): void {
  if (!canOpen) return;
  for (const term of document.querySelectorAll<HTMLElement>('[data-term]')) {
    term.role = 'button';
    term.ariaHasPopup = 'dialog';
    expand(term, false);
  }
}

/** Below the word, or above it where there is no room. */
function place(word: DOMRect): void {
  const { offsetWidth, offsetHeight } = box;
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(MARGIN, Math.min(word.left, clientWidth - offsetWidth - MARGIN));
  const above = word.top - GAP - offsetHeight;
  const below = word.bottom + GAP;
  const top = below + offsetHeight > clientHeight && above > 0 ? above : below;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${top + scrollY}px`;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), properties);
}

async function tell(term: HTMLAnchorElement): Promise<void> {
  const lang = language();
  const { name, english, means } = (await loadGlossary(lang))[term.hash.slice(1)]!;
  const title = element('p', {});
  title.append(element('strong', { id: 'meaning', textContent: name }));
  if (english !== name) title.append(' ', element('span', { lang: 'en', textContent: english }));
  box.lang = lang;
  box.replaceChildren(title, element('p', { textContent: means }), ...toAll(term, lang));
}

/** The link to the glossary; a page without a site around it has none. */
function toAll({ href, pathname }: HTMLAnchorElement, lang: Lang): HTMLElement[] {
  if (pathname === location.pathname) return [];
  const all = element('a', { href, textContent: say(lang, 'all_terms') });
  all.search = `lang=${lang}`;
  return [all];
}

function show(term: HTMLElement): void {
  // Where the focus is now, it comes back to.
  term.focus({ preventScroll: true });
  opener = term;
  box.showPopover();
  place(term.getClientRects()[0]!);
  box.focus({ preventScroll: true });
  expand(term, true);
}

export async function open(term: HTMLAnchorElement): Promise<void> {
  const wasOpen = closed === term;
  closed = undefined;
  if (wasOpen) return;
  try {
    await tell(term);
    show(term);
  } catch {
    // Offline, perhaps, or a browser without popovers.
    location.href = term.href;
  }
}

function noteClosing({ newState }: ToggleEvent): void {
  if (newState === 'open' || !opener) return;
  expand(opener, false);
  closed = opener;
}

/** A button is pressed with the space bar, too. */
function press(event: KeyboardEvent): void {
  closed = undefined;
  const term = (event.target as Element).closest<HTMLElement>('[data-term]');
  if (!term || event.key !== ' ') return;
  event.preventDefault();
  term.click();
}

if (canOpen) {
  document.adoptedStyleSheets.push(style);
  Object.assign(box, { className: 'meaning', popover: 'auto', tabIndex: -1, role: 'dialog' });
  box.setAttribute('aria-labelledby', 'meaning');
  box.addEventListener('beforetoggle', noteClosing);
  document.body.append(box);
  document.addEventListener('pointerdown', () => (closed = undefined), true);
  document.addEventListener('keydown', press, true);
  dress();
}
