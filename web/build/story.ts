// A lab's story as HTML: its own Markdown with where it comes from, today's code and what to read on.
import type { Lang } from '../src/i18n/languages.ts';
import { folded, headings, today as captions, type Part } from './headings.ts';
import { render } from './markdown.ts';
import { readingList, sourcesLine } from './references.ts';

export interface Telling {
  /** Markdown. */
  body: string;
  /** Parts of courses, by the course. */
  sources: Record<string, string | null>;
  /** Papers, by their names in examples/reading.yaml. */
  reading: string[];
  /** What the notebook wrote, as one would write it today: Python. */
  today: string;
}

interface Section {
  part: Part | undefined;
  title: string;
  markdown: string;
}

function sectionsOf(body: string, lang: Lang): Section[] {
  const [, ...sections] = body.split(/^## /m);
  return sections.map((section) => {
    const [title = '', ...lines] = section.split('\n');
    const part = Object.entries(headings[lang]).find(([, heading]) => heading === title.trim());
    return { part: part?.[0] as Part | undefined, title: title.trim(), markdown: lines.join('\n') };
  });
}

function inPython(code: string, lang: Lang): string {
  return code && `\n\n${captions[lang]}\n\n\`\`\`python\n${code.trim()}\n\`\`\`\n`;
}

function told({ part, title, markdown }: Section, code: string): string {
  const content = render(part === 'notebook' ? markdown + code : markdown);
  const heading = render(`## ${title}`);
  return part && folded.includes(part)
    ? `<details data-fold="${part}"><summary>${heading}</summary>\n${content}\n</details>`
    : `${heading}\n${content}`;
}

export function tell({ body, sources, reading, today }: Telling, lang: Lang): string {
  const [lead = ''] = body.split(/^## /m);
  const line = sourcesLine(sources, lang);
  const sections = sectionsOf(body, lang);
  if (reading.length > 0) {
    const title = headings[lang].reading;
    sections.push({ part: 'reading', title, markdown: readingList(reading, lang) });
  }
  return [
    ...(line ? [render(line).replace('<p>', '<p class="sources">')] : []),
    render(lead),
    ...sections.map((section) => told(section, inPython(today, lang))),
  ].join('\n');
}
