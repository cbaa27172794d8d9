// A reader's progress on the gallery: a word on each card, and a place to save, add and forget it.
// Loaded where there is some; nothing is said where it cannot be kept.
import { asText, forget, fromText, goals, isKept, marks, take } from '../../base/progress';
import { download } from '../../lab/download';
import { language } from '../language';
import { sayProgress, type SayProgress } from './words';

/** Bytes of a file that is read at all. */
const MOST = 1e6;

const cards = () => [...document.querySelectorAll<HTMLElement>('.card')];
const idOf = (card: HTMLElement) => card.dataset.lab!;
const isSolved = (id: string) => (goals()[id] ?? 0) > 0;

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  children: (Node | string)[] = [],
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** How far a lab is, in a word, and whether its goal is reached. */
function markCard(card: HTMLElement, say: SayProgress): void {
  card.querySelector('.far')?.remove();
  const mark = marks()[idOf(card)];
  if (isSolved(idOf(card))) card.querySelector('.facts')!.append(far(say('solved'), 'solved'));
  else if (mark) card.querySelector('.facts')!.append(far(say(mark), mark));
}

const far = (text: string, mark: string) =>
  element('span', { className: `far ${mark}`, textContent: text });

const button = (text: string, name: string, act: () => void) => {
  const made = element('button', { type: 'button', textContent: text, onclick: act });
  made.dataset.progress = name;
  return made;
};

class Section {
  #root = element('section', { className: 'own-progress' });
  #status = element('p', { className: 'note' });
  #actions = element('div', { className: 'actions' });

  constructor() {
    this.#status.setAttribute('role', 'status');
    this.#root.setAttribute('aria-labelledby', 'own-progress');
    document.querySelector('.beside')!.before(this.#root);
  }

  /** As it is now, in the page's language. */
  show(said = ''): void {
    const say = sayProgress(language());
    for (const card of cards()) markCard(card, say);
    this.#root.replaceChildren(
      element('h2', { id: 'own-progress', textContent: say('title') }),
      element('p', { className: 'counts', textContent: this.#counts(say) }),
      element('p', { className: 'note', textContent: say('stays') }),
      this.#status,
      this.#actions,
    );
    this.#offer(say);
    this.#status.textContent = said;
  }

  #counts(say: SayProgress): string {
    const ids = cards().map(idOf);
    const known = marks();
    return say('counts', {
      all: ids.length,
      opened: ids.filter((id) => known[id]).length,
      run: ids.filter((id) => known[id] === 'run').length,
      solved: ids.filter(isSolved).length,
    });
  }

  #offer(say: SayProgress): void {
    this.#actions.replaceChildren(
      button(say('save'), 'save', () =>
        download(new TextEncoder().encode(asText()), 'unfold-progress.json'),
      ),
      button(say('open'), 'open', () => this.#choose()),
      button(say('forget'), 'forget', () =>
        this.#ask(say('askForget'), say('forget'), say, () => {
          forget();
          this.show(say('forgotten'));
        }),
      ),
    );
  }

  /** Nothing is done before a second click. */
  #ask(question: string, verb: string, say: SayProgress, act: () => void): void {
    const answer = (text: string, name: string, answered: () => void) =>
      button(text, name, () => {
        answered();
        this.#actions.querySelector('button')!.focus();
      });
    const leave = answer(say('leave'), 'leave', () => this.show());
    this.#actions.replaceChildren(answer(verb, 'sure', act), leave);
    this.#status.textContent = question;
    leave.focus();
  }

  #choose(): void {
    const input = element('input', { type: 'file', accept: '.json,application/json' });
    input.onchange = () => void this.#read(input.files![0]!);
    input.click();
  }

  async #read(file: File): Promise<void> {
    const say = sayProgress(language());
    const { name } = file;
    const given = file.size > MOST ? null : fromText(await file.text().catch(() => ''));
    if (!given) {
      this.#status.textContent = say('otherFile', { name });
      return;
    }
    const labs = new Set([...Object.keys(given.marks), ...Object.keys(given.goals)]);
    this.#ask(say('askTake', { n: labs.size, name }), say('take'), say, () => {
      take(given);
      this.show(say('taken'));
    });
  }
}

let section: Section | null = null;

/** Says how far the reader is, now and in another language. */
export function showProgress(): void {
  if (!isKept()) return;
  section ??= new Section();
  section.show();
}
