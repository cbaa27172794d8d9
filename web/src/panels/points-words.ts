// Searching among words.

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFC');

/** Places of so many words like this one: the same, then those that begin with it, then others. */
export function wordsLike(words: readonly string[], typed: string, most: number): number[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const ranks: number[][] = [[], [], [], []];
  for (const [i, word] of words.entries()) {
    const place = plain(word).indexOf(wanted);
    if (place < 0) continue;
    const isWhole = word.length === wanted.length;
    const rank = word === typed.trim() ? 0 : isWhole ? 1 : place === 0 ? 2 : 3;
    ranks[rank]!.push(i);
  }
  return ranks.flat().slice(0, most);
}

/** Where the word of a place among other words is among these; -1 if it is not. */
export function sameWord(
  before: readonly string[],
  words: readonly string[],
  place: number,
): number {
  const word = before[place];
  return word === undefined ? -1 : words.indexOf(word);
}
