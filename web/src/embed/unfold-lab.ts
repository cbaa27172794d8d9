// <unfold-lab> for any page: its inputs are properties too, and it brings its colours along.
import { tokens } from '../base/styles/tokens';
import { adoptInputs, alike, defineInputs, setInput } from '../lab/properties';
import { UnfoldLab as Lab } from '../lab/unfold-lab';

export class UnfoldLab extends Lab {
  static override styles = [tokens, ...Lab.styles];

  /** Before it is in a page its values wait as attributes. */
  override async set(name: string | Record<string, unknown>, value?: unknown): Promise<void> {
    if (this.isConnected) return super.set(name, value);
    const values = typeof name === 'string' ? { [name]: value } : name;
    for (const [input, text] of Object.entries(values)) setInput(this, input, text);
  }

  /** Takes an input back in all its spellings: a framework removes what it has set as a property. */
  override removeAttribute(attribute: string): void {
    for (const each of alike(attribute)) super.removeAttribute(each);
  }

  override connectedCallback(): void {
    adoptInputs(this);
    super.connectedCallback();
  }
}

defineInputs(UnfoldLab.prototype);
customElements.define('unfold-lab', UnfoldLab);
