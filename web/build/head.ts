// What a page says of itself to other programs: search engines, pages that link here. The address of
// the site is only known to who publishes it: UNFOLD_SITE, as https://school.example/rnn/.
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import { languages } from '../src/i18n/languages.ts';
import { say } from '../src/site/words.ts';
import { lessonOf } from './lessons.ts';
import { escape } from './pages/html.ts';
import { cardPath, oembedPath } from './paths.ts';

/** The root of the site, with a slash at its end; null where it is not known. */
export function siteOf(given: string | undefined): URL | null {
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new Error(
      `UNFOLD_SITE is "${given}". It is the address of the site, such as https://school.example/rnn/.`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

export const site = siteOf(process.env.UNFOLD_SITE);

/** The page of a language: English has no query. */
const inLanguage = (address: string, lang: string): string =>
  lang === 'en' ? address : `${address}?lang=${lang}`;

const alternates = (address: string): [string, string][] => [
  ...languages.map((lang): [string, string] => [lang, inLanguage(address, lang)]),
  ['x-default', address],
];

/** What a page with a lab offers to those who show it elsewhere, in each language. */
const embeddings = (root: URL, { id, title }: LabInfo): string[] =>
  languages.map((lang) => {
    const href = new URL(oembedPath(id, lang), root).href;
    return `<link rel="alternate" type="application/json+oembed" hreflang="${lang}" href="${href}" title="${escape(title)}" />`;
  });

const pictured = (lab: LabInfo | undefined) =>
  lab
    ? { path: cardPath(lab.id), alt: `${lab.title}: ${lab.summary}` }
    : { path: 'card.png', alt: say('en', 'card') };

/** Links that have to be whole addresses; nothing where the site does not know its own. */
export function addressTags(root: URL | null, path: string, lab?: LabInfo): string {
  if (!root) return '';
  const address = new URL(path, root).href;
  const picture = pictured(lab);
  const image = new URL(picture.path, root).href;
  const links = alternates(address).map(
    ([lang, href]) => `<link rel="alternate" hreflang="${lang}" href="${href}" />`,
  );
  return [
    `<link rel="canonical" href="${address}" />`,
    ...links,
    ...(lab ? embeddings(root, lab) : []),
    `<meta property="og:url" content="${address}" />`,
    `<meta property="og:image" content="${image}" />`,
    '<meta property="og:image:width" content="1200" />',
    '<meta property="og:image:height" content="630" />',
    `<meta property="og:image:alt" content="${escape(picture.alt)}" />`,
    '<meta name="twitter:card" content="summary_large_image" />',
  ].join('\n');
}

const common = {
  inLanguage: [...languages],
  isAccessibleForFree: true,
  license: 'https://spdx.org/licenses/MIT',
};

const provider = { '@type': 'Organization', name: 'The Unfold authors' };

const located = (root: URL | null, path: string) => (root ? { url: new URL(path, root).href } : {});

const resource = (root: URL | null, { id, title, summary }: LabInfo) => ({
  '@type': 'LearningResource',
  name: title,
  description: summary,
  learningResourceType: 'interactive simulation',
  timeRequired: `PT${lessonOf(id).minutes}M`,
  teaches: lessonOf(id).can.en,
  ...common,
  ...located(root, `lab/${id}/`),
});

/** The course with its labs. Data for machines is no script, so that the policy of the page does not
 *  ask about it. */
export function courseData(root: URL | null, labs: LabInfo[]): string {
  const minutes = labs.reduce((sum, { id }) => sum + lessonOf(id).minutes, 0);
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: say('en', 'tagline'),
    description: say('en', 'lead'),
    provider,
    ...common,
    ...located(root, ''),
    hasCourseInstance: {
      '@type': 'CourseInstance',
      courseMode: 'Online',
      courseWorkload: `PT${minutes}M`,
    },
    offers: { '@type': 'Offer', category: 'Free', price: 0, priceCurrency: 'EUR' },
    hasPart: labs.map((lab) => resource(root, lab)),
  };
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">${json}</script>`;
}

/** For search engines; each page in each language. */
export function sitemap(root: URL, paths: string[]): string {
  const entry = (address: string, own: string) => `  <url>
    <loc>${escape(own)}</loc>
${alternates(address)
  .map(
    ([lang, href]) => `    <xhtml:link rel="alternate" hreflang="${lang}" href="${escape(href)}"/>`,
  )
  .join('\n')}
  </url>`;
  const entries = paths.flatMap((path) => {
    const address = new URL(path, root).href;
    return languages.map((lang) => entry(address, inLanguage(address, lang)));
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`;
}
