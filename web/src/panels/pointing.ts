// Pointing: what is pointed at in one panel of a lab lights up in its other panels. It is an event of the
// page, so that a panel needs to know of none of the others.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A place along an axis: which of how many, from 0 on and from left to right, and what all are called. */
export interface At {
  axis: string;
  index: number;
  size: number;
  names?: string;
}

/** Nothing is said of other axes. */
export type Pointed = At[];

/** What a finger has pointed at stays so when it is lifted. */
export const goesAway = ({ pointerType }: PointerEvent): boolean => pointerType !== 'touch';

/** Units of the one cell of several that is looked into. */
export const UNIT_OF_CELL = 'unit of the cell';

export const named = (names?: string[]): string => names?.join('\n') ?? '';

/** Where that is along one of these axes: the one of its name or, under another, of the same names. */
export function along(pointed: Pointed, axes: string[], own: Omit<At, 'index'>): number | null {
  const { axis, size, names } = own;
  const found =
    pointed.find((at) => at.size === size && at.axis === axis) ??
    pointed.find((at) => names && at.names === names && !axes.includes(at.axis));
  return found?.index ?? null;
}

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
  #overtaken: () => void;

  /** `overtaken`: another panel points now. */
  constructor(host: ReactiveControllerHost & HTMLElement, overtaken: () => void = () => {}) {
    this.#host = host;
    this.#overtaken = overtaken;
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
    if (said === this.#said || !(pointed || this.#said)) return;
    this.#said = said;
    this.#lab?.dispatchEvent(new CustomEvent(EVENT, { detail: { pointed, from: this } }));
  }

  #heard = (event: Event): void => {
    const { pointed, from } = (event as CustomEvent<{ pointed: Pointed | null; from: Pointing }>)
      .detail;
    if (from === this) return;
    this.#said = '';
    this.pointed = pointed;
    if (pointed) this.#overtaken();
    this.#host.requestUpdate();
  };
}
