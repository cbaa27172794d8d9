// About: the text in every language, and the code of others that the site has in it. A page that knows
// its reader's language shows that one alone.
import { languages } from '../../src/i18n/languages.ts';
import { say } from '../../src/site/words.ts';
import { tellAbout } from '../about.ts';
import { shippedCode, type Part } from '../notices.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

const row = ({ name, version, license }: Part) => `
            <tr>
              <th scope="row">${escape(name)}</th>
              <td>${escape(version)}</td>
              <td>${escape(license)}</td>
            </tr>`;

async function code(): Promise<string> {
  return `
        <section class="story code" aria-labelledby="code">
          ${spoken('h2', 'about_code', 'id="code"')}
          ${spoken('p', 'about_code_note')}
          <div class="table" tabindex="0" role="group" aria-label="${say('en', 'about_code')}" data-label="about_code">
            <table>
              <thead><tr><td></td>${spoken('th', 'about_version', 'scope="col"')}${spoken('th', 'data_licence', 'scope="col"')}</tr></thead>
              <tbody>${(await shippedCode()).map(row).join('')}
              </tbody>
            </table>
          </div>
          <p><a href="../NOTICES.txt" data-word="notices">${escape(say('en', 'notices'))}</a></p>
          <p><a href="../about-data/" data-page data-word="about_data">${escape(say('en', 'about_data'))}</a></p>
        </section>`;
}

export async function aboutPage(): Promise<string> {
  const told = languages.map(
    async (lang) => `<article class="story" lang="${lang}">${await tellAbout(lang)}</article>`,
  );
  return framed({
    title: `${say('en', 'about')} · Unfold`,
    description: say('en', 'about_lead'),
    type: 'article',
    page: 'background',
    path: 'about/',
    main: `
      <div class="background">
        ${spoken('h1', 'about')}
        ${spoken('p', 'about_lead', 'class="lead"')}
        ${(await Promise.all(told)).join('\n        ')}
        ${await code()}
      </div>
    `,
  });
}
