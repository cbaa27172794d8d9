// Colours for canvases: the tokens as they are in force, and the scale of signed values.

export type Rgb = [number, number, number];

/** A token's colour as the browser computes it, whatever the theme. */
export function tokenColour(host: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(--${token})`;
  (host.shadowRoot ?? host).append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export function parseRgb(colour: string): Rgb {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b];
}

const linear = (channel: number) => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance (WCAG). */
export const luminance = ([r, g, b]: Rgb): number =>
  0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

export const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((channel, i) => Math.round(channel + (to[i]! - channel) * share)) as Rgb;

/** Colours of -1 … 0 … 1, from one end through a neutral zero to the other. */
export class Diverging {
  #negative: Rgb;
  #zero: Rgb;
  #positive: Rgb;

  constructor(host: HTMLElement) {
    this.#negative = parseRgb(tokenColour(host, 'negative'));
    this.#zero = parseRgb(tokenColour(host, 'zero'));
    this.#positive = parseRgb(tokenColour(host, 'positive'));
  }

  at(share: number): Rgb {
    if (!Number.isFinite(share)) return this.#zero;
    const end = share < 0 ? this.#negative : this.#positive;
    return mix(this.#zero, end, Math.min(1, Math.abs(share)));
  }
}

export const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

/** Black or white, whichever can be read on this. */
export const inkOn = (background: Rgb): string =>
  luminance(background) > 0.2 ? '#14171b' : '#ffffff';
