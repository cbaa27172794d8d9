// Fields of a lab that is given to students: what they are to do, and what they may not.
import { css, html } from 'lit';
import { MOST } from './task';

type Typed = (event: Event) => void;

export const taskField = (label: string, task: string, typed: Typed) =>
  html`<label for="task">${label}</label>
    <textarea
      class="box"
      id="task"
      rows="2"
      maxlength=${MOST}
      .value=${task}
      @input=${typed}
    ></textarea>`;

export interface GoalSaid {
  goal: string;
  /** What is wrong with it, or "". */
  trouble: string;
  label: string;
  help: string;
}

export const goalField = ({ goal, trouble, label, help }: GoalSaid, typed: Typed) =>
  html`<label for="goal">${label}</label>
    <input
      class="box"
      id="goal"
      autocomplete="off"
      spellcheck="false"
      maxlength="1000"
      .value=${goal}
      aria-invalid=${trouble ? 'true' : 'false'}
      aria-describedby="goal-help"
      @input=${typed}
    />
    <p class=${trouble ? 'wrong' : 'soft'} id="goal-help">${trouble || help}</p>`;

export type List = 'hide' | 'lock';

/** Boxes to tick, by name and label; `choose` gets the names that are then chosen. */
export function ticks(
  list: List,
  names: [string, string][],
  chosen: string[],
  choose: (chosen: string[]) => void,
) {
  const ticked = ({ target }: Event) => {
    const { value, checked } = target as HTMLInputElement;
    const others = chosen.filter((name) => name !== value);
    choose(checked ? [...others, value] : others);
  };
  const box = ([name, label]: [string, string]) =>
    html`<label class="tick">
      <input
        type="checkbox"
        data-list=${list}
        value=${name}
        .checked=${chosen.includes(name)}
        @change=${ticked}
      />
      ${label}
    </label>`;
  return html`<div class="ticks">${names.map(box)}</div>`;
}

export const tickStyles = css`
  .ticks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr));
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    font-weight: 400;
  }
  .tick input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
`;
