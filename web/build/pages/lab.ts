// A lab's page: its story in English in the HTML, and the lab.
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { say, type Word } from '../../src/site/words.ts';
import type { Course } from '../course.ts';
import { checkGoals, readExercises } from '../exercises.ts';
import { lessonOf, way } from '../lessons.ts';
import { readProse, readStory } from '../prose.ts';
import { framed } from './frame.ts';
import { counted, escape, spoken } from './html.ts';
import { splitStory } from '../../src/site/story.ts';

function neighbour(lab: LabInfo | undefined, side: 'previous' | 'next'): string {
  if (!lab) return '<span></span>';
  return `<a class="${side}" rel="${side === 'next' ? 'next' : 'prev'}" href="../${lab.id}/" data-page>
          ${spoken('small', side)}<span data-title="${lab.id}">${escape(lab.title)}</span></a>`;
}

const named = ({ labs }: Course, id: string) => labs.find((lab) => lab.id === id)!;

const link = ({ id, title }: LabInfo) =>
  `<a href="../${id}/" data-page data-title="${id}">${escape(title)}</a>`;

/** How long a lab takes, and what it builds on. */
function effort(course: Course, id: string): string {
  const { minutes, builds_on } = lessonOf(id);
  const before = builds_on.map((each) => link(named(course, each))).join(', ');
  return [
    counted('span', 'minutes', minutes),
    ...(before ? [`<span>${spoken('span', 'builds_on')} ${before}</span>`] : []),
  ].join('\n            ');
}

/** Where the way for beginners goes on. */
function onward(course: Course, id: string): string {
  const at = way.indexOf(id);
  const next = way[at + 1];
  if (at < 0 || !next) return '';
  return `<p class="onward">${spoken('span', 'onward')} ${at + 2}/${way.length}: ${link(named(course, next))}</p>`;
}

export async function labPage(course: Course, id: string): Promise<string> {
  const at = course.labs.findIndex((lab) => lab.id === id);
  const lab = course.labs[at]!;
  const { text } = await readProse(id, 'en');
  checkGoals(lab, Object.keys(text.reports ?? {}), await readExercises(id));
  const { lead, tries, rest } = splitStory(await readStory(id, 'en'));
  return framed({
    title: `${lab.title} · Unfold`,
    description: lab.summary,
    type: 'article',
    page: 'lab',
    path: `lab/${id}/`,
    lab,
    main: `
      <div class="lab-page" data-lab="${id}">
        <div class="heading">
          <p class="place">
            ${spoken('span', `chapter_${lab.chapter}` as Word)}
            ${effort(course, id)}
          </p>
          <h1 data-title="${id}">${escape(lab.title)}</h1>
          <p class="lead" data-summary="${id}">${escape(lab.summary)}</p>
          ${spoken('noscript', 'no_script')}
        </div>
        <div class="story" data-story="lead">${lead}</div>
        <div class="story" data-story="tries">${tries}</div>
        <section class="lab" id="lab" tabindex="-1" aria-label="${say('en', 'lab')}" data-label="lab"></section>
        <div class="story" data-story="rest">${rest}</div>
        <nav class="neighbours" aria-label="${say('en', 'all_labs')}" data-label="all_labs">
          ${onward(course, id)}
          ${neighbour(course.labs[at - 1], 'previous')}
          <a class="all" href="../../" data-page>${spoken('span', 'all_labs')}</a>
          ${neighbour(course.labs[at + 1], 'next')}
        </nav>
      </div>
    `,
  });
}
