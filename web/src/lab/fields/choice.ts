// Choices: all of them in sight while they are few, a list beyond that. Flags: a switch.
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { controlId, description, grouped, invalid, labelled, type Field } from './field';

const IN_SIGHT = 4;

const segments = (field: Field) =>
  html`<div class="segments">
    ${field.input.options.map(
      (option) =>
        html`<label>
          <input
            type="radio"
            name=${controlId(field)}
            value=${option.name}
            .checked=${live(option.name === field.value)}
            @change=${() => field.edit(option.name)}
          />
          <span>${field.words.option(field.input, option)}</span>
        </label>`,
    )}
  </div>`;

const list = (field: Field) =>
  html`<select
    class="box"
    id=${controlId(field)}
    ?disabled=${field.locked}
    aria-invalid=${invalid(field)}
    aria-describedby=${description(field)}
    @change=${(event: Event) => field.edit((event.target as HTMLSelectElement).value)}
  >
    ${field.input.options.map(
      (option) =>
        html`<option value=${option.name} .selected=${live(option.name === field.value)}>
          ${field.words.option(field.input, option)}
        </option>`,
    )}
  </select>`;

export const choiceField = (field: Field) =>
  field.input.options.length <= IN_SIGHT
    ? grouped(field, segments(field))
    : labelled(field, list(field));

export const flagField = (field: Field) =>
  labelled(
    field,
    html`<span class="switch">
      <input
        type="checkbox"
        role="switch"
        id=${controlId(field)}
        .checked=${live(field.value === 'true')}
        ?disabled=${field.locked}
        aria-describedby=${description(field)}
        @change=${(event: Event) => field.edit(String((event.target as HTMLInputElement).checked))}
      />
      <span aria-hidden="true">${field.words.t(field.value === 'true' ? 'on' : 'off')}</span>
    </span>`,
  );
