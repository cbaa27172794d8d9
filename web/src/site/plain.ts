// Text as it is compared: without case and marks.
export const plain = (text: string): string => text.normalize('NFKD').toLowerCase();

/** "vanishing" also means "vanished", and "translate" "translation". */
export const stem = (word: string): string =>
  /^[a-z]{6,}$/.test(word) ? word.replace(/(?:ings?|ions?|e[ds]?|s)$/, '') : word;
