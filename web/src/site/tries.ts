// "Try it" links: the lab follows the address; where its head is out of sight, it comes into view.
export function followTries(lab: HTMLElement): void {
  document.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('[data-try]')) return;
    const { top } = lab.getBoundingClientRect();
    if (top > -innerHeight / 3 && top < innerHeight / 2) return;
    // A lab under the links leaves them in sight.
    scrollBy(0, top > 0 ? top - innerHeight / 3 : top);
  });
}
