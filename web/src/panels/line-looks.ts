// How lines differ: the truth is broad and grey, what is predicted teal, others have a colour and a
// dash of their own.
export interface Look {
  /** A colour of the design. */
  token: string;
  width: number;
  dash: number[];
}

const tokens = ['prediction', 'ink', 'output-gate', 'candidate', 'input-gate', 'forget-gate'];
const dashes = [[], [6, 4], [2, 3], [10, 4, 2, 4], [12, 4], [1, 4]];

const isTruth = (name: string) => /^(truth|target|true|actual)(_|$)/.test(name);
const isPredicted = (name: string) => /^(predict|forecast)/.test(name);

const numbered = (i: number): Look => ({
  token: tokens[i % tokens.length]!,
  width: 2,
  dash: dashes[i % dashes.length]!,
});

export function looksOf(names: string[]): Look[] {
  const predicted = names.find(isPredicted);
  let used = predicted === undefined ? 0 : 1;
  return names.map((name) => {
    if (isTruth(name)) return { token: 'edge', width: 3.5, dash: [] };
    return numbered(name === predicted ? 0 : used++);
  });
}

/** Thin, and each with a colour and a dash of its own, as no present line has them. */
const behind: { token: string; dash: number[] }[] = [
  { token: 'output-gate', dash: [5, 3] },
  { token: 'forget-gate', dash: [2, 2] },
  { token: 'candidate', dash: [8, 3, 2, 3] },
  { token: 'input-gate', dash: [14, 4] },
];

/** How the curves of a run behind look; each further one in a chart has a dot more in its dash. */
export function behindLook(place: number, curve = 0): Look {
  const { token, dash } = behind[place % behind.length]!;
  return { token, width: 1.25, dash: [...dash, ...Array<number[]>(curve).fill([1, 3]).flat()] };
}
