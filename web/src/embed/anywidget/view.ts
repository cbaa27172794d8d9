// A view of a notebook's model: the element, and below it what the element itself does not say.
import { loadEngine } from '../../engine/client';
import type { LabInfo } from '../../engine/types';
import { nearest } from '../../i18n/languages';
import { Follower } from './follow';
import type { Model } from './traits';

const language = (lab: HTMLElement) => nearest(lab.lang || document.documentElement.lang);

const finder =
  (element: HTMLElement) =>
  async (lab: string): Promise<LabInfo | string> => {
    const { labs } = (await loadEngine(lab)).catalogue;
    const found = labs.find(({ id }) => id === lab);
    if (found) return found;
    const { sentenceOfLabs } = await import('../../i18n/labs');
    return sentenceOfLabs(language(element));
  };

/** A page has the element once, whoever defined it. */
async function defineLab(): Promise<void> {
  if (!customElements.get('unfold-lab')) await import('../element');
}

export async function render({
  model,
  el,
}: {
  model: Model;
  el: HTMLElement;
}): Promise<() => void> {
  await defineLab();
  const lab = document.createElement('unfold-lab');
  const said = document.createElement('p');
  said.setAttribute('role', 'alert');
  const note = (text: string) => (said.textContent = text);
  const follower = new Follower(model, lab, { find: finder(lab), note });
  el.append(lab, said);
  return () => {
    follower.end();
    lab.remove();
    said.remove();
  };
}
