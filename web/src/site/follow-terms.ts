// A click on a term of the story opens what it means in place; with a key held it is a link as any.
export function followTerms(): void {
  document.addEventListener('click', async (event) => {
    const term = (event.target as Element).closest<HTMLAnchorElement>('[data-term]');
    if (!term || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await (await import('./terms')).open(term);
  });
}
