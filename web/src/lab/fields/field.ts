// Field: what each kind of input is given to draw itself.
import { html, nothing, type TemplateResult } from 'lit';
import { undoIcon } from '../../base/styles/icons';
import type { Naming } from '../../base/files';
import type { InputInfo } from '../../engine/types';
import type { Words } from '../../i18n/words';
import { isSame } from '../values';

export interface Field {
  input: InputInfo;
  value: string;
  /** The preset's own value. */
  standard: string;
  /** What a text may be, where the lab has found it in a file; empty if it may be anything. */
  choices: string[];
  /** Why the value is refused; "" if it is not. */
  refusal: string;
  /** What is to be said at this field of others, and of what the lab has made of it. */
  said: unknown;
  locked: boolean;
  words: Words;
  edit: (value: string) => void;
  /** For files of the reader's own. */
  naming: Naming;
}

export const controlId = ({ input }: Field) => `input-${input.name}`;

const describedBy = ({ input, refusal }: Field): string =>
  [refusal && `refusal-${input.name}`, input.help && `help-${input.name}`]
    .filter(Boolean)
    .join(' ');

export const description = (field: Field) => describedBy(field) || nothing;
export const invalid = ({ refusal }: Field) => (refusal ? 'true' : nothing);

/** "Back to 5", for values that can be said in short. */
export function backLabel({
  input,
  standard,
  words,
}: Pick<Field, 'input' | 'standard' | 'words'>): string {
  const nothingGiven = words.t(input.kind === 'file' ? 'shippedData' : 'empty');
  if (standard === '') return words.t('backToDefault', { value: nothingGiven });
  return standard.length > 24 || input.kind === 'matrix'
    ? words.t('backToPreset')
    : words.t('backToDefault', { value: standard });
}

function back(field: Field): TemplateResult | typeof nothing {
  if (isSame(field.value, field.standard) || field.locked) return nothing;
  const label = `${field.words.label(field.input)}: ${backLabel(field)}`;
  return html`<button
    class="back"
    type="button"
    title=${backLabel(field)}
    aria-label=${label}
    @click=${() => field.edit(field.standard)}
  >
    ${undoIcon}
  </button>`;
}

const notes = ({ input, refusal, said, words }: Field) => html`
  ${refusal ? html`<p class="refusal" id="refusal-${input.name}" role="alert">${refusal}</p>` : nothing}
  ${said}
  ${input.help ? html`<p class="help" id="help-${input.name}" hidden>${words.help(input)}</p>` : nothing}
`;

/** What opens the help, which a screen reader has with the control. */
function helpButton({ input, words }: Field) {
  if (!input.help) return nothing;
  return html`<button
    class="ask-help"
    type="button"
    aria-label=${words.t('helpFor', { label: words.label(input) })}
    aria-expanded="false"
    aria-controls="help-${input.name}"
    @click=${toggleHelp}
  >
    ?
  </button>`;
}

function toggleHelp({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  const help = button.closest('.field')!.querySelector<HTMLElement>('.help')!;
  help.hidden = !help.hidden;
  button.setAttribute('aria-expanded', String(!help.hidden));
}

/** What stands at the right of a name. */
const aside = (field: Field) =>
  html`<span class="aside">${back(field)} ${helpButton(field)}</span>`;

const unit = ({ input, words }: Field) =>
  input.unit ? html` <span class="unit">${words.unit(input)}</span>` : nothing;

/** A field with one control, named by a label. */
export const labelled = (field: Field, control: TemplateResult) => html`
  <div class="field" data-input=${field.input.name}>
    <div class="head">
      <label for=${controlId(field)}>${field.words.label(field.input)}${unit(field)}</label>
      ${aside(field)}
    </div>
    ${control} ${notes(field)}
  </div>
`;

/** A field of several controls, named by a legend. */
export const grouped = (field: Field, controls: TemplateResult) => html`
  <fieldset
    class="field"
    data-input=${field.input.name}
    aria-describedby=${description(field)}
    ?disabled=${field.locked}
  >
    <legend class="unseen">${field.words.label(field.input)}</legend>
    <div class="head">
      <span class="label" aria-hidden="true">${field.words.label(field.input)}${unit(field)}</span>
      ${aside(field)}
    </div>
    ${controls} ${notes(field)}
  </fieldset>
`;
