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
