// <unfold-share>: a dialog in which a teacher says what a lab shows and asks, with a preview of it and
// the link and markup to copy.
import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { copied } from '../../base/clipboard';
import { quantityOf } from '../../base/quantities';
import { goButton } from '../../base/styles/go';
import { base, boxes, buttons, folds } from '../../base/styles/shared';
import { loadEngine } from '../../engine/client';
import type { LabInfo } from '../../engine/types';
import { labText } from '../../i18n/index';
import { languageNames, languages } from '../../i18n/languages';
import { sayOfSharing, type ShareKey } from '../../i18n/share';
import type { Values } from '../../i18n/fill';
import type { Words } from '../../i18n/words';
import type { UnfoldLab } from '../../lab/unfold-lab';
import { siteOf } from '../root';
import { addressOf, elementOf, frameOf, notebookOf, sandbox, type Choice } from './address';
import './condition';
import { goalField, taskField, ticks, tickStyles, type List } from './fields';
import {
  choose,
  first,
  goalTrouble,
  hasOwnFile,
  isMidway,
  LONG,
  NOW,
  parts,
  seedOf,
  type Wishes,
} from './made';
import { shareStyles } from './styles';

/** Milliseconds without a change before the preview shows it. */
const REST = 500;

export interface About {
  lab: LabInfo;
  words: Words;
  title: string;
  /** By name, what the lab reports in words. */
  reports: string[];
  /** The goal of the lab's exercise, and what it asks. */
  exercise: { goal: string; ask: string } | null;
  /** What the lab shows now. */
  now: { fragment: string; preset: string; seed: string };
}

@customElement('unfold-share')
export class Share extends LitElement {
  @property({ attribute: false }) about!: About;
  @state() private wishes = first;
  @state() private choice: Choice | null = null;
  /** Where the preview is. */
  @state() private shown = '';
  @state() private said = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  #waiting = 0;

  static override styles = [base, buttons, boxes, folds, goButton, shareStyles, tickStyles];

  override willUpdate(): void {
    // What the teacher reads, the students do, unless another is chosen.
    if (!this.hasUpdated) this.wishes = { ...first, lang: this.about.words.lang };
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    void this.#make();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#waiting);
  }

  override render() {
    return html`<dialog
      lang=${this.about.words.lang}
      aria-labelledby="title"
      @close=${() => this.remove()}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <div class="bar">
        <h2 id="title">${this.#say('title')}</h2>
        <button class="quiet" type="button" data-close @click=${() => this.dialog.close()}>
          ${this.#say('close')}
        </button>
      </div>
      <div class="columns">
        <div class="fields">
          ${this.#beginning()} ${this.#task()} ${this.#looks()} ${this.#leftOut()} ${this.#locks()}
        </div>
        <div class="made">${this.choice ? this.#made(this.choice) : nothing}</div>
      </div>
    </dialog>`;
  }

  #say = (key: ShareKey, values?: Values): string =>
    sayOfSharing(this.about.words.lang, key, values);

  // Fields

