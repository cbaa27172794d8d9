// A lab's story as HTML: its own Markdown with where it comes from, what one can do afterwards,
// today's code, exercises and what to read on.
import type { Lang } from '../src/i18n/languages.ts';
import { tellExercises, type Exercise } from './exercises.ts';
import { afterwards, folded, headings, outcome, today as captions, type Part } from './headings.ts';
import { render } from './markdown.ts';
import { Marker } from './marking.ts';
import { readingList, sourcesLine } from './references.ts';

export interface Telling {
  /** The lab's id. */
  lab: string;
  /** Markdown. */
  body: string;
  /** What one can do afterwards. */
  can: string;
  /** Parts of courses, by the course. */
  sources: Record<string, string | null>;
  /** Papers, by their names in examples/reading.yaml. */
  reading: string[];
  /** What the notebook wrote, as one would write it today: Python. */
  today: string;
  exercises: Exercise[];
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

function told({ part, title, markdown }: Section, telling: Telling, lang: Lang, marker: Marker) {
  const code = inPython(telling.today, lang);
  const isOwn = part !== 'reading';
  const content = render(
    part === 'notebook' ? markdown + code : markdown,
    isOwn ? marker : undefined,
    part === 'tries' ? { outcome: { lang, caption: outcome[lang] } } : {},
  );
  const heading = render(`## ${title}`);
  return part && folded.includes(part)
    ? `<details data-fold="${part}"><summary>${heading}</summary>\n${content}\n</details>`
    : `${heading}\n${content}`;
}

/** Where it comes from and what one can do afterwards. */
function head({ sources, can }: Telling, lang: Lang): string {
  const parts = [sourcesLine(sources, lang), afterwards[lang] + can].filter(Boolean);
  return render(parts.join(' · ')).replace('<p>', '<p class="sources">');
}

export function tell(telling: Telling, lang: Lang): string {
  const { lab, body, reading, exercises } = telling;
  const [lead = ''] = body.split(/^## /m);
  const marker = new Marker(lab, lang, body);
  const sections = sectionsOf(body, lang);
  if (reading.length > 0) {
    const title = headings[lang].reading;
    sections.push({ part: 'reading', title, markdown: readingList(reading, lang) });
  }
  const asked = () =>
    `<h2>${headings[lang].exercises}</h2>\n${tellExercises(exercises, lang, marker)}`;
  return [
    head(telling, lang),
    render(lead, marker),
    ...sections.flatMap((section) => {
      const isBeforeThem = section.part === 'limits' && exercises.length > 0;
      return [told(section, telling, lang, marker), ...(isBeforeThem ? [asked()] : [])];
    }),
  ].join('\n');
}
