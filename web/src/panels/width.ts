// The width that a panel may have, kept up to date: that of all panels, or of what is named instead.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Width implements ReactiveController {
  value = 0;
  #host: ReactiveControllerHost & HTMLElement;
  #around: string;
  #observer = new ResizeObserver(([entry]) => this.#set(entry!.contentRect.width));

  constructor(host: ReactiveControllerHost & HTMLElement, around = '.panels') {
    this.#host = host;
    this.#around = around;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host.closest(this.#around) ?? this.#host);
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
