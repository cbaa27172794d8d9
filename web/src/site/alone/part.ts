// What a page that is one file carries along: parts as JSON in elements of its own, "unfold-<name>".

export const part = <T>(name: string): T =>
  JSON.parse(document.getElementById(`unfold-${name}`)!.textContent) as T;
