// <unfold-lab> for any page: its inputs are properties too, and its keys are its own.
import { adoptInputs, defineInputs, setInput } from '../lab/properties';
import { UnfoldLab as Lab } from '../lab/unfold-lab';

/** Keys that the page around a lab may want whatever has the focus. */
const OF_THE_PAGE = /^(Escape|Tab|F\d+|.*Lock)$/;

/** A key typed in a lab does not drive the page around it, as slides do. */
function keepInside(event: KeyboardEvent): void {
  const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
  if (!isShortcut && !OF_THE_PAGE.test(event.key)) event.stopPropagation();
}

export class UnfoldLab extends Lab {
  constructor() {
    super();
    this.addEventListener('keydown', keepInside);
  }

  /** Before it is in a page its values wait as attributes. */
  override async set(name: string | Record<string, unknown>, value?: unknown): Promise<void> {
    if (this.isConnected) return super.set(name, value);
    const values = typeof name === 'string' ? { [name]: value } : name;
    for (const [input, text] of Object.entries(values)) setInput(this, input, text);
  }

  override connectedCallback(): void {
    adoptInputs(this);
    super.connectedCallback();
  }
}

defineInputs(UnfoldLab.prototype);
customElements.define('unfold-lab', UnfoldLab);
