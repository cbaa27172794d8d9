// What is seen of a lab: its presets and inputs, and its run with all that belongs to it.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Words } from '../i18n/words';
import type { InputEdit, PaceChange, PresetChoice, RunCommand } from './events';
import './form';
import type { LabInputs } from './inputs';
import './presets';
import { askView, filesView, mapView, messages, resultsView } from './results-view';
import type { LabRun } from './run';
import './run-bar';
import type { LabError } from './state';

export interface Seen {
  words: Words;
  inputs: LabInputs;
  run: LabRun;
  error: LabError | null;
  notice: string;
  /** Changes with the theme. */
  scheme: string;
  isNarrow: boolean;
  slow: boolean;
  below: string;
  /** Names of parts that are left out, and of inputs that cannot be changed. */
  hiding: ReadonlySet<string>;
  locked: ReadonlySet<string>;
}

export interface Handlers {
  choose(event: PresetChoice): void;
  edit(event: InputEdit): void;
  command(event: RunCommand): void;
  setPace(event: PaceChange): void;
  retry(): void;
  save(): void;
  open(): void;
}

const parts = { presets, form, main };

/** Side by side: presets and inputs, then the run. In one column the run comes before the inputs. */
export function labView(seen: Seen, on: Handlers) {
  const { isNarrow, hiding } = seen;
  const order = isNarrow
    ? (['presets', 'main', 'form'] as const)
    : (['presets', 'form', 'main'] as const);
  const isAlone = hiding.has('inputs');
  const shown = order.filter((part) => part === 'main' || !isAlone);
  return html`<div class="lab ${isAlone || isNarrow ? '' : 'wide'}">
    ${repeat(
      shown,
      (part) => part,
      (part) => parts[part](seen, on),
    )}
  </div>`;
}

function presets({ words, inputs, run, locked, isNarrow }: Seen, on: Handlers) {
  return html`<unfold-presets
    .presets=${inputs.lab.presets}
    .words=${words}
    .chosen=${activePreset(inputs, run)}
    .locked=${locked.has('preset')}
    .narrow=${isNarrow}
    @preset-choice=${on.choose}
  ></unfold-presets>`;
}

/** The engine knows whose inputs these are, once it has seen them. */
function activePreset(inputs: LabInputs, { stale, results }: LabRun): string {
  if (Object.keys(inputs.changes()).length === 0) return inputs.preset;
  return stale ? '' : results.preset;
}

function form({ words, inputs, run, locked }: Seen, on: Handlers) {
  return html`<unfold-form
    heading=${words.t('inputs')}
    .inputs=${inputs.lab.inputs}
    .words=${words}
    .values=${inputs.values}
    .standard=${inputs.standard}
    .refusal=${run.refusal}
    .locked=${locked}
    @input-edit=${on.edit}
  ></unfold-form>`;
}

function main(seen: Seen, on: Handlers) {
  const { words, inputs, run, error, notice, scheme, hiding } = seen;
  const isRunHidden = hiding.has('run');
  return html`<section class="main" aria-label=${words.t('results')}>
    ${isRunHidden ? nothing : runBar(seen, on)}
    <div class="results">
      ${messages(words, run, error, notice, on.retry)}
      ${resultsView(words, inputs.lab, run, scheme, !hiding.has('published'))}
      ${isRunHidden ? nothing : [mapView(words, inputs.lab, run), files(words, run, on)]}
      ${hiding.has('ask') ? nothing : askView(words, inputs.lab, run, scheme)}
    </div>
  </section>`;
}

function files(words: Words, { results, stale }: LabRun, on: Handlers) {
  return results.total < 2 ? nothing : filesView(words, !stale, on.save, on.open);
}

function runBar({ words, inputs, run, locked, slow, below }: Seen, on: Handlers) {
  const { results, running, meter, stale } = run;
  const seed = inputs.seed();
  return html`<unfold-run-bar
    class="run"
    .words=${words}
    .step=${results.step}
    .total=${results.total}
    .rate=${meter.rate()}
    .running=${running}
    .ready=${results.total > 0 && !stale}
    .seeded=${seed !== undefined && !locked.has(seed)}
    .slow=${slow}
    .below=${below}
    .curve=${words.report(Object.keys(results.curves)[0] ?? 'loss')}
    @run-command=${on.command}
    @pace-change=${on.setPace}
  ></unfold-run-bar>`;
}
