// What a screen reader hears while a cursor moves: the newest text, once it has come to rest.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const REST = 150;

export class LiveText implements ReactiveController {
  text = '';
  #host: ReactiveControllerHost;
  #timer = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  say(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.text = text;
      this.#host.requestUpdate();
    }, REST);
  }
}
