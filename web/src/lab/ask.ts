// <unfold-ask>: "try it": a question to the trained model, and what it answers. Fields that are live ask
// anew with each change, and the answer then keeps up with the run, too.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { count } from '../base/numbers';
import { Refresh } from '../base/refresh';
import { base, buttons } from '../base/styles/shared';
import { Results } from '../engine/results';
import type { InputInfo, Outcome, Refusal } from '../engine/types';
import { sayAsking } from '../i18n/asking';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { panelsStyles, reportPanels } from '../panels/index';
import { LiveText } from '../panels/live';
import type { InputEdit } from './events';
import './form';
import type { LabRun } from './run';
import type { Values } from './values';

/** Milliseconds without a change until it is said that what is written so far is refused. */
const REST = 700;

interface Answer {
  /** The question. */
  asked: Values;
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
  /** Changes with the weights. */
  @property({ type: Number }) step = 0;
  @property() scheme = '';
  @state() private values: Values = {};
  @state() private answer: Answer | null = null;
  @state() private refusal: Refusal | null = null;
  @state() private failure = '';
  @state() private isInSight = false;

  /** How often a question has been given up: what is answered to it then counts no more. */
  #givenUp = 0;
  /** The run that the answer is of. */
  #count = 0;
  /** The reader waits for the next answer, and does not write any more. */
  #isWaitedFor = false;
  #isChange = false;
  #asking = new Refresh(() => this.#ask());
  #refusing: ReturnType<typeof setTimeout> | undefined;
  #spoken = new LiveText(this);
  #observer = new IntersectionObserver((entries) => {
    this.isInSight = entries.at(-1)!.isIntersecting;
  });

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

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#forget();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('question')) this.values = defaults(this.question);
    const isOfOther = changed.has('question') || this.run.count !== this.#count;
    this.#count = this.run.count;
    if (isOfOther || (changed.has('results') && !this.#isLive)) this.#forget();
    else if (changed.has('step') || changed.has('isInSight')) this.#follow();
  }

  /** An answer that a change would renew keeps up with the run. */
  #follow(): void {
    const { answer, refusal, failure, isInSight, step } = this;
    const isOld = answer !== null && answer.step !== step;
    if (isOld && this.#isLive && isInSight && !refusal && !failure) this.#asking.news();
  }

  get #isLive(): boolean {
    return this.question.some(({ live }) => live);
  }

  override render() {
    const { words } = this;
    return html`<section aria-label=${words.t('tryIt')}>
      <p class="soft lead">
        ${words.t('tryItLead')} ${this.#isLive ? sayAsking(words.lang)('atOnce') : nothing}
      </p>
      <div class="parts">
        <div @keydown=${this.#key} @input-edit=${this.#edit}>
          <unfold-form
            .inputs=${this.question}
            .words=${words.ofQuestion()}
            .values=${this.values}
            .standard=${defaults(this.question)}
            .refusal=${this.refusal}
          ></unfold-form>
          <button class="ask" type="button" @click=${() => this.#now(true)}>
            ${words.t('ask')}
          </button>
        </div>
        <div @input-edit=${this.#edit}>${this.answer ? this.#answered(this.answer) : nothing}</div>
      </div>
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      <div class="unseen" aria-live="polite">${this.#spoken.text}</div>
    </section>`;
  }

  #answered({ asked, results, step }: Answer) {
    return html`<p class="soft asked">${this.#said(step)}</p>
      ${reportPanels(this.words, results, this.scheme, { asked })}`;
  }

  #said(step: number): string {
    const { words, refusal, failure } = this;
    const values = { step: count(step) };
    if (refusal || failure) return sayAsking(words.lang)('before', values);
    return words.t('askedAt', values);
  }

  #forget(): void {
    ++this.#givenUp;
    this.#asking.stop();
    clearTimeout(this.#refusing);
    this.answer = null;
    this.refusal = null;
    this.failure = '';
  }

  #edit = ({ name, value }: InputEdit): void => {
    this.values = { ...this.values, [name]: value };
    const field = this.question.find((each) => each.name === name)!;
    // Nothing drawn is no question yet.
    if (field.kind === 'image' && value === '') this.#forget();
    else if (field.live) this.#now(false);
  };

  /** Enter asks; with Shift it is a new line. */
  #key = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as Element;
    const isText = target.matches('textarea, input:not([type=checkbox], [type=radio])');
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !isText) return;
    event.preventDefault();
    this.#now(true);
  };

  #now(isWaitedFor: boolean): void {
    clearTimeout(this.#refusing);
    this.#isWaitedFor = isWaitedFor;
    this.#isChange = true;
    this.#asking.hurry();
  }

  async #ask(): Promise<void> {
    const givenUp = this.#givenUp;
    const isChange = this.#isChange;
    this.#isChange = false;
    const asked = { ...this.values };
    const outcome = await this.run.ask(asked);
    if (givenUp !== this.#givenUp) return;
    if (outcome.kind === 'answer') this.#take(outcome, asked, isChange);
    else if (outcome.kind === 'refusal') this.#refuse(outcome.refusal);
    else this.failure = this.words.t('noAnswer');
  }

  #take({ shown, step }: Outcome & { kind: 'answer' }, asked: Values, isChange: boolean): void {
    clearTimeout(this.#refusing);
    this.refusal = null;
    this.failure = '';
    this.answer = { asked, results: new Results().take(shown), step };
    if (isChange) this.#spoken.say(this.#spokenOf(shown.texts, step));
  }

  #spokenOf(texts: Results['texts'], step: number): string {
    const { words } = this;
    const said = Object.entries(texts).map(
      ([name, { value }]) => `${words.report(name)}: ${value}`,
    );
    return [...said, this.#said(step)].join('. ');
  }

  /** While one writes, what is there so far may be no whole question. */
  #refuse(refusal: Refusal): void {
    const isAtOnce = this.#isWaitedFor || this.refusal !== null;
    clearTimeout(this.#refusing);
    this.#refusing = setTimeout(() => this.#sayRefused(refusal), isAtOnce ? 0 : REST);
  }

  #sayRefused(refusal: Refusal): void {
    const isElsewhere = !this.question.some(({ name }) => name === refusal.input);
    this.refusal = refusal;
    this.failure = isElsewhere ? this.words.refusal(refusal, this.question) : '';
  }
}
