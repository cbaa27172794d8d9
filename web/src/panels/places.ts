// Places: where what a lab reports is seen. What it answers and its first chart stand in front, what
// a network is inside and what it reads have groups of their own, and the rest are the results.
import type { Results } from '../engine/results';
import type { Matrix, Shown } from '../engine/types';
import type { Words } from '../i18n/words';

export type Place = 'front' | 'results' | 'inside' | 'data' | 'archive';

/** Kinds of reports that have a panel for each name. */
const KINDS = ['texts', 'points', 'plots', 'images', 'graphs', 'matrices', 'tables'] as const;
type Kind = (typeof KINDS)[number];

/** Shapes are reported as they were printed: they belong to the numbers, not to what is learnt. */
const isArchived = (name: string) => /^shapes?$/.test(name);

/** Units and gates are what no task is about. */
const isWithin = ({ axes }: Matrix) => axes.some((axis) => axis === 'unit' || axis === 'gate');

/** What the lab answers: a text, best beside its target, else pictures or a plot. */
function answerOf(words: Words, { texts, images, plots }: Shown): string {
  const drawn = Object.entries(images).filter(([, { values }]) => values.length > 0);
  const open = (reports: object) =>
    Object.keys(reports).filter((name) => !isArchived(name) && !words.isData(name));
  const said = open(texts);
  const compared = said.find((name) => texts[name]!.target);
  return compared ?? [...said, ...open(Object.fromEntries(drawn)), ...open(plots)][0] ?? '';
}

function placeOf(words: Words, results: Results, answer: string, kind: Kind, name: string): Place {
  if ((kind === 'texts' || kind === 'tables') && isArchived(name)) return 'archive';
  if (words.isData(name)) return 'data';
  if (results.isOneStep || name === answer) return 'front';
  return kind === 'matrices' && isWithin(results.matrices[name]!) ? 'inside' : 'results';
}

/** Of what there is to see, the names that have this place, by kind. */
function namesAt(words: Words, results: Results, place: Place): Record<Kind, string[]> {
  const answer = answerOf(words, results);
  const here = (kind: Kind) =>
    Object.keys(results[kind]).filter(
      (name) => placeOf(words, results, answer, kind, name) === place,
    );
  return Object.fromEntries(KINDS.map((kind) => [kind, here(kind)])) as Record<Kind, string[]>;
}

/** The results with no other reports than those of this place. */
export function resultsAt(words: Words, results: Results, place: Place): Results {
  const names = namesAt(words, results, place);
  const kept = (kind: Kind) =>
    Object.fromEntries(names[kind].map((name) => [name, results[kind][name]]));
  const view = Object.create(results) as Results;
  for (const kind of KINDS) Object.assign(view, { [kind]: kept(kind) });
  return view;
}

/** Names of the reports, as titles. */
export const titlesOf = (words: Words, results: Results): string[] =>
  KINDS.flatMap((kind) => Object.keys(results[kind])).map(words.report);
