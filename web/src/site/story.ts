/** The opening of a story, above the lab, and what follows from its first heading. */
export function splitStory(html: string): { lead: string; rest: string } {
  const [first, second] = [...html.matchAll(/<h2/g)].map((match) => match.index);
  // A story that opens with a heading asks its question under it.
  const cut = first === 0 ? second : first;
  if (cut === undefined) return { lead: html, rest: '' };
  return { lead: html.slice(0, cut), rest: html.slice(cut) };
}
