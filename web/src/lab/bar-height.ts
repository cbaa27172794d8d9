// The height of the run bar, for what stays in sight below it.
import type { ReactiveController } from 'lit';

export interface Host {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class BarHeight implements ReactiveController {
  #host: Host;
  #bar: HTMLElement | null = null;
  #observer = new ResizeObserver(() => {
    const { parentElement, offsetHeight } = this.#bar!;
    parentElement?.style.setProperty('--bar', `${offsetHeight}px`);
  });

  constructor(host: Host) {
    this.#host = host;
  }

  hostUpdated(): void {
    const bar = this.#host.renderRoot.querySelector<HTMLElement>('.run');
    if (bar === this.#bar) return;
    this.#observer.disconnect();
    this.#bar = bar;
    if (bar) this.#observer.observe(bar);
  }
}
