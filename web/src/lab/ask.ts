// <unfold-ask>: "try it": a question to the trained model, and what it answers.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { count } from '../base/numbers';
import { base, buttons } from '../base/styles/shared';
import { Results } from '../engine/results';
import type { InputInfo, Refusal } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { panelsStyles, reportPanels } from '../panels/index';
import type { InputEdit } from './events';
import './form';
import type { LabRun } from './run';
import type { Values } from './values';

interface Answer {
  results: Results;
  /** Steps that the model had done. */
  step: number;
}

const defaults = (question: InputInfo[]): Values =>
  Object.fromEntries(question.map((field) => [field.name, field.default]));

@customElement('unfold-ask')
export class Ask extends LitElement {
  @property({ attribute: false }) question: InputInfo[] = [];
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) run!: LabRun;
  /** Others where the run began anew: an old answer is not theirs. */
  @property({ attribute: false }) results!: Results;
  @property() scheme = '';
  @state() private values: Values = {};
  @state() private answer: Answer | null = null;
  @state() private refusal: Refusal | null = null;
  @state() private failure = '';

  /** The number of the newest question: only its answer counts. */
  #newest = 0;

  static override styles = [
    base,
    buttons,
    ...panelsStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .lead {
        margin-bottom: 16px;
      }
      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px 40px;
      }
      @container (min-width: 640px) {
        .parts {
          grid-template-columns: minmax(220px, 300px) minmax(0, 1fr);
        }
      }
      .ask {
        min-height: 40px;
        margin-top: 16px;
        padding: 8px 24px;
        background: var(--ink);
        color: var(--on-ink);
        font-weight: 600;
      }
      .ask:hover {
        background: var(--accent);
      }
      .asked {
        margin-bottom: 12px;
      }
      .failure {
        color: var(--wrong);
        font-weight: 600;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('question')) this.values = defaults(this.question);
    if (changed.has('question') || changed.has('results')) this.#forget();
  }

  override render() {
    const { words } = this;
    return html`<section aria-label=${words.t('tryIt')}>
      <p class="soft lead">${words.t('tryItLead')}</p>
      <div class="parts">
        <div @keydown=${this.#key} @input-edit=${this.#edit}>
          <unfold-form
            .inputs=${this.question}
            .words=${words.ofQuestion()}
            .values=${this.values}
            .standard=${defaults(this.question)}
            .refusal=${this.refusal}
          ></unfold-form>
          <button class="ask" type="button" @click=${() => void this.#ask()}>
            ${words.t('ask')}
          </button>
        </div>
        <div aria-live="polite">${this.answer ? this.#answered(this.answer) : nothing}</div>
      </div>
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
    </section>`;
  }

  #answered({ results, step }: Answer) {
    return html`<p class="soft asked">${this.words.t('askedAt', { step: count(step) })}</p>
      ${reportPanels(this.words, results, this.scheme)}`;
  }

  #forget(): void {
    ++this.#newest;
    this.answer = null;
    this.refusal = null;
    this.failure = '';
  }

  #edit = ({ name, value }: InputEdit): void => {
    this.values = { ...this.values, [name]: value };
    const isDrawing = this.question.some((field) => field.name === name && field.kind === 'image');
    if (isDrawing && value !== '') void this.#ask();
  };

  /** Enter asks; with Shift it is a new line. */
  #key = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as Element;
    const isText = target.matches('textarea, input:not([type=checkbox], [type=radio])');
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !isText) return;
    event.preventDefault();
    void this.#ask();
  };

  async #ask(): Promise<void> {
    const own = ++this.#newest;
    const { step } = this.results;
    const outcome = await this.run.ask({ ...this.values });
    if (own !== this.#newest) return;
    this.refusal = outcome.kind === 'refusal' ? outcome.refusal : null;
    this.failure = '';
    this.answer =
      outcome.kind === 'answer' ? { results: new Results().take(outcome.shown), step } : null;
    if (!this.answer && !this.refusal) this.failure = this.words.t('noAnswer');
    const isElsewhere = !this.question.some(({ name }) => name === this.refusal?.input);
    if (this.refusal && isElsewhere) {
      this.failure = this.words.refusal(this.refusal, this.question);
    }
  }
}
