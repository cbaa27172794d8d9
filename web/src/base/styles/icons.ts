// Icons of the controls, on a 16 px grid.
import { svg, html, type TemplateResult } from 'lit';

const icon = (shape: TemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>`;

export const resetIcon = icon(svg`<path d="M3 3v3.5h3.5M3.4 9.5A5 5 0 1 0 4 5.2L3 6.4"></path>`);
export const playIcon = icon(svg`<path d="M5 3.2v9.6l7.6-4.8z" fill="currentColor"></path>`);
export const pauseIcon = icon(svg`<path d="M5.5 3.5v9M10.5 3.5v9" stroke-width="2.5"></path>`);
export const stepIcon = icon(
  svg`<path d="M3.5 3.6v8.8L10 8z" fill="currentColor"></path><path d="M12.5 3.5v9"></path>`,
);
export const diceIcon = icon(svg`<rect x="2.5" y="2.5" width="11" height="11" rx="2.5"></rect>
  <path d="M5.6 5.6h.01M10.4 5.6h.01M8 8h.01M5.6 10.4h.01M10.4 10.4h.01" stroke-width="2.2"></path>`);
export const paceIcon = icon(
  svg`<path d="M2.5 5h5M11.5 5h2M2.5 11h2M8.5 11h5"></path><circle cx="9.5" cy="5" r="1.75"></circle><circle cx="6.5" cy="11" r="1.75"></circle>`,
);
export const undoIcon = icon(svg`<path d="M6.5 3.5 3 7l3.5 3.5M3.5 7H10a3 3 0 0 1 0 6H8"></path>`);
export const minusIcon = icon(svg`<path d="M4 8h8"></path>`);
export const plusIcon = icon(svg`<path d="M4 8h8M8 4v8"></path>`);
export const tickIcon = icon(svg`<path d="m3.5 8.5 3 3 6-7"></path>`);
export const crossIcon = icon(svg`<path d="m4.5 4.5 7 7M11.5 4.5l-7 7"></path>`);
export const wholeIcon = icon(
  svg`<path d="M6 2.5H2.5V6M10 2.5h3.5V6M6 13.5H2.5V10M10 13.5h3.5V10"></path>`,
);
