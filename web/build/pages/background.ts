// A page of background beside the labs, in every language. A page that knows its reader's language
// shows that one alone.
import { languages } from '../../src/i18n/languages.ts';
import { say } from '../../src/site/words.ts';
import { tellBackground } from '../background.ts';
import { background } from '../references.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

const neighbour = (name: string) =>
  `<li><a href="../${name}/" data-page data-title="${name}">${escape(background[name]!.title.en)}</a></li>`;

export async function backgroundPage(name: string): Promise<string> {
  const { title, summary } = background[name]!;
  const others = Object.keys(background).filter((each) => each !== name);
  const told = languages.map(
    async (lang) =>
      `<article class="story" lang="${lang}">${await tellBackground(name, lang)}</article>`,
  );
  return framed({
    title: `${title.en} · Unfold`,
    description: summary.en,
    type: 'article',
    page: 'background',
    path: `${name}/`,
    main: `
      <div class="background">
        ${spoken('p', 'background', 'class="place"')}
        <h1 data-title="${name}">${escape(title.en)}</h1>
        <p class="lead" data-summary="${name}">${escape(summary.en)}</p>
        ${(await Promise.all(told)).join('\n        ')}
        <nav class="others" aria-label="${say('en', 'background')}" data-label="background">
          <ul role="list">
            ${others.map(neighbour).join('\n            ')}
            <li><a href="../" data-page>${spoken('span', 'all_labs')}</a></li>
          </ul>
        </nav>
      </div>
    `,
  });
}
