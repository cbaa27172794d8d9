// What a lab has that a worksheet can leave out, lock or ask for: the engine says it.
import { loadEngine } from '../../engine/client';
import type { LabInfo } from '../../engine/types';
import { labText, learn } from '../../i18n/index';
import type { Lang } from '../../i18n/languages';
import { Words } from '../../i18n/words';

export interface Known {
  lab: LabInfo;
  words: Words;
  /** By name, what the lab reports. */
  reports: string[];
}

export async function knownOf(id: string, lang: Lang): Promise<Known> {
  const [{ catalogue }, text] = await Promise.all([loadEngine(id), labText(id, lang), learn(lang)]);
  const lab = catalogue.labs.find((each) => each.id === id)!;
  return { lab, words: new Words(lang, {}, text), reports: Object.keys(text?.reports ?? {}) };
}
