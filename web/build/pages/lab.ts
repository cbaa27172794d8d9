// A lab's page: its story in English in the HTML, and the lab.
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { say, type Word } from '../../src/site/words.ts';
import type { Course } from '../course.ts';
import { readStory } from '../prose.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';
import { splitStory } from '../../src/site/story.ts';

function neighbour(lab: LabInfo | undefined, side: 'previous' | 'next'): string {
  if (!lab) return '<span></span>';
  return `<a class="${side}" rel="${side === 'next' ? 'next' : 'prev'}" href="../${lab.id}/" data-page>
          ${spoken('small', side)}<span data-title="${lab.id}">${escape(lab.title)}</span></a>`;
}

export async function labPage(course: Course, id: string): Promise<string> {
  const at = course.labs.findIndex((lab) => lab.id === id);
  const lab = course.labs[at]!;
  const { lead, tries, rest } = splitStory(await readStory(id, 'en'));
  return framed({
    title: `${lab.title} · Unfold`,
    description: lab.summary,
    type: 'article',
    page: 'lab',
    home: '../../',
    main: `
      <div class="lab-page" data-lab="${id}">
        <div class="heading">
          <p class="place">
            ${spoken('span', `chapter_${lab.chapter}` as Word)}
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
          ${neighbour(course.labs[at - 1], 'previous')}
          <a class="all" href="../../" data-page>${spoken('span', 'all_labs')}</a>
          ${neighbour(course.labs[at + 1], 'next')}
        </nav>
      </div>
    `,
  });
}
