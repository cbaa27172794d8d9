// What curves measure.

const quantities = ['loss', 'accuracy', 'error', 'mse', 'rmse', 'perplexity'] as const;
export type Quantity = (typeof quantities)[number];

/** What a curve measures, if a word of its name says so. */
export const quantityOf = (name: string): Quantity | undefined =>
  quantities.find((quantity) => name.split('_').includes(quantity));
