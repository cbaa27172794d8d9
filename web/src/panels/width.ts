// The width that a panel may have: that of all panels, kept up to date.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Width implements ReactiveController {
  value = 0;
  #host: ReactiveControllerHost & HTMLElement;
  #observer = new ResizeObserver(([entry]) => this.#set(entry!.contentRect.width));

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host.closest('.panels') ?? this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #set(width: number): void {
    if (Math.abs(width - this.value) < 1) return;
    this.value = width;
    this.#host.requestUpdate();
  }
}
