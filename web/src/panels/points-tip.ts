// What stands beside the point under the cursor of a map.
import { html } from 'lit';
import type { Size } from './points-view';

/** Pixels to the right of a point, above it and under it. */
const BESIDE = { right: 12, above: 12, under: 14 };
const EDGE = 4;

export const tip = ([first, ...rest]: string[]) =>
  html`<div class="tip" aria-hidden="true">
    <b>${first}</b>${rest.map((fact) => html`<span>${fact}</span>`)}
  </div>`;

/** Beside its point, inside of the map. */
export function placeTip(tip: HTMLElement, { x, y }: { x: number; y: number }, size: Size): void {
  const { offsetWidth, offsetHeight } = tip;
  const left = Math.max(EDGE, Math.min(size.width - offsetWidth - EDGE, x + BESIDE.right));
  const above = y - offsetHeight - BESIDE.above;
  const top = above < EDGE ? y + BESIDE.under : above;
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
