// What is seen of a lab: its presets and inputs, and its run with all that belongs to it.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Setup } from '../engine/types';
import type { Words } from '../i18n/words';
import { compareView, pinView } from './compare/hook';
import { divergence } from './divergence';
import type { InputEdit, PaceChange, PresetChoice, RunCommand } from './events';
import { firstInputs } from './first-inputs';
import './form';
import { group, type Group } from './group';
import type { LabInputs } from './inputs';
import { lastRun } from './last-run';
import type { Pacing } from './pace';
import './presets';
import {
  askGroup,
  dataGroup,
  filesView,
  frontView,
  insideGroup,
  invitation,
  mapView,
  messages,
  numbersGroup,
  resultsGroup,
  takeAlongGroup,
} from './results-view';
import type { LabRun } from './run';
import './run-bar';
import type { LabError } from './state';
import type { StepWish } from './timeline/scrubber';
import type { LeftRun } from './timeline/timeline';
import { timelineView } from './timeline/view';
import { presetValues } from './values';

export interface Seen {
  words: Words;
  inputs: LabInputs;
  run: LabRun;
  error: LabError | null;
  notice: string;
  /** Why a run could not be saved or opened. */
  fileProblem: string;
  /** Changes with the theme. */
  scheme: string;
  isNarrow: boolean;
  pacing: Pacing;
  /** The keys hold on the whole page. */
  isPage: boolean;
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
  back(left: LeftRun): void;
  goTo(event: StepWish): void;
  bring(setup: Setup): void;
  /** A group was folded or opened. */
  folded(): void;
}

export const waitingView = (words: Words) =>
  html`<div class="empty loading soft">${words.t('loading')}</div>`;

/** Instead of a lab that cannot be shown. */
export const problemView = (words: Words, problem: string, retry: () => void) =>
  html`<div class="message problem" role="alert">
    ${problem}
    <button class="quiet" type="button" @click=${retry}>${words.t('tryAgain')}</button>
  </div>`;

/** Presets and the run bar, which stays in sight; then inputs and, in front of all results, what one
 *  looks at first; then comparing and the groups. On a phone the inputs of a lab that trains pass under
 *  the front. */
export function labView(seen: Seen, on: Handlers) {
  const { run, isNarrow, isPage, hiding } = seen;
  const isAlone = hiding.has('inputs');
  const isUnder = isNarrow && !run.results.isOneStep;
  const look = [
    isNarrow ? 'narrow' : 'wide',
    isAlone && 'alone',
    isPage && 'page',
    run.results.isOneStep && 'at-once',
    run.results.step === 0 && 'untrained',
  ];
  return html`<div class="lab ${look.filter(Boolean).join(' ')}">
    ${isAlone ? nothing : presets(seen, on)} ${hiding.has('run') ? nothing : runBar(seen, on)}
    <div class="desk">
      ${repeat(
        isUnder ? (['main', 'form'] as const) : (['form', 'main'] as const),
        (part) => part,
        (part) => (part === 'main' ? main(seen, on) : isAlone ? nothing : form(seen, on)),
      )}
    </div>
    ${hiding.has('run') ? nothing : compareView(seen, on)} ${groups(seen, on)}
  </div>`;
}

function presets({ words, inputs, run, locked }: Seen, on: Handlers) {
  return html`<unfold-presets
    .presets=${inputs.lab.presets}
    .words=${words}
    .chosen=${activePreset(inputs, run)}
    .locked=${locked.has('preset')}
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
    .inputs=${firstInputs(words, inputs.lab.inputs)}
    .words=${words}
    .values=${inputs.values}
    .standard=${inputs.standard}
    .plain=${presetValues(inputs.lab, inputs.lab.presets[0]?.name ?? '')}
    .refusal=${run.refusal}
    .notes=${run.refusal ? [] : run.results.notes}
    .offers=${run.refusal ? {} : run.results.offers}
    .locked=${locked}
    .naming=${run.naming}
    @input-edit=${on.edit}
  ></unfold-form>`;
}

function main(seen: Seen, on: Handlers) {
  const { words, inputs, run, error, notice, scheme, isNarrow, isPage, hiding } = seen;
  return html`<section class="main" aria-label=${words.t('results')} @input-edit=${on.edit}>
    <div class="results">
      ${messages(words, run, error, notice, on.retry)} ${divergence(words, inputs.lab.inputs, run)}
      ${lastRun(words, run, on.back)}
      ${hiding.has('run') ? nothing : invitation(words, run, isPage)}
      ${frontView(words, run, scheme, isNarrow)}
    </div>
  </section>`;
}

/** All that is not in front, in the order in which one looks. */
function groups(seen: Seen, on: Handlers) {
  const { words, inputs, run, scheme, hiding } = seen;
  const isRunHidden = hiding.has('run');
  const fold = (given: Group | null) => (given ? group(given, on.folded) : nothing);
  return html`<div class="groups" @input-edit=${on.edit}>
    ${fold(resultsGroup(words, run, scheme))}
    ${hiding.has('ask') ? nothing : fold(askGroup(words, inputs.lab, run, scheme))}
    ${fold(insideGroup(words, inputs, run, scheme))} ${fold(dataGroup(words, run, scheme))}
    ${fold(numbersGroup(words, inputs.lab, run, !hiding.has('published')))}
    ${
      isRunHidden
        ? nothing
        : [
            fold(takeAlongGroup(words, inputs, run)),
            mapView(words, inputs.lab, run),
            files(seen, on),
          ]
    }
  </div>`;
}

function files({ words, run, fileProblem }: Seen, on: Handlers) {
  const { results, stale } = run;
  return results.total < 2 ? nothing : filesView(words, !stale, fileProblem, on.save, on.open);
}

function runBar(seen: Seen, on: Handlers) {
  const { words, run, inputs, locked } = seen;
  const { total } = run.results;
  const seed = inputs.seed();
  const isSeeded = seed !== undefined && !locked.has(seed);
  return html`<unfold-run-bar
    class="run ${total > 1 ? 'training' : ''}"
    .words=${words}
    .total=${total}
    .seeded=${isSeeded}
    @run-command=${on.command}
    >${total > 1 ? controls(seen, isSeeded, on) : nothing}</unfold-run-bar
  >`;
}

function controls(seen: Seen, isSeeded: boolean, on: Handlers) {
  void import('./run-controls');
  const { words, run, isNarrow } = seen;
  const { results, running, meter, stale, lacks } = run;
  return html`<unfold-run-controls
    .words=${words}
    .step=${results.step}
    .total=${results.total}
    .rate=${meter.rate()}
    .running=${running}
    .ready=${!stale && !lacks}
    .seeded=${isSeeded}
    .done=${results.done}
    .more=${results.trouble ? 0 : results.total}
    ?compact=${isNarrow}
    >${timelineView(words, run, on.goTo)} ${pinView(seen)}${paceBar(seen, on)}</unfold-run-controls
  >`;
}

function paceBar({ words, run, pacing }: Seen, on: Handlers) {
  const { helpers } = run;
  return html`<unfold-pace-bar
      .words=${words}
      .speed=${pacing.speed}
      .first=${pacing.isFirst}
      .results=${run.results}
      step=${run.results.step}
      @pace-change=${on.setPace}
    ></unfold-pace-bar>
    ${
      helpers
        ? html`<unfold-cores
            .words=${words}
            .helpers=${helpers}
            used=${helpers.members}
          ></unfold-cores>`
        : nothing
    }`;
}
