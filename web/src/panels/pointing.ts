// Pointing: what is pointed at in one panel of a lab lights up in its other panels. It is an event of the
// page, so that a panel needs to know of none of the others.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Each from 0 on, from left to right; null where nothing is said of it. */
export interface Pointed {
  example: number | null;
  step: number | null;
  /** Of how many: a panel that has another number of them means something else. */
  steps: number;
  unit: number | null;
  units: number;
}

export const nothingPointed: Pointed = {
  example: null,
  step: null,
  steps: 0,
  unit: null,
  units: 0,
};

const EVENT = 'unfold-point';

/** The lab that an element is in, or the page. */
function labOf(element: Element): EventTarget {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return document;
  return root.host.localName === 'unfold-lab' ? root.host : labOf(root.host);
}

export class Pointing implements ReactiveController {
  /** What another panel points at. */
  pointed: Pointed | null = null;
  #host: ReactiveControllerHost & HTMLElement;
  #lab: EventTarget | null = null;
  #said = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#lab = labOf(this.#host);
    this.#lab.addEventListener(EVENT, this.#heard);
  }

  hostDisconnected(): void {
    this.#lab?.removeEventListener(EVENT, this.#heard);
    this.#lab = null;
  }

  /** Tells the others; null: nothing any more. */
  point(pointed: Pointed | null): void {
    const said = JSON.stringify(pointed);
    if (said === this.#said) return;
    this.#said = said;
    this.#lab?.dispatchEvent(new CustomEvent(EVENT, { detail: { pointed, from: this } }));
  }

  #heard = (event: Event): void => {
    const { pointed, from } = (event as CustomEvent<{ pointed: Pointed | null; from: Pointing }>)
      .detail;
    if (from === this) return;
    this.#said = '';
    this.pointed = pointed;
    this.#host.requestUpdate();
  };
}
