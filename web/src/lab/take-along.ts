// <unfold-take-along>: the run for other programs, as files to save. What can be made of it the engine
// of the whole course says, which comes with it, when its group is opened.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons } from '../base/styles/shared';
import type { Results } from '../engine/results';
import type { ExportInfo, Outcome } from '../engine/types';
import { sayOfTaking } from '../i18n/take-along';
import type { Words } from '../i18n/words';
import { download } from './download';
import type { LabInputs } from './inputs';
import { asOneFile, exportedAs, exportsOf } from './leaving';
import type { LabRun } from './run';
import { failureOf } from './sentences';

type Kind = ExportInfo['kind'];

const groups = [
  { title: 'programs', help: 'programsHelp', kinds: ['pytorch', 'keras', 'tfjs'] },
  { title: 'network', help: 'networkHelp', kinds: ['onnx'] },
  { title: 'weights', help: 'weightsHelp', kinds: ['npz', 'safetensors'] },
  { title: 'run', help: 'runHelp', kinds: ['csv', 'json'] },
] as const;

const names: Record<Kind, string> = {
  pytorch: 'PyTorch',
  keras: 'Keras 3',
  tfjs: 'TensorFlow.js',
  onnx: 'ONNX',
  npz: 'npz',
  safetensors: 'safetensors',
  csv: 'CSV',
  json: 'JSON',
};

const reasons = {
  'no-network': 'noNetwork',
  'no-weights': 'noWeights',
  diverged: 'diverged',
} as const;

/** A saved run ends on .safetensors as well, and weights alone do not open as one. */
const stemOf = (lab: string, kind: Kind) =>
  kind === 'npz' || kind === 'safetensors' ? `${lab}-weights` : lab;

@customElement('unfold-take-along')
export class TakeAlong extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) inputs!: LabInputs;
  @property({ attribute: false }) run!: LabRun;
  @property({ attribute: false }) results!: Results;
  /** What hinders the run, as its code. */
  @property() trouble = '';
  @property({ type: Boolean }) disabled = false;
  @state() private exports: ExportInfo[] | null = null;
  /** The kind under way. */
  @state() private busy: Kind | null = null;
  @state() private notice = '';
  @state() private problem = '';

  static override styles = [
    base,
    buttons,
    css`
      .kinds {
        display: grid;
        gap: 20px;
        margin: 12px 0 0;
      }
      h3 {
        font-size: var(--size-small);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin: 6px 0;
      }
      .row button {
        min-height: 40px;
        padding: 8px 16px;
        background: var(--surface-strong);
      }
      .row button:hover:not(:disabled) {
        background: var(--line);
      }
      .said {
        min-height: 24px;
        margin: 12px 0 8px;
        overflow-wrap: anywhere;
      }
      .problem {
        padding: 12px 16px;
        border-radius: var(--radius);
        background: var(--wrong-tint);
        box-shadow: inset 3px 0 0 var(--wrong);
      }
    `,
  ];

  protected override willUpdate(changed: Map<string, unknown>): void {
    const isOther = ['results', 'trouble', 'disabled'].some((name) => changed.has(name));
    if (isOther && !this.disabled) void this.#look();
  }

  override render() {
    return html`<p class="soft">${this.#say('lead')}</p>
      ${this.exports ? this.#kinds(this.exports) : nothing}
      <div class="said soft" role="status">${this.notice}</div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}`;
  }

  #say = (key: Parameters<typeof sayOfTaking>[1], values?: Record<string, string>): string =>
    sayOfTaking(this.words.lang, key, values);

  #kinds(exports: ExportInfo[]) {
    const free = (kinds: readonly Kind[]) =>
      kinds.filter((each) => exports.some(({ kind, hindrance }) => kind === each && !hindrance));
    const hindrances = new Set(exports.flatMap(({ hindrance }) => hindrance || []));
    return html`<div class="kinds">
      ${groups.map((group) => this.#group(group, free(group.kinds)))}
      ${[...hindrances].map((each) => html`<p class="soft why">${this.#say(reasons[each])}</p>`)}
    </div>`;
  }

  #group({ title, help }: (typeof groups)[number], kinds: Kind[]) {
    if (kinds.length === 0) return nothing;
    return html`<section role="group" aria-labelledby=${title}>
      <h3 id=${title}>${this.#say(title)}</h3>
      <div class="row">${kinds.map(this.#button)}</div>
      <p class="soft">${this.#say(help)} ${title === 'run' ? this.#wayBack() : nothing}</p>
    </section>`;
  }

  /** What is computed at once has no run to open. */
  #wayBack = () =>
    this.results.isOneStep ? nothing : this.#say('opensAgain', { open: this.words.t('openRun') });

  #button = (kind: Kind) =>
    html`<button
      type="button"
      data-kind=${kind}
      ?disabled=${this.disabled || this.busy !== null}
      @click=${() => void this.#take(kind)}
    >
      ${names[kind]}
    </button>`;

  /** Asks what can be made of the run as it is. */
  async #look(): Promise<void> {
    const { results, trouble } = this;
    this.exports = null;
    await this.#attempt(this.#say('looking'), async () => {
      const outcome = await this.#engineAt(exportsOf(this.run));
      const isAsked = results === this.results && trouble === this.trouble;
      if (!isAsked) return '';
      if (outcome.kind !== 'exports') throw this.#thrown(outcome);
      this.exports = outcome.exports;
      return '';
    });
  }

  async #take(kind: Kind): Promise<void> {
    const lab = this.inputs.lab.id;
    this.busy = kind;
    await this.#attempt(this.#say('preparing', { kind: names[kind] }), async () => {
      const outcome = await this.#engineAt(exportedAs(this.run, kind, stemOf(lab, kind)));
      if (outcome.kind !== 'exported') throw this.#thrown(outcome);
      const { name, bytes } = await asOneFile(outcome.files, `${lab}-${kind}`);
      download(bytes, name);
      return (
        (await this.#hindering()).downloadDoubt(this.words) || this.#say('prepared', { file: name })
      );
    });
    this.busy = null;
  }

  /** Does what gives a notice, and says what hinders it. */
  async #attempt(said: string, work: () => Promise<string>): Promise<void> {
    this.notice = said;
    this.problem = '';
    try {
      this.notice = await work();
    } catch (error) {
      this.notice = '';
      this.problem = (error as Error).message;
    }
  }

  /** What the whole engine brings, or why it does not begin. */
  #engineAt = (work: Promise<Outcome>): Promise<Outcome> =>
    work.catch(async (error: Error) => {
      throw new Error((await this.#hindering()).engineTrouble(this.words, error));
    });

  /** The words of what hinders a page, and of a frame that may forbid that a file comes. */
  #hindering = () =>
    import('./trouble').catch(() => {
      throw new Error(this.words.t('offline'));
    });

  #thrown = (outcome: Outcome): Error =>
    new Error(this.#say('hindered', { message: failureOf(this.words, this.inputs, outcome) }));
}
