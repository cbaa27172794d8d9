// <unfold-task>: a teacher's sentence above a lab, and whether its goal is reached. The text comes from
// the address, so it is text and nothing else.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base } from '../../base/styles/shared';
import { language } from '../language';
import { say } from '../words';
import type { UnfoldLab } from '../../lab/unfold-lab';

/** Symbols of a sentence. */
export const MOST = 400;

@customElement('unfold-task')
export class Task extends LitElement {
  @property() text = '';
  @property({ attribute: false }) source!: UnfoldLab;
  /** The step at which the goal was reached. */
  @state() private reached: number | null = null;

  static override styles = [
    base,
    css`
      :host {
        margin-bottom: 16px;
        padding: 12px 16px;
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: inset 3px 0 0 var(--accent);
      }
      p {
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }
      .reached {
        color: var(--accent);
        font-weight: 600;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.source.addEventListener('unfold-goal', this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.source.removeEventListener('unfold-goal', this.#hear);
  }

  override render() {
    const isReached = this.reached !== null;
    return html`<p>${this.text}</p>
      ${
        this.source.goal
          ? html`<p class=${isReached ? 'reached' : 'soft'} role="status">${this.#status()}</p>`
          : nothing
      }`;
  }

  #status(): string {
    const { reached } = this;
    if (reached === null) return say(language(), 'goal_open');
    return reached > 1
      ? say(language(), 'goal_reached_at', reached)
      : say(language(), 'goal_reached');
  }

  #hear = (event: Event): void => {
    this.reached = (event as CustomEvent<{ step: number }>).detail.step;
  };
}

/** Above the lab, whatever it says cut to a length that fits there. */
export function setTask(lab: UnfoldLab, text: string): void {
  const task = document.createElement('unfold-task') as Task;
  task.text = text.slice(0, MOST);
  task.source = lab;
  lab.before(task);
}
