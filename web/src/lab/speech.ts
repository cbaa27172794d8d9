// Speech: the words of a lab, in its element's language or else the page's.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Catalogue } from '../engine/types';
import { labText, language, learn, nearest } from '../i18n/index';
import { Words } from '../i18n/words';

export interface Host extends ReactiveControllerHost, HTMLElement {
  lab: string;
}

export class Speech implements ReactiveController {
  words: Words;

  #host: Host;
  #catalogue: Catalogue | null = null;
  #hasSpoken = false;
  #attribute = new MutationObserver(() => void this.#speak());

  constructor(host: Host) {
    this.#host = host;
    this.words = new Words(this.#language());
    host.addController(this);
  }

  hostConnected(): void {
    this.#attribute.observe(this.#host, { attributeFilter: ['lang'] });
  }

  hostDisconnected(): void {
    this.#attribute.disconnect();
  }

  /** Begins to load what can be said of the lab that the element names now. */
  prepare(): void {
    void labText(this.#host.lab, this.#language());
  }

  /** Settles when the lab that the element names now can be spoken of. */
  learn(catalogue: Catalogue): Promise<void> {
    this.#catalogue = catalogue;
    return this.#speak();
  }

  /** What the engine says when it refuses. */
  #english(lab: string) {
    const info = this.#catalogue?.labs.find(({ id }) => id === lab);
    return { ...this.#catalogue?.refusals, ...info?.refusals };
  }

  #language() {
    return this.#host.hasAttribute('lang') ? nearest(this.#host.lang) : language;
  }

  async #speak(): Promise<void> {
    const { lab } = this.#host;
    const lang = this.#language();
    const [text, isLearnt] = await Promise.all([lab ? labText(lab, lang) : null, learn(lang)]);
    if (lang !== this.#language()) return;
    // What cannot be said is left in the language that could be.
    if (this.#hasSpoken && !(text && isLearnt)) return;
    this.#hasSpoken = true;
    this.words = new Words(lang, this.#english(lab), text);
    this.#host.requestUpdate();
  }
}
