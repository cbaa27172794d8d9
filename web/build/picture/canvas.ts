// The canvas of a lab's picture: an SVG coloured by the page's theme.
export const width = 240;
export const height = 120;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const round = (value: number) => Number(value.toFixed(2));

export const svg = (content: string): string =>
  `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${content}</svg>`;
