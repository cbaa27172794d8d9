// "Try it" links: the lab follows the address; where it is out of sight, it comes into view.
export function followTries(lab: HTMLElement): void {
  document.addEventListener('click', (event) => {
    if (!(event.target as Element).closest('[data-try]')) return;
    const { top, bottom } = lab.getBoundingClientRect();
    if (bottom > innerHeight / 3 && top < (innerHeight * 2) / 3) return;
    lab.scrollIntoView({ block: 'start' });
  });
}
