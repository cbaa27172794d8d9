// The button of a lab's page that opens what shares it, which is loaded then.
import { language } from '../language';
import { say } from '../words';
import type { UnfoldLab } from '../../lab/unfold-lab';

export function offerSharing(lab: UnfoldLab): void {
  const open = async () => {
    try {
      await (await import('./element')).share(lab);
    } catch {
      // Without a network it is tried again at the next click.
    }
  };
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'share' });
  Object.assign(button.dataset, { share: '', word: 'share' });
  button.textContent = say(language(), 'share');
  button.addEventListener('click', () => void open());
  document.querySelector('.place')!.append(button);
}
