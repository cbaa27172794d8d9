// Sentences with places for values.
import type { Lang } from './languages';

export type Values = Record<string, string | number>;

/** The sentence with its values: "{name}" stands for one. */
export const fill = (sentence: string, values: Values = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));

/** Says them by their keys, in one language. */
export const sayer =
  <Key extends string>(strings: Record<Lang, Record<Key, string>>) =>
  (lang: Lang) =>
  (key: Key, values?: Values): string =>
    fill(strings[lang][key], values);
