// The links of a worksheet: its own, and those of the labs in it.
import { pack, unpack } from '../../lab/pack';
import { readLink, writeLink } from '../../lab/link';
import { addressOf } from '../share/address';
import { newLab, readSheet, SheetError, writeSheet, type LabPart, type Sheet } from './sheet';

/** With all of the worksheet in it, so that no server has to keep it. */
export function linkOf(site: string, sheet: Sheet): string {
  const url = new URL('worksheet/', site);
  if (sheet.lang !== 'en') url.searchParams.set('lang', sheet.lang);
  return `${url.href}#v=1&z=${pack({ worksheet: writeSheet(sheet) })}`;
}

/** The worksheet in a fragment; null where there is none. Throws SheetError for one that is damaged. */
export function sheetIn(fragment: string, labs: string[]): Sheet | null {
  const packed = new URLSearchParams(fragment.replace(/^#/, '')).get('z');
  return packed === null ? null : readSheet(unpacked(packed), labs);
}

function unpacked(packed: string): string {
  try {
    return unpack(packed).worksheet ?? '';
  } catch {
    throw new SheetError('damaged');
  }
}

/** What a frame of the worksheet shows. The task stands above it, in the worksheet. */
export function frameAddress(site: string, part: LabPart, lang: string, theme: string): string {
  const choice = { ...part, title: '', preset: '', inputs: {}, lang, theme, task: '', height: 0 };
  return addressOf(site, choice, true);
}

const listIn = (query: URLSearchParams, name: string): string[] =>
  (query.get(name) ?? '').split(',').filter(Boolean);

/** A lab's link as a part of a worksheet, with all that its query says; null where it is no link of a
 *  lab of this site. */
export async function partIn(link: string, labs: string[]): Promise<LabPart | null> {
  const url = URL.canParse(link.trim()) ? new URL(link.trim()) : null;
  const lab = url && /\/lab\/([\w-]+)\/(?:index\.html)?$/.exec(url.pathname)?.[1];
  if (!lab || !labs.includes(lab)) return null;
  const query = url.searchParams;
  const { preset, inputs } = await readLink(url.hash);
  return {
    ...newLab(lab),
    fragment: await writeLink(preset || (query.get('preset') ?? ''), inputs),
    task: query.get('task') ?? '',
    goal: query.get('goal') ?? '',
    hide: listIn(query, 'hide'),
    lock: listIn(query, 'lock'),
  };
}

/** The link of a part, as it can be pasted again. */
export const partLink = (site: string, part: LabPart): string =>
  addressOf(
    site,
    { ...part, title: '', preset: '', inputs: {}, lang: '', theme: '', height: 0 },
    false,
  );
