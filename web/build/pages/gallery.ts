// The gallery: the course in order, by chapters, a card for each lab.
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { say, type Word } from '../../src/site/words.ts';
import type { Course } from '../course.ts';
import { courseData, site } from '../head.ts';
import { lessonOf, way } from '../lessons.ts';
import { picture } from '../picture.ts';
import { background, type Background } from '../references.ts';
import { readProse } from '../prose.ts';
import { framed } from './frame.ts';
import { counted, escape, spoken } from './html.ts';
import { unrolled } from './unrolled.ts';

function effort(total: number): string {
  if (total === 1) return spoken('span', 'at_once');
  return counted('span', 'steps', total);
}

async function card(course: Course, lab: LabInfo): Promise<string> {
  const { frame, network } = course.preview(lab.id);
  const { picture: shown } = await readProse(lab.id, 'en');
  return `
        <li class="card" data-lab="${lab.id}" data-notebook="${escape(lab.notebook)}">
          <div class="picture">${picture(frame, shown, network)}</div>
          <h3><a href="lab/${lab.id}/" data-page data-title="${lab.id}">${escape(lab.title)}</a></h3>
          <p data-summary="${lab.id}">${escape(lab.summary)}</p>
          <p class="facts">${effort(frame.total)}</p>
        </li>`;
}

async function chapter(course: Course, name: string): Promise<string> {
  const labs = course.labs.filter((lab) => lab.chapter === name);
  const cards = await Promise.all(labs.map((lab) => card(course, lab)));
  return `
      <section class="chapter" aria-labelledby="${name}">
        ${spoken('h2', `chapter_${name}` as Word, `id="${name}"`)}
        ${spoken('p', `chapter_${name}_note` as Word, 'class="note"')}
        <ul class="cards" role="list">${cards.join('')}
        </ul>
      </section>`;
}

function stop({ id, title }: LabInfo): string {
  const { minutes, can } = lessonOf(id);
  return `
          <li class="stop">
            <h3><a href="lab/${id}/" data-page data-title="${id}">${escape(title)}</a></h3>
            <p data-can="${id}">${escape(can.en)}</p>
            ${counted('p', 'minutes', minutes, 'class="facts"')}
          </li>`;
}

/** The way for beginners. */
function startHere({ labs }: Course): string {
  const stops = way.map((id) => stop(labs.find((lab) => lab.id === id)!));
  return `
      <section class="way" aria-labelledby="way">
        ${spoken('h2', 'way', 'id="way"')}
        ${counted('p', 'way_note', way.length, 'class="note"')}
        <ol class="stops" role="list">${stops.join('')}
        </ol>
      </section>`;
}

const backgroundEntry = ([name, { title, summary }]: [string, Background]) => `
          <li data-background="${name}">
            <h3><a href="${name}/" data-page data-title="${name}">${escape(title.en)}</a></h3>
            <p data-summary="${name}">${escape(summary.en)}</p>
          </li>`;

const besideTheLabs = () => `
      <section class="beside" aria-labelledby="background">
        ${spoken('h2', 'background', 'id="background"')}
        ${spoken('p', 'background_note', 'class="note"')}
        <ul role="list">${Object.entries(background).map(backgroundEntry).join('')}
        </ul>
      </section>`;

export async function galleryPage(course: Course): Promise<string> {
  const names = [...new Set(course.labs.map((lab) => lab.chapter))];
  const chapters = await Promise.all(names.map((name) => chapter(course, name)));
  return framed({
    title: `${say('en', 'tagline')} · Unfold`,
    description: say('en', 'lead'),
    type: 'website',
    page: 'gallery',
    path: '',
    data: courseData(site, course.labs),
    main: `
      <div class="hero">
        ${spoken('h1', 'tagline')}
        ${spoken('p', 'lead', 'class="lead"')}
        ${unrolled()}
        <search class="search" hidden>
          <input type="search" autocomplete="off" spellcheck="false" aria-label="${say('en', 'search')}" data-label="search" placeholder="${say('en', 'search')}" />
          <p role="status" data-found></p>
        </search>
      </div>${startHere(course)}${chapters.join('')}${besideTheLabs()}
    `,
  });
}
