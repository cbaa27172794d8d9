// <unfold-lab-frame>: a lab of this site in a frame, loaded when it comes into sight, as high as the
// lab is, and heard when its goal is reached.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { base } from '../../base/styles/shared';
import { sandbox } from '../share/address';

/** Pixels before it comes into sight. */
const AHEAD = '300px';
const heights = { first: 600, least: 200, most: 8000 };

const page = document.documentElement;

@customElement('unfold-lab-frame')
export class LabFrame extends LitElement {
  @property() address = '';
  @property() name = '';
  @state() private isNear = false;
  @state() private height = heights.first;
  @query('iframe') private frame!: HTMLIFrameElement;
  #near: IntersectionObserver | undefined;
  #theme = new MutationObserver(() => this.#dress());

  static override styles = [
    base,
    css`
      iframe {
        display: block;
        width: 100%;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.#hear);
    this.#theme.observe(page, { attributeFilter: ['data-theme'] });
    this.#near = new IntersectionObserver(this.#come, { rootMargin: AHEAD });
    this.#near.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#hear);
    this.#theme.disconnect();
    this.#near?.disconnect();
  }

  override updated(): void {
    // The policy of the page allows no attribute "style".
    this.frame.style.height = `${this.height}px`;
  }

  override render() {
    return html`<iframe
      title=${this.name}
      sandbox=${sandbox}
      allow="fullscreen; clipboard-write"
      src=${this.isNear ? this.address : nothing}
    ></iframe>`;
  }

  #come = (entries: IntersectionObserverEntry[]): void => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.isNear = true;
    this.#near?.disconnect();
  };

  /** A run goes on when the theme changes. */
  #dress(): void {
    const inside = this.frame.contentDocument?.documentElement;
    if (inside && page.dataset.theme) inside.dataset.theme = page.dataset.theme;
  }

  #hear = ({ source, data }: MessageEvent): void => {
    if (source !== this.frame?.contentWindow || typeof data !== 'object' || data === null) return;
    const { type, height, step } = data as Record<string, unknown>;
    if (type === 'unfold:size' && typeof height === 'number') {
      this.height = Math.min(heights.most, Math.max(heights.least, Math.ceil(height) + 2));
    }
    if (type === 'unfold:goal' && Number.isInteger(step)) {
      this.dispatchEvent(new CustomEvent('reached', { detail: step }));
    }
  };
}
