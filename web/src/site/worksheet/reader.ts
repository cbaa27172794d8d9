// <unfold-worksheet>: a worksheet as students have it.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { canKeep } from '../../base/storage';
import { goButton } from '../../base/styles/go';
import { base, boxes, buttons } from '../../base/styles/shared';
import type { Values } from '../../i18n/fill';
import type { Titles } from '../../i18n/texts';
import { sayOfSheet, type SheetKey } from '../../i18n/worksheet';
import { download } from '../../lab/download';
import { frameAddress } from './address';
import { keepAnswers, keptAnswers, longest, writeAnswers, type Answers } from './answers';
import './lab-frame';
import { prose } from './prose';
import type { LabPart, Part, QuestionPart, Sheet } from './sheet';
import { fileStem } from './stem';
import { proseStyles, sheetStyles } from './styles';

@customElement('unfold-worksheet')
export class Worksheet extends LitElement {
  @property({ attribute: false }) sheet!: Sheet;
  @property({ attribute: false }) titles!: Titles;
  @property() site = '';
  /** What the page has to say, as of a file that was opened. */
  @property() notice = '';
  @state() private answers!: Answers;
  #isKept = canKeep();
  /** Frames begin with it, and follow the page by themselves: another address would begin them anew. */
  #theme = document.documentElement.dataset.theme ?? '';

  static override styles = [
    base,
    buttons,
    boxes,
    goButton,
    sheetStyles,
    proseStyles,
    css`
      article,
      .parts {
        display: grid;
        gap: 32px;
        grid-template-columns: minmax(0, 1fr);
      }
      .part {
        display: grid;
        gap: 8px;
        grid-template-columns: minmax(0, 1fr);
      }
      .question {
        max-width: 42rem;
      }
      .task {
        padding: 12px 16px;
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: inset 3px 0 0 var(--accent);
      }
      .task p {
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }
      .task .goal {
        color: var(--ink-soft);
      }
      .task .reached {
        color: var(--accent);
        font-weight: 600;
      }
      .name {
        max-width: 24rem;
      }
      .back {
        display: grid;
        gap: 12px;
        padding-top: 24px;
        border-top: 1px solid var(--line);
      }
      .back h2 {
        font-size: var(--size-4);
      }
      .paper {
        display: none;
      }
      @media print {
        .screen,
        unfold-lab-frame,
        textarea,
        input {
          display: none !important;
        }
        .paper {
          display: block;
          white-space: pre-wrap;
          overflow-wrap: anywhere;
        }
        .answer .paper {
          min-height: 3em;
          padding: 4px 0 4px 12px;
          border-left: 2px solid var(--edge);
        }
        .part {
          break-inside: avoid;
        }
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('sheet')) this.answers = keptAnswers(this.sheet);
  }

  override render() {
    const { parts } = this.sheet;
    return html`<article lang=${this.sheet.lang}>
      <div class="name answer">
        <label for="name">${this.#say('name')}</label>
        <input
          class="box"
          id="name"
          autocomplete="name"
          maxlength=${longest.name}
          .value=${this.answers.name}
          @input=${({ target }: Event) => this.#answer({ name: (target as HTMLInputElement).value })}
        />
        <p class="paper">${this.answers.name}</p>
      </div>
      <div class="parts">${parts.map((part, at) => this.#part(part, at))}</div>
      ${this.#back()}
    </article>`;
  }

  /** The answers in a file take the place of those here. */
  take(answers: Answers): void {
    this.answers = answers;
    keepAnswers(this.sheet, answers);
    this.notice = this.#say('answersOpened');
  }

  #say = (key: SheetKey, values?: Values): string => sayOfSheet(this.sheet.lang, key, values);

  #part(part: Part, at: number) {
    if (part.kind === 'text') return prose(part.text);
    return part.kind === 'lab' ? this.#lab(part, at) : this.#question(part, at);
  }

  #question({ text }: QuestionPart, at: number) {
    const given = this.answers.answers[at] ?? '';
    return html`<div class="part question answer" role="group" aria-labelledby="question-${at}">
      <div id="question-${at}">${prose(text)}</div>
      <label for="answer-${at}">${this.#say('answer')}</label>
      <textarea
        class="box"
        id="answer-${at}"
        rows="3"
        maxlength=${longest.answer}
        aria-describedby="question-${at}"
        .value=${given}
        @input=${({ target }: Event) => {
          const answer = (target as HTMLTextAreaElement).value;
          this.#answer({ answers: { ...this.answers.answers, [at]: answer } });
        }}
      ></textarea>
      <p class="paper">${given || this.#say('unanswered')}</p>
    </div>`;
  }

  #lab(part: LabPart, at: number) {
    const title = this.titles[part.lab]?.title ?? part.lab;
    return html`<section class="part" aria-label=${this.#say('labHere', { title })}>
      <p class="paper">${this.#say('labHere', { title })}</p>
      ${
        part.task || part.goal
          ? html`<div class="task">
              ${part.task ? html`<p>${part.task}</p>` : nothing}
              ${part.goal ? this.#goal(part, at) : nothing}
            </div>`
          : nothing
      }
      <unfold-lab-frame
        data-lab=${part.lab}
        address=${frameAddress(this.site, part, this.sheet.lang, this.#theme)}
        name=${this.#say('labHere', { title })}
        @reached=${({ detail }: CustomEvent<number>) => this.#reach(at, detail)}
      ></unfold-lab-frame>
    </section>`;
  }

  #goal({ goal }: LabPart, at: number) {
    const step = this.answers.reached[at];
    const isReached = step !== undefined;
    return html`<p class="goal"><code>${goal}</code></p>
      <p class=${isReached ? 'reached' : 'soft'} role="status">${this.#status(step)}</p>`;
  }

  #status(step: number | undefined): string {
    if (step === undefined) return this.#say('goalOpen');
    return step > 1 ? this.#say('goalReachedAt', { n: step }) : this.#say('goalReached');
  }

  #back() {
    const { sheet, answers } = this;
    const goals = sheet.parts.filter((part) => part.kind === 'lab' && part.goal).length;
    const questions = sheet.parts.filter(({ kind }) => kind === 'question').length;
    const reached = Object.keys(answers.reached).length;
    const answered = Object.values(answers.answers).filter((text) => text.trim()).length;
    return html`<section class="back" aria-labelledby="back">
      <h2 class="screen" id="back">${this.#say('giveBack')}</h2>
      <p>${this.#say('done', { reached, goals, answered, questions })}</p>
      <p class="soft screen">${this.#say(this.#isKept ? 'giveBackHelp' : 'giveBackNotKept')}</p>
      <div class="row screen">
        <button class="go" type="button" data-save @click=${this.#save}>
          ${this.#say('saveAnswers')}
        </button>
        <button class="go" type="button" data-print @click=${() => print()}>
          ${this.#say('print')}
        </button>
        <slot></slot>
      </div>
      <p class="said soft screen" role="status">${this.notice}</p>
    </section>`;
  }

  #answer(change: Partial<Answers>): void {
    this.answers = { ...this.answers, ...change };
    keepAnswers(this.sheet, this.answers);
  }

  /** The first time counts. */
  #reach(at: number, step: number): void {
    const { reached } = this.answers;
    if (!(at in reached)) this.#answer({ reached: { ...reached, [at]: step } });
  }

  #save = (): void => {
    const { sheet, answers } = this;
    const text = writeAnswers(sheet, answers);
    download(new TextEncoder().encode(text), `${fileStem(answers.name, sheet.title)}.json`);
  };
}
