// Finds in a story where it says a term first. Each such place becomes a link to what the term means.
import type { Lang } from '../src/i18n/languages.ts';
import { terms, type Term } from './meanings.ts';

export type Piece = string | { id: string; text: string };

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "cell" is also said "Cell" and "cells". */
function saidInEnglish(name: string): string {
  const [first = ''] = name;
  return `[${first.toUpperCase()}${first.toLowerCase()}]${literal(name.slice(first.length))}s?`;
}

function saying({ name, says }: Term, lang: Lang): string {
  return says[lang] ?? (lang === 'en' ? saidInEnglish(name.en) : literal(name[lang]));
}

/** Latin words end where letters end; a Korean word begins where none stands before. */
function bounded(saying: string, lang: Lang): string {
  const before = lang === 'ko' ? '[\\w가-힣-]' : '[\\w-]';
  return `(?<!${before})(?:${saying})(?![\\w-])`;
}

const says = (tex: string, term: Term) => new RegExp(term.tex!).test(tex);

/** A formula that can be a link: its name has to say all of it. */
const isShort = (tex: string) => !tex.includes('\\') || /^\\\w+$/.test(tex.trim());

/** The formulas within the lines of a body. */
const formulasIn = (body: string) =>
  [...body.replace(/\$\$.*?\$\$/gs, '').matchAll(/\$([^$\n]+)\$/g)].map(([, tex]) => tex!);

/** Of one telling of a lab's story, given in Markdown. */
export class Marker {
  readonly #expressions: [Term, RegExp][];
  readonly #inFormulas: Term[];
  readonly #inLines: string[];
  readonly #lang: Lang;
  readonly #found = new Set<Term>();

  constructor(lab: string, lang: Lang, body: string) {
    const own = terms.filter(({ except }) => !except.includes(lab));
    this.#lang = lang;
    this.#expressions = own.map((term) => [
      term,
      new RegExp(bounded(saying(term, lang), lang), 'gu'),
    ]);
    this.#inFormulas = own.filter(({ tex }) => tex);
    this.#inLines = formulasIn(body).filter(isShort);
  }

  /** The text, cut at each term that is said for the first time. */
  split(text: string): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    for (let match = this.#next(text, at); match; match = this.#next(text, at)) {
      const { term, index, said } = match;
      const isFirst = !this.#found.has(term);
      if (index > at) pieces.push(text.slice(at, index));
      pieces.push(isFirst ? { id: term.id, text: said } : said);
      this.#found.add(term);
      at = index + said.length;
    }
    if (at < text.length) pieces.push(text.slice(at));
    return pieces;
  }

  /** The term that a formula within a line says first, and what to call that formula. */
  inLine(tex: string): { id: string; label: string } | undefined {
    const term = isShort(tex) && this.#unfound().find((term) => says(tex, term));
    if (!term) return undefined;
    this.#found.add(term);
    const name = term.name[this.#lang];
    return { id: term.id, label: tex.includes('\\') ? name : `${tex} (${name})` };
  }

  /** The terms that a displayed formula says, and no line does. */
  below(tex: string): { id: string; text: string }[] {
    const inLine = (term: Term) => this.#inLines.some((tex) => says(tex, term));
    const said = this.#unfound().filter((term) => says(tex, term) && !inLine(term));
    for (const term of said) this.#found.add(term);
    return said.map(({ id, name }) => ({ id, text: name[this.#lang] }));
  }

  #unfound(): Term[] {
    return this.#inFormulas.filter((term) => !this.#found.has(term));
  }

  /** The term that is said first from a place on; of those that begin there, the longest. */
  #next(text: string, from: number) {
    let best: { term: Term; index: number; said: string } | undefined;
    for (const [term, expression] of this.#expressions) {
      expression.lastIndex = from;
      const match = expression.exec(text);
      if (!match) continue;
      const [said] = match;
      const sooner = !best || match.index < best.index;
      const longer = best?.index === match.index && said.length > best.said.length;
      if (sooner || longer) best = { term, index: match.index, said };
    }
    return best;
  }
}
