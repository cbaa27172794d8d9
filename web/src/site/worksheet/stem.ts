/** A file's name, of these words; other systems take few signs in one. */
export function fileStem(...words: string[]): string {
  const named = words.map((word) => word.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, ''));
  return named.filter(Boolean).join('-').slice(0, 80) || 'worksheet';
}
