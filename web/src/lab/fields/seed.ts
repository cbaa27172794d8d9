// Seeds: a box and a die.
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { diceIcon } from '../../base/styles/icons';
import { newSeed } from '../values';
import { controlId, description, invalid, labelled, type Field } from './field';

export const seedField = (field: Field) =>
  labelled(
    field,
    html`<div class="with-button">
      <input
        class="box"
        type="text"
        inputmode="numeric"
        id=${controlId(field)}
        .value=${live(field.value)}
        ?disabled=${field.locked}
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${invalid(field)}
        aria-describedby=${description(field)}
        @input=${(event: Event) => field.edit((event.target as HTMLInputElement).value)}
      />
      <button
        class="dice"
        type="button"
        ?disabled=${field.locked}
        title=${field.words.t('rollDice')}
        aria-label="${field.words.label(field.input)}: ${field.words.t('rollDice')}"
        @click=${() => field.edit(newSeed())}
      >
        ${diceIcon}
      </button>
    </div>`,
  );
