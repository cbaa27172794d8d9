// A column beside a longer one: it scrolls with the page until its end is in sight, then stays.
const gap = 16;

export function keepInSight(column: HTMLElement): void {
  const place = () => {
    const top = Math.min(gap, innerHeight - column.offsetHeight - gap);
    column.style.setProperty('--story-top', `${top}px`);
  };
  new ResizeObserver(place).observe(column);
  addEventListener('resize', place);
}
