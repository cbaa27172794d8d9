// What a reader chose, kept where storage is allowed; else it lives as long as the page.

/** What storage does not take. */
const chosen = new Map<string, string>();

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`unfold:${name}`, value);
    chosen.delete(name);
  } catch {
    chosen.set(name, value);
  }
}

export function kept(name: string): string | null {
  try {
    return chosen.get(name) ?? localStorage.getItem(`unfold:${name}`);
  } catch {
    return null;
  }
}

/** Whether what is kept outlives the page. */
export function canKeep(): boolean {
  try {
    localStorage.setItem('unfold:try', '');
    localStorage.removeItem('unfold:try');
    return true;
  } catch {
    return false;
  }
}
