// blocked.js: says why a page's program does not begin, where not even its modules come. boot.js asks
// for it.
import type { Plugin } from 'vite';
import { languages } from '../src/i18n/languages.ts';
import { say } from '../src/i18n/troubles.ts';

const reasons = ['sandbox', 'types', 'load'] as const;

const said = Object.fromEntries(
  languages.map((lang) => [
    lang,
    Object.fromEntries(reasons.map((reason) => [reason, say(lang, reason)])),
  ]),
);

const script = `(() => {
  const said = ${JSON.stringify(said)};
  const { lang = 'en', blocked } = document.documentElement.dataset;
  const note = document.createElement('p');
  note.className = 'blocked';
  note.setAttribute('role', 'alert');
  note.textContent = said[lang][blocked];
  const show = () => (document.querySelector('#lab') ?? document.querySelector('main')).prepend(note);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
  else show();
})();
`;

export function blockedScript(): Plugin {
  return {
    name: 'unfold-blocked',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'blocked.js', source: script });
    },
  };
}
