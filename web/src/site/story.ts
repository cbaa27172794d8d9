export interface Story {
  /** The opening, up to the first heading. */
  lead: string;
  /** What is seen and what to try, up to the section after the first "try it" link. */
  tries: string;
  rest: string;
}

/** A story in the parts that the page lays out. */
export function splitStory(html: string): Story {
  const headings = [...html.matchAll(/<h2/g)].map((match) => match.index);
  const [first, second] = headings;
  // A story that opens with a heading asks its question under it.
  const seen = (first === 0 ? second : first) ?? html.length;
  const tried = html.indexOf('data-try', seen);
  const told = headings.find((at) => at > tried && at > seen) ?? html.length;
  return {
    lead: html.slice(0, seen),
    tries: html.slice(seen, told),
    rest: html.slice(told),
  };
}