  #select(name: 'begin' | 'lang' | 'theme', label: ShareKey, options: [string, string][]) {
    return html`<div>
      <label for=${name}>${this.#say(label)}</label>
      <select class="box" id=${name} @change=${this.#typed(name)}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === this.wishes[name]}>${text}</option>`)}
      </select>
    </div>`;
  }

  #number(name: 'seed' | 'height', label: ShareKey, value: string, help: ShareKey | null) {
    return html`<div>
      <label for=${name}>${this.#say(label)}</label>
      <input
        class="box"
        id=${name}
        inputmode="numeric"
        autocomplete="off"
        .value=${value}
        aria-describedby=${help ? `${name}-help` : nothing}
        @input=${this.#typed(name)}
      />
      ${help ? html`<p class="soft" id="${name}-help">${this.#say(help)}</p>` : nothing}
    </div>`;
  }

  #beginning() {
    const { lab, words, now } = this.about;
    const presets = lab.presets.map((each): [string, string] => [each.name, words.preset(each)]);
    return html`<fieldset>
      <legend>${this.#say('begin')}</legend>
      <div class="pair">
        ${this.#select('begin', 'inputs', [[NOW, this.#say('asNow')], ...presets])}
        ${seedOf(lab) ? this.#number('seed', 'seed', this.wishes.seed || now.seed, 'seedHelp') : nothing}
      </div>
    </fieldset>`;
  }

  #task() {
    const { lab, words, reports, exercise } = this.about;
    const { task, goal } = this.wishes;
    const trouble = goalTrouble(goal, lab, reports, words.lang);
    return html`<fieldset>
      <legend>${this.#say('task')}</legend>
      ${taskField(this.#say('sentence'), task, this.#typed('task'))}
      ${goalField({ goal, trouble, label: this.#say('goal'), help: this.#say('goalHelp') }, this.#typed('goal'))}
      <unfold-condition
        .words=${words}
        .reports=${reports}
        @condition=${({ detail }: CustomEvent<string>) => this.#wish({ goal: [goal, detail].filter(Boolean).join(', ') })}
      ></unfold-condition>
      ${exercise ? this.#exercise(exercise) : nothing}
    </fieldset>`;
  }

  #exercise({ goal, ask }: { goal: string; ask: string }) {
    return html`<div>
      <button
        class="quiet"
        type="button"
        data-exercise
        @click=${() => this.#wish({ goal, task: ask })}
      >
        ${this.#say('exercise')}
      </button>
    </div>`;
  }

  #looks() {
    const own: [string, string] = ['', this.#say('readers')];
    return html`<fieldset>
      <legend>${this.#say('looks')}</legend>
      <div class="pair">
        ${this.#select('lang', 'lang', [own, ...languages.map((lang): [string, string] => [lang, languageNames[lang]])])}
        ${this.#select('theme', 'theme', [own, ['light', this.#say('light')], ['dark', this.#say('dark')]])}
        ${this.#number('height', 'height', this.wishes.height, null)}
      </div>
    </fieldset>`;
  }

  #ticks = (list: List, names: [string, string][]) =>
    ticks(list, names, this.wishes[list], (chosen) => this.#wish({ [list]: chosen }));

  #leftOut() {
    const { lab } = this.about;
    const there = parts.filter((part) => part !== 'ask' || lab.question !== null);
    return html`<fieldset>
      <legend>${this.#say('hide')}</legend>
      ${this.#ticks(
        'hide',
        there.map((part) => [part, this.#say(`part_${part}`)]),
      )}
    </fieldset>`;
  }

  #locks() {
    const { lab, words } = this.about;
    const inputs = lab.inputs.map((input): [string, string] => [input.name, words.label(input)]);
    return html`<details>
      <summary>${this.#say('lock')}</summary>
      <fieldset aria-label=${this.#say('lock')}>
        <p class="soft">${this.#say('lockHelp')}</p>
        ${this.#ticks('lock', [['preset', this.#say('presets')], ...inputs])}
      </fieldset>
    </details>`;
  }

  // What comes of them

  #made(choice: Choice) {
    const site = siteOf();
    const link = addressOf(site, choice, false);
    return html`<section>
        <h3>${this.#say('preview')}</h3>
        <p class="soft">${this.#say('lead')}</p>
        <iframe
          title=${this.#say('preview')}
          sandbox=${sandbox}
          src=${this.shown || nothing}
        ></iframe>
      </section>
      ${hasOwnFile(choice) ? html`<p class="wrong">${this.#say('ownFile')}</p>` : nothing}
      ${link.length > LONG ? html`<p class="wrong">${this.#say('long', { size: link.length.toLocaleString(this.about.words.lang) })}</p>` : nothing}
      ${this.#copied('link', link)} ${this.#copied('frame', frameOf(site, choice))}
      ${this.#copied('element', elementOf(site, choice))}
      ${this.#copied('notebook', notebookOf(site, choice))}
      ${isMidway(choice) ? html`<p class="soft">${this.#say('midway')}</p>` : nothing}
      <p><a class="sheet" href=${sheetAddress(site, link)}>${this.#say('worksheet')}</a></p>
      <p class="said soft" role="status">${this.said}</p>`;
  }

  #copied(name: 'link' | 'frame' | 'element' | 'notebook', text: string) {
    const what = this.#say(name);
    return html`<div>
      <div class="head">
        <label for=${name}>${what}</label>
        <button
          class="quiet"
          type="button"
          data-copy=${name}
          aria-label=${this.#say('copyOf', { what })}
          @click=${() => void this.#copy(name, what)}
        >
          ${this.#say('copy')}
        </button>
      </div>
      <textarea class="box code" id=${name} readonly rows="3" .value=${text}></textarea>
    </div>`;
  }

  async #copy(name: string, what: string): Promise<void> {
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>(`#${name}`)!;
    field.select();
    const isCopied = await copied(field.value);
    if (!isCopied) field.focus();
    this.said = isCopied ? this.#say('copied', { what }) : this.#say('notCopied');
  }

  // Changes

  #typed = (name: keyof Wishes) => (event: Event) =>
    this.#wish({ [name]: (event.target as HTMLInputElement).value });

  #wish(change: Partial<Wishes>): void {
    this.wishes = { ...this.wishes, ...change };
    void this.#make();
  }

  async #make(): Promise<void> {
    const { lab, title, now } = this.about;
    const { wishes } = this;
    const choice = await choose(lab, title, now, wishes);
    if (wishes !== this.wishes) return;
    this.choice = choice;
    clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => this.#preview(choice), this.shown ? REST : 0);
  }

  #preview(choice: Choice): void {
    this.shown = addressOf(siteOf(), choice, true);
  }
}

/** Where this link is put into a worksheet, in the page's own language. */
const sheetAddress = (site: string, link: string): string =>
  new URL(`worksheet/#add=${encodeURIComponent(link)}`, site).href;

function exerciseOf(): About['exercise'] {
  const item = document.querySelector<HTMLElement>('[data-goal]');
  const ask = item?.querySelector('p:not(.kind)')?.textContent?.trim() ?? '';
  return item ? { goal: item.dataset.goal!, ask } : null;
}

/** A goal is mostly about a loss or the like. */
function measuredFirst(names: string[]): string[] {
  const isMeasured = (name: string) => quantityOf(name) !== undefined;
  return [...names.filter(isMeasured), ...names.filter((name) => !isMeasured(name))];
}

export async function share(element: UnfoldLab): Promise<void> {
  const { words } = element;
  const { catalogue } = await loadEngine(element.lab);
  const lab = catalogue.labs.find(({ id }) => id === element.lab)!;
  const text = await labText(lab.id, words.lang);
  const { inputs, texts, curves, levels } = element.state;
  const seen = [...Object.keys(curves), ...Object.keys(texts), ...levels.map(({ name }) => name)];
  const about: About = {
    lab,
    words,
    title: text?.title ?? lab.title,
    reports: measuredFirst([...new Set([...seen, ...Object.keys(text?.reports ?? {})])]),
    exercise: exerciseOf(),
    now: {
      fragment: location.hash,
      preset: element.preset,
      seed: inputs[seedOf(lab) ?? ''] ?? '',
    },
  };
  const dialog = document.createElement('unfold-share') as Share;
  dialog.about = about;
  document.body.append(dialog);
}
