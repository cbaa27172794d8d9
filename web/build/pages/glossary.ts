// The glossary: what the words of the labs mean, in every language. A page that knows its reader's
// language shows that one alone.
import { languages, type Lang } from '../../src/i18n/languages.ts';
import { say } from '../../src/site/words.ts';
import { groups, type Group, type Term } from '../meanings.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

/** The English name stands above. */
const ownName = ({ name }: Term, lang: Lang) =>
  name[lang] === name.en ? '' : `<strong>${escape(name[lang])}</strong> `;

const meaning = (term: Term) =>
  languages.map(
    (lang) => `
            <dd lang="${lang}">${ownName(term, lang)}${escape(term.means[lang])}</dd>`,
  );

const entry = (term: Term) => `
          <div class="term" id="${term.id}">
            <dt>${escape(term.name.en)}</dt>${meaning(term).join('')}
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
    home: '../',
    main: `
      <div class="glossary">
        ${spoken('h1', 'glossary')}
        ${spoken('p', 'glossary_lead', 'class="lead"')}${groups.map(section).join('')}
      </div>
    `,
  });
}
