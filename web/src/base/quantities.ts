// What curves measure.

const quantities = ['loss', 'accuracy', 'error', 'mse', 'rmse', 'perplexity'] as const;
export type Quantity = (typeof quantities)[number];

/** What a curve measures, if a word of its name says so. */
export const quantityOf = (name: string): Quantity | undefined =>
  quantities.find((quantity) => name.split('_').includes(quantity));

/** Which of a curve's values is its best; null where none is better than another. */
export function bestIs(name: string): 'least' | 'most' | null {
  if (/accuracy|match|bleu/.test(name)) return 'most';
  return /loss|error|mse|perplexity/.test(name) ? 'least' : null;
}
