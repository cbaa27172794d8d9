// "Try it" links: the lab follows the address; where its head is out of sight, it comes into view. What
// comes out opens beside the link.
export function followTries(lab: HTMLElement): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('[data-try]');
    if (!link) return;
    const item = link.closest('li');
    item?.querySelector('.outcome')?.setAttribute('open', '');
    if (item?.matches('[data-goal]')) void import('./exercises').then(({ begin }) => begin());
    const { top } = lab.getBoundingClientRect();
    if (top > -innerHeight / 3 && top < innerHeight / 2) return;
    // A lab under the links leaves them in sight.
    scrollBy(0, top > 0 ? top - innerHeight / 3 : top);
  });
}
