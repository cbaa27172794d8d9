// Visibility: a lab pauses when its page is hidden, or when it is scrolled away.

/** Calls back each time the element goes out of sight, until the returned function is called. */
export function whenOutOfSight(
  element: Element,
  scrolled: boolean,
  listener: () => void,
): () => void {
  const hidden = () => {
    if (document.hidden) listener();
  };
  document.addEventListener('visibilitychange', hidden);
  let wasSeen = false;
  const observer = new IntersectionObserver(([entry]) => {
    const isSeen = entry!.isIntersecting;
    if (wasSeen && !isSeen) listener();
    wasSeen = isSeen;
  });
  if (scrolled) observer.observe(element);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    observer.disconnect();
  };
}
