// Sentences with places for values.
export type Values = Record<string, string | number>;

/** The sentence with its values: "{name}" stands for one. */
export const fill = (sentence: string, values: Values = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
