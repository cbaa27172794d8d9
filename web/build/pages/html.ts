// Small pieces of HTML.
import { say, type Word } from '../../src/site/words.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (symbol) => entities[symbol]!);
}

/** An element with a word of the site in it, which the page says again in another language. */
export function spoken(tag: string, word: Word, attributes = ''): string {
  return `<${tag}${attributes && ` ${attributes}`} data-word="${word}">${escape(say('en', word))}</${tag}>`;
}

/** As `spoken`, with a number in the word. */
export function counted(tag: string, word: Word, n: number, attributes = ''): string {
  return `<${tag}${attributes && ` ${attributes}`} data-word="${word}" data-n="${n}">${escape(say('en', word, n))}</${tag}>`;
}
