// The button of a lab's page that opens what shares it, which is loaded then.
import type { UnfoldLab } from '../unfold-lab';

export function offerSharing(lab: UnfoldLab): void {
  const button = document.querySelector<HTMLButtonElement>('[data-share]')!;
  const open = async () => {
    try {
      await (await import('./element')).share(lab);
    } catch {
      // Without a network it is tried again at the next click.
    }
  };
  button.hidden = false;
  button.addEventListener('click', () => void open());
}
