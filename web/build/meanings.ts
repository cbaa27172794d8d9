// What the words mean: examples/meanings.yaml, with the names that examples/glossary.yaml gives.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Lang } from '../src/i18n/languages.ts';
import { examples } from './paths.ts';

type Said = Record<Lang, string>;

export interface Term {
  /** The anchor of the glossary's page. */
  id: string;
  name: Said;
  means: Said;
  /** Expressions of how stories say it, where that is not the name. */
  says: Partial<Said>;
  /** An expression of how formulas say it. */
  tex?: string;
  /** Ids of labs where the word means something else. */
  except: string[];
}

export interface Group {
  title: Said;
  terms: Term[];
}

interface Row extends Said {
  id: string;
  term?: string;
  name?: Said;
  says?: Partial<Said>;
  tex?: string;
  except?: string[];
}

const read = async (name: string) => parse(await readFile(join(examples, name), 'utf8'));

const { terms: names } = (await read('glossary.yaml')) as { terms: Said[] };

function nameOf({ id, term, name }: Row): Said {
  const found = name ?? names.find(({ en }) => en === term);
  if (!found) throw new Error(`examples/meanings.yaml: "${id}" has no name, nor has its term one.`);
  return { en: found.en, ko: found.ko, zh: found.zh };
}

function termOf(row: Row): Term {
  const { id, en, ko, zh, says = {}, tex, except = [] } = row;
  return { id, name: nameOf(row), means: { en, ko, zh }, says, tex, except };
}

const rows = (await read('meanings.yaml')) as { group: Said; terms: Row[] }[];

export const groups: Group[] = rows.map(({ group, terms }) => ({
  title: group,
  terms: terms.map(termOf),
}));

export const terms: Term[] = groups.flatMap((group) => group.terms);
