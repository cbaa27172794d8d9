// The theme switch. boot.js set the theme before the first paint.
import { keep } from '../base/storage';

const page = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function isDark(): boolean {
  return page.dataset.theme ? page.dataset.theme === 'dark' : prefersDark.matches;
}

export function themeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]')!;
  const show = () => button.setAttribute('aria-pressed', String(isDark()));
  button.addEventListener('click', () => {
    page.dataset.theme = isDark() ? 'light' : 'dark';
    keep('theme', page.dataset.theme);
    show();
  });
  prefersDark.addEventListener('change', show);
  show();
}
