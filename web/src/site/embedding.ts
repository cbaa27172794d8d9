// The page about embedding: its snippets have the address that the page was opened at, and are copied
// at a click.
import { copied } from '../base/clipboard';
import './about';
import { language } from './language';
import { siteOf } from './root';
import { say } from './words';

const page = document.querySelector<HTMLElement>('[data-site]')!;
const status = page.querySelector<HTMLElement>('[role=status]')!;

async function copy(text: string): Promise<void> {
  const word = (await copied(text)) ? 'snippet_copied' : 'snippet_not_copied';
  status.textContent = say(language(), word);
}

/** Says its word again when the page's language changes. */
function copyButton(code: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', textContent: say(language(), 'snippet_copy') });
  button.dataset.word = 'snippet_copy';
  button.addEventListener('click', () => void copy(code.textContent.trim()));
  return button;
}

for (const block of page.querySelectorAll('pre')) {
  const code = block.querySelector('code')!;
  code.textContent = code.textContent.replaceAll(page.dataset.site!, siteOf());
  block.tabIndex = 0;
  const snippet = document.createElement('div');
  snippet.className = 'snippet';
  block.before(snippet);
  snippet.append(block, copyButton(code));
}
