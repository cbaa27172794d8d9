// Heights of what stays in sight, for what passes it: of the run bar, of what is in front, and of that
// with what is said above it.
import type { ReactiveController } from 'lit';

export interface Host {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

const PLACES = { '--bar': '.run', '--front': '.front', '--main': '.main' };

export class Heights implements ReactiveController {
  #host: Host;
  #seen = new Map<string, HTMLElement | null>();
  #observer = new ResizeObserver(() => this.#tell());

  constructor(host: Host) {
    this.#host = host;
  }

  hostUpdated(): void {
    for (const [name, place] of Object.entries(PLACES)) {
      const element = this.#host.renderRoot.querySelector<HTMLElement>(place);
      const before = this.#seen.get(name);
      if (element === before) continue;
      this.#seen.set(name, element);
      if (before) this.#observer.unobserve(before);
      if (element) this.#observer.observe(element);
    }
  }

  #tell(): void {
    for (const [name, element] of this.#seen) {
      const lab = element?.closest<HTMLElement>('.lab');
      lab?.style.setProperty(name, `${element!.offsetHeight}px`);
    }
  }
}
