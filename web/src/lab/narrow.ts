// Whether an element is too narrow for two columns.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const WIDE = 760;

export class Narrow implements ReactiveController {
  value = false;
  #host: ReactiveControllerHost & HTMLElement;
  #observer = new ResizeObserver(([entry]) => this.#set(entry!.contentRect.width < WIDE));

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #set(isNarrow: boolean): void {
    if (isNarrow === this.value) return;
    this.value = isNarrow;
    this.#host.requestUpdate();
  }
}
