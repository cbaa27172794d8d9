// A picture as PNG.
import type { Picture } from './picture';

/** Pixels for one of the page, and how many a side may have. */
const SHARP = 2;
const MOST = 8192;

export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const scale = Math.min(SHARP, MOST / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No PNG was made.')))),
  );
}
