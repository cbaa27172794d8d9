// An element that says why there is no lab, in a page that forbids what labs are drawn with.
import { nearest } from '../i18n/languages';
import { say } from '../i18n/troubles';

export function explained({ message }: Error) {
  const isPolicy = /createPolicy|trusted/i.test(message);
  class UnfoldLab extends HTMLElement {
    connectedCallback(): void {
      const lang = nearest(this.lang || document.documentElement.lang);
      this.setAttribute('role', 'alert');
      this.textContent = say(lang, isPolicy ? 'types' : 'load');
    }
  }
  customElements.define('unfold-lab', UnfoldLab);
  return { UnfoldLab };
}
