// The same for what is inside of <unfold-lab>: each shadow root takes this sheet.
const rules = `
@media print {
  summary .about,
  unfold-presets,
  unfold-run-bar,
  unfold-form,
  unfold-take-along,
  .invitation,
  .groups > :not(details),
  .lab > :not(.desk, .groups),
  [data-group='ask'],
  details.group:not([open]),
  [data-group='take-along'] {
    display: none !important;
  }
  .desk {
    display: block !important;
    padding: 0 !important;
  }
  .panels {
    grid-template-columns: minmax(0, 1fr) !important;
  }
  .group > summary::before {
    display: none;
  }
  summary {
    list-style: none;
  }
  h2, h3, summary {
    break-after: avoid;
  }
  figure, canvas, table, .panels > * {
    break-inside: avoid;
  }
}`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(rules);

const rootsIn = (root: ShadowRoot): ShadowRoot[] => [
  root,
  ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? rootsIn(shadowRoot) : [],
  ),
];

/** All elements inside, however deep. */
export const insideOf = (host: Element): Element[] =>
  rootsIn(host.shadowRoot!).flatMap((root) => [...root.querySelectorAll('*')]);

/** What has come since the last time takes the sheet, too. */
export function dressForPaper(host: Element): void {
  for (const root of rootsIn(host.shadowRoot!)) {
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }
}
