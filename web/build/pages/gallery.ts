// The gallery: the course in order, by chapters, a card for each lab.
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { say, type Word } from '../../src/site/words.ts';
import type { Course } from '../course.ts';
import { picture } from '../picture.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';
import { unrolled } from './unrolled.ts';

function effort(total: number): string {
  if (total === 1) return spoken('span', 'at_once');
  return `<span data-word="steps" data-n="${total}">${say('en', 'steps', total)}</span>`;
}

function card(course: Course, lab: LabInfo): string {
  const frame = course.preview(lab.id);
  return `
        <li class="card" data-lab="${lab.id}" data-notebook="${escape(lab.notebook)}">
          <div class="picture">${picture(frame)}</div>
          <h3><a href="lab/${lab.id}/" data-page data-title="${lab.id}">${escape(lab.title)}</a></h3>
          <p data-summary="${lab.id}">${escape(lab.summary)}</p>
          <p class="facts">${effort(frame.total)}</p>
        </li>`;
}

function chapter(course: Course, name: string): string {
  const cards = course.labs.filter((lab) => lab.chapter === name).map((lab) => card(course, lab));
  return `
      <section class="chapter" aria-labelledby="${name}">
        ${spoken('h2', `chapter_${name}` as Word, `id="${name}"`)}
        ${spoken('p', `chapter_${name}_note` as Word, 'class="note"')}
        <ul class="cards" role="list">${cards.join('')}
        </ul>
      </section>`;
}

export function galleryPage(course: Course): Promise<string> {
  const chapters = [...new Set(course.labs.map((lab) => lab.chapter))];
  return framed({
    title: `${say('en', 'tagline')} · Unfold`,
    description: say('en', 'lead'),
    type: 'website',
    page: 'gallery',
    home: './',
    main: `
      <div class="hero">
        ${unrolled()}
        ${spoken('h1', 'tagline')}
        ${spoken('p', 'lead', 'class="lead"')}
        <search class="search" hidden>
          <input type="search" autocomplete="off" spellcheck="false" aria-label="${say('en', 'search')}" data-label="search" placeholder="${say('en', 'search')}" />
          <p role="status" data-found></p>
        </search>
      </div>${chapters.map((name) => chapter(course, name)).join('')}
    `,
  });
}
