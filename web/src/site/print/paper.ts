// A lab that is printed: in light colours, with its inputs as a table and the story's parts unfolded;
// afterwards it is as it was.
import '../../i18n/whole-english';
import { loadEngine } from '../../engine/client';
import type { LabInfo } from '../../engine/types';
import type { Words } from '../../i18n/words';
import type { UnfoldLab } from '../../lab/unfold-lab';
import rules from './print.css?inline';
import { dressForPaper, insideOf } from './lab-sheet';

const page = document.documentElement;

/** Answers stay folded, for who hands it in. */
const toUnfold = () =>
  [...document.querySelectorAll<HTMLDetailsElement>('.story details:not([open])')].filter(
    ({ dataset }) => !/^(outcome|answer)/.test(dataset.fold ?? ''),
  );

function row(head: string, text: string): HTMLTableRowElement {
  const line = document.createElement('tr');
  const name = Object.assign(document.createElement('th'), { scope: 'row', textContent: head });
  line.append(name, Object.assign(document.createElement('td'), { textContent: text }));
  return line;
}

function stepsOf(words: Words, { step, total }: UnfoldLab['state']): HTMLElement[] {
  if (total < 2) return [];
  const textContent = words.t('stepsOf', { step: String(step), total: String(total) });
  return [Object.assign(document.createElement('p'), { textContent })];
}

/** What the run that is printed was made of, and the address that makes it again. */
function madeOf({ words, state }: UnfoldLab, { inputs }: LabInfo): HTMLElement {
  const section = Object.assign(document.createElement('section'), { className: 'on-paper' });
  const heading = Object.assign(document.createElement('h2'), { textContent: words.t('inputs') });
  const table = document.createElement('table');
  const known = inputs.filter(({ name }) => state.inputs[name]);
  const said = (input: (typeof inputs)[number]) => {
    const value = state.inputs[input.name]!;
    const option = input.options.find(({ name }) => name === value);
    return option ? words.option(input, option) : value;
  };
  table.append(...known.map((input) => row(words.label(input), said(input))));
  const address = document.createElement('p');
  Object.assign(address, { className: 'address', textContent: location.href });
  section.append(heading, table, ...stepsOf(words, state), address);
  return section;
}

/** Canvases are painted in the colours of the theme: again, at once. */
function paint(lab: UnfoldLab, scheme: string): void {
  for (const each of insideOf(lab)) if ('scheme' in each) each.scheme = scheme;
}

/** Puts the page on paper; what is given takes it off again. */
function putOnPaper(lab: UnfoldLab, info: LabInfo): () => void {
  const { theme } = page.dataset;
  const folds = toUnfold();
  const table = madeOf(lab, info);
  const isLight = getComputedStyle(page).colorScheme === 'light';
  page.dataset.theme = 'light';
  for (const fold of folds) fold.open = true;
  lab.before(table);
  dressForPaper(lab);
  if (!isLight) paint(lab, 'paper');
  return () => {
    if (theme) page.dataset.theme = theme;
    else delete page.dataset.theme;
    for (const fold of folds) fold.open = false;
    table.remove();
    if (!isLight) paint(lab, theme ?? '');
  };
}

/** Browsers tell of printing by events, by a media query or by both. */
export async function readyForPaper(lab: UnfoldLab): Promise<void> {
  const { catalogue } = await loadEngine(lab.lab);
  const info = catalogue.labs.find(({ id }) => id === lab.lab)!;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  let takeOff: (() => void) | null = null;
  const begin = () => (takeOff ??= putOnPaper(lab, info));
  const end = () => {
    takeOff?.();
    takeOff = null;
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? begin() : end()));
}
