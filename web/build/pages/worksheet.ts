// Worksheets: where teachers write them and students read them. All of it is made in the browser.
import { say } from '../../src/site/words.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

export function worksheetPage(): Promise<string> {
  return framed({
    title: `${say('en', 'worksheet')} · Unfold`,
    description: say('en', 'worksheet_lead'),
    type: 'article',
    page: 'worksheet',
    path: 'worksheet/',
    main: `
      <div class="sheet" data-worksheet>
        <h1>${escape(say('en', 'worksheet'))}</h1>
        <noscript>${spoken('p', 'worksheet_lead')}</noscript>
      </div>
    `,
  });
}
