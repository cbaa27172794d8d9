// About the data: what the build has laid out, whose it is, and what may be done with it.
import { byteSize } from '../../src/base/numbers.ts';
import { say, type Word } from '../../src/site/words.ts';
import { readManifest, type DataFile, type Manifest } from '../data.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

/** What is said of a set; whatever is laid out has its words. */
export const words: Record<string, Word> = {
  mnist: 'data_mnist',
  'mnist-slice': 'data_mnist_slice',
  'plays.txt': 'data_plays',
  'prose.txt': 'data_prose',
  'books.txt': 'data_books',
  'engine.txt': 'data_engine',
  'goog.csv': 'data_goog',
};

const translated: Record<string, Word> = {
  'public domain': 'public_domain',
  'this project': 'this_project',
};

/** The files of one set as one line. */
function sets(manifest: Manifest): [name: string, entry: DataFile][] {
  const found = new Map<string, DataFile>();
  for (const [name, entry] of Object.entries(manifest)) {
    const [set = name] = name.split('/');
    const gzipped = (found.get(set)?.gzipped ?? 0) + entry.gzipped;
    found.set(set, { ...entry, gzipped });
  }
  return [...found];
}

const said = (text: string) => (translated[text] ? spoken('span', translated[text]) : escape(text));

const row = ([name, { title, licence, source, gzipped }]: [string, DataFile]) => `
            <tr>
              <th scope="row">${escape(title)}${spoken('small', words[name]!)}</th>
              <td>${said(licence)}</td>
              <td>${said(source)}</td>
              <td>${byteSize(gzipped)}</td>
            </tr>`;

const notices = `<a href="../NOTICES.txt" data-word="notices">${escape(say('en', 'notices'))}</a>`;

export async function aboutDataPage(): Promise<string> {
  const columns: Word[] = ['data_what', 'data_licence', 'data_source', 'data_size'];
  const manifest = await readManifest();
  return framed({
    title: `${say('en', 'about_data')} · Unfold`,
    description: say('en', 'about_data_lead'),
    type: 'article',
    page: 'about',
    path: 'about-data/',
    main: `
      <div class="sheet">
        ${spoken('h1', 'about_data')}
        ${spoken('p', 'about_data_lead', 'class="lead"')}
        <div class="table" tabindex="0" role="group" aria-label="${say('en', 'about_data')}" data-label="about_data">
          <table>
            <thead><tr>${columns.map((word) => spoken('th', word, 'scope="col"')).join('')}</tr></thead>
            <tbody>${sets(manifest).map(row).join('')}
            </tbody>
          </table>
        </div>
        <p>${notices}</p>
      </div>
    `,
  });
}
