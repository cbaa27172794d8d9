// Symbols that cannot be seen, by a sign for them.
const signs: Record<string, string> = { ' ': '␣', '\n': '↵', '\t': '⇥' };

export const glyph = (symbol: string): string => signs[symbol] ?? symbol;
