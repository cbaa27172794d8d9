// Why an input is refused, in the languages that the engine does not speak. Its English is in the catalogue.
import type { Language } from './index';

type Sentences = Record<string, string>;

const ko: Sentences = {};
const zh: Sentences = {};

export const refusals: Record<Language, Sentences> = { en: {}, ko, zh };
