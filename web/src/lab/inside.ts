// <unfold-inside>: what a cell of the network computes, number by number, in a fold. What shows it and
// the engine that computes it come when the fold is opened; nothing is asked for while it is closed or
// out of sight.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keep, kept } from '../base/storage';
import { base } from '../base/styles/shared';
import type { Results } from '../engine/results';
import type { CellChoice, Outcome } from '../engine/types';
import { sayInside } from '../i18n/inside';
import type { Words } from '../i18n/words';
import { isRecurrent } from '../panels/network/said';
import { panelFolds } from '../panels/panel';
import * as address from './address';
import { engineTrouble } from './files';
import { Follower } from './follower';
import { readLink, withBeside } from './link';
import type { LabInputs } from './inputs';
import type { LabRun } from './run';
import { failureOf } from './sentences';

const withoutHand = (hash: string): string => withBeside(hash, 'hand', '');

@customElement('unfold-inside')
export class Inside extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) inputs!: LabInputs;
  @property({ attribute: false }) run!: LabRun;
  @property({ attribute: false }) results!: Results;
  /** Changes with the weights. */
  @property({ type: Number }) step = 0;
  @property() scheme = '';
  /** The run is not that of the inputs. */
  @property({ type: Boolean }) disabled = false;
  @state() private isOpen = kept('inside') === 'open';
  @state() private isInSight = false;
  /** Numbers that the reader holds, as the engine reads them. */
  @state() private hand = '';

  #follower: Follower | null = null;
  #unfollow: () => void = () => {};
  /** What the address asks for beside the numbers that are held, and whether that run is to come. */
  #asked = '';
  #awaited = false;
  #observer = new IntersectionObserver((entries) => {
    this.isInSight = entries.at(-1)!.isIntersecting;
  });

  static override styles = [base, panelFolds];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    document.addEventListener('visibilitychange', this.#update);
    if (!this.#isLinked) return;
    this.#unfollow = address.follow(() => void this.#followed());
    this.hand = address.hand();
    this.isOpen ||= this.hand !== '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    document.removeEventListener('visibilitychange', this.#update);
    this.#unfollow();
    this.#leave();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('run') || !this.isOpen) this.#leave();
    if (changed.has('results')) this.#begun(changed.get('results') !== undefined);
  }

  override render() {
    const { network } = this.results;
    if (!network?.layers.some(isRecurrent)) return nothing;
    return html`<details ?open=${this.isOpen} @toggle=${this.#toggled}>
      <summary><strong>${sayInside(this.words.lang)('inside')}</strong></summary>
      ${this.isOpen ? this.#view() : nothing}
    </details>`;
  }

  #view() {
    // Where it cannot be had, the next results ask again.
    import('../panels/inside/view').catch(() => {});
    return html`<unfold-inside-view
      .words=${this.words}
      .network=${this.results.network}
      .results=${this.results}
      .look=${this.#look}
      hand=${this.hand}
      step=${this.step}
      @unfold-hand=${({ detail }: CustomEvent<string>) => this.#hold(detail)}
      scheme=${this.scheme}
      ?live=${this.isInSight && !this.disabled && !document.hidden}
    ></unfold-inside-view>`;
  }

  /** What hinders it is said in words. */
  #look = async (choice: CellChoice, isBack: boolean): Promise<Outcome> => {
    this.#follower ??= new Follower(this.run);
    try {
      const outcome = await this.#follower.look(choice, isBack ? 'flowed' : 'traced');
      if (outcome.kind === 'trace' || outcome.kind === 'flow') return outcome;
      return { kind: 'failure', message: failureOf(this.words, this.inputs, outcome) };
    } catch (error) {
      return { kind: 'failure', message: await engineTrouble(this.words, error as Error) };
    }
  };

  /** Whether the page's address is this lab's. */
  get #isLinked(): boolean {
    const { host } = this.getRootNode() as ShadowRoot;
    return (host as HTMLElement & { link?: boolean }).link === true;
  }

  #hold(hand: string): void {
    this.hand = hand;
    if (this.#isLinked) void address.hold(hand);
  }

  /** A run that begins anew has its own numbers again, unless a link asks for it with others. */
  #begun(isAnother: boolean): void {
    const { step, isOneStep } = this.results;
    const isNew = isAnother && (step === 0 || isOneStep) && !this.#awaited;
    this.#awaited = false;
    this.#asked = withoutHand(location.hash);
    if (isNew && this.hand !== '') this.#hold('');
  }

  /** A link of the page has been followed. */
  async #followed(): Promise<void> {
    if (!location.hash.includes('=')) return;
    this.hand = (await readLink(location.hash)).hand;
    this.isOpen ||= this.hand !== '';
    this.#awaited = withoutHand(location.hash) !== this.#asked;
  }

  #leave(): void {
    this.#follower?.end();
    this.#follower = null;
  }

  #update = (): void => this.requestUpdate();

  #toggled = (event: Event): void => {
    this.isOpen = (event.target as HTMLDetailsElement).open;
    keep('inside', this.isOpen ? 'open' : 'folded');
  };
}
