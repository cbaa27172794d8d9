// What a reader chose, kept where storage is allowed; else it lives as long as the page.

const chosen = new Map<string, string>();

export function keep(name: string, value: string): void {
  chosen.set(name, value);
  try {
    localStorage.setItem(`unfold:${name}`, value);
  } catch {
    // Storage is optional.
  }
}

export function kept(name: string): string | null {
  try {
    return chosen.get(name) ?? localStorage.getItem(`unfold:${name}`);
  } catch {
    return null;
  }
}
