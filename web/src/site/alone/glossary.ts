// virtual:unfold-glossary of a page that is one file: the terms of its story.
import { part } from './part';

interface Meaning {
  name: string;
  english: string;
  means: string;
}

const glossaries = part<Record<string, Record<string, Meaning>>>('glossary');

export const loadGlossary = async (lang: string) => glossaries[lang]!;
