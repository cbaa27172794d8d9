// The parts of the story that fold away, by name: a link opens them, "?open=printed,notebook".
const folds = (story: HTMLElement) => [
  ...story.querySelectorAll<HTMLDetailsElement>('details[data-fold]'),
];

/** Names of those that stand open. */
export function unfolded(story: HTMLElement): string[] {
  const open = folds(story).filter((fold) => fold.open);
  return open.map((fold) => fold.dataset.fold!);
}

/** Opens those of these names; the first of them. */
export function openFolds(story: HTMLElement, names: string[]): HTMLElement | undefined {
  const named = folds(story).filter((fold) => names.includes(fold.dataset.fold!));
  for (const fold of named) fold.open = true;
  return named[0];
}
