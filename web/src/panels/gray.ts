// Numbers from 0 to 1 as pixels from paper to ink, one for each.
import { parseRgb, tokenColour } from './colours';

export function paintGray(
  host: HTMLElement,
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  columns: number,
): void {
  const paper = parseRgb(tokenColour(host, 'surface'));
  const ink = parseRgb(tokenColour(host, 'ink'));
  const rows = values.length / columns;
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < values.length; ++i) {
    const share = Math.min(1, Math.max(0, values[i]!));
    for (let channel = 0; channel < 3; ++channel) {
      image.data[4 * i + channel] = paper[channel]! + (ink[channel]! - paper[channel]!) * share;
    }
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
