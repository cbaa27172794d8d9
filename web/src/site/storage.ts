// What a reader chose, kept where storage is allowed.
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`unfold:${name}`, value);
  } catch {
    // Storage is optional: the choice lives as long as the page.
  }
}
