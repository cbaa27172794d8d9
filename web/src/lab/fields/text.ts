// Texts and lists: a box, which grows with what is in it.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { InputInfo } from '../../engine/types';
import { choiceField } from './choice';
import { controlId, description, invalid, labelled, type Field } from './field';

const LONG = 60;

const typed = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;

const line = (field: Field) =>
  html`<input
    class="box"
    type="text"
    id=${controlId(field)}
    .value=${live(field.value)}
    ?disabled=${field.locked}
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    inputmode=${field.input.kind === 'list' ? 'decimal' : nothing}
    placeholder=${field.input.optional ? field.words.t('optional') : nothing}
    aria-invalid=${invalid(field)}
    aria-describedby=${description(field)}
    @input=${(event: Event) => field.edit(typed(event))}
  />`;

const lines = (field: Field) =>
  html`<textarea
    class="box"
    rows="1"
    id=${controlId(field)}
    .value=${live(field.value)}
    ?disabled=${field.locked}
    autocapitalize="off"
    spellcheck="false"
    aria-invalid=${invalid(field)}
    aria-describedby=${description(field)}
    @input=${(event: Event) => field.edit(typed(event))}
  ></textarea>`;

/** What was found in a file, and the value, whatever it is. */
function offered({ value, choices }: Field): InputInfo['options'] {
  const names = choices.includes(value) ? choices : [value, ...choices];
  return names.map((name) => ({ name, label: name }));
}

export const textField = (field: Field) => {
  const { input, choices } = field;
  if (choices.length > 0)
    return choiceField({ ...field, input: { ...input, options: offered(field) } });
  return labelled(field, input.kind === 'text' && input.max > LONG ? lines(field) : line(field));
};
