// What a browser need not load.
import type { Plugin } from 'vite';
import { web } from './paths.ts';

const preloadHelper = '\0vite/preload-helper.js';

/** The indentation of our templates, in HTML and CSS, where it says nothing. Strings with lines of
 *  their own are not among our sources. */
const unindented = (): Plugin => ({
  name: 'unfold-unindented',
  apply: 'build',
  transform(code, id) {
    if (id.startsWith(`${web}/src/`) && id.endsWith('.ts')) return code.replace(/\n[ \t]+/g, '\n');
  },
});

/** Vite's helper for import() looks for styles and other chunks to load beside: there are none. */
const plainImports = (): Plugin => ({
  name: 'unfold-plain-imports',
  apply: 'build',
  enforce: 'pre',
  load(id) {
    if (id === preloadHelper) return 'export const __vitePreload = (load) => load();';
  },
});

/** What all late parts of an element and the page of worksheets share is one file: small ones compress
 *  badly. */
export const codeSplitting = {
  groups: [
    {
      name: 'element',
      test: /@oxc-project|node_modules\/(?:lit|@lit|comlink)|web\/src\/(?:base\/(?:numbers|shelf|styles\/\w+\.ts)|engine\/(?:client|connection|patience|pulse|worker)\.ts|i18n\/(?:en|fill|index|words)\.ts|lab\/(?:values|events|download))/,
    },
  ],
};

export const lean = (): Plugin[] => [unindented(), plainImports()];
