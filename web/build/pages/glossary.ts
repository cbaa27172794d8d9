// The glossary: what the words of the labs mean, in every language. A page that knows its reader's
// language shows that one alone.
import { languages } from '../../src/i18n/languages.ts';
import { say } from '../../src/site/words.ts';
import { groups, type Group, type Term } from '../meanings.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

/** A name that all languages share is said once. */
const names = ({ name }: Term) =>
  languages
    .filter((lang) => lang === 'en' || name[lang] !== name.en)
    .map((lang) => `<span lang="${lang}">${escape(name[lang])}</span>`)
    .join(' ');

const entry = (term: Term) => `
          <div class="term" id="${term.id}">
            <dt>${names(term)}</dt>${languages
              .map((lang) => `<dd lang="${lang}">${escape(term.means[lang])}</dd>`)
              .join('')}
          </div>`;

const title = ({ title }: Group) =>
  languages.map((lang) => `<span lang="${lang}">${escape(title[lang])}</span>`).join(' ');

const section = (group: Group) => `
        <section>
          <h2>${title(group)}</h2>
          <dl>${group.terms.map(entry).join('')}
          </dl>
        </section>`;

export function glossaryPage(): Promise<string> {
  return framed({
    title: `${say('en', 'glossary')} · Unfold`,
    description: say('en', 'glossary_lead'),
    type: 'article',
    page: 'glossary',
    path: 'glossary/',
    main: `
      <div class="sheet">
        ${spoken('h1', 'glossary')}
        ${spoken('p', 'glossary_lead', 'class="lead"')}${groups.map(section).join('')}
      </div>
    `,
  });
}
