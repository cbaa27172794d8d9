// What several threads can be expected to give, from what one thread takes for the pieces of a step.

/** Milliseconds of a step with so many threads: the parts of the busiest, the writing of their sum, a
 *  message, the reading of every other's, and what each does for itself. A core more is taken to be
 *  as fast as the first. */
export function predicted({ parts, part, write, read, rest, message }, threads) {
  const members = Math.min(threads, parts);
  const alone = parts * part + rest;
  if (members === 1) return alone;
  return Math.ceil(parts / members) * part + write + message + (members - 1) * read + rest;
}

/** By how much the model's gain over one thread is off what was measured, as a share of that. */
export function error(costs, threads, gain) {
  return predicted(costs, 1) / predicted(costs, threads) / gain - 1;
}
