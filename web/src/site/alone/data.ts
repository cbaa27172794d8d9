// virtual:unfold-data of a page that is one file: what its lab's presets need is in the page.
import { part } from './part';

interface Data {
  files: Record<string, { bytes: number; gzipped: number; sha256: string }>;
  /** By name, base64 of gzip. */
  inPage: Record<string, string>;
}

const data = part<Data>('data');

export const { files } = data;
export const inPage = Object.fromEntries(
  Object.entries(data.inPage).map(([name, file]) => [name, `data:application/gzip;base64,${file}`]),
);
