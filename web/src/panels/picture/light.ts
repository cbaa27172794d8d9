// The light theme, for a part of a page that has another.
import tokens from '../../base/styles/tokens.css?raw';

/** Colours of the tokens, and tokens that stand for others, as they are first said. */
function lightTokens(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of tokens.matchAll(/(--[\w-]+):\s*([^;]+);/g)) {
    const light = /^light-dark\(([^,]+),/.exec(value)?.[1] ?? (/^var\(/.test(value) ? value : '');
    if (light && !found.has(name)) found.set(name, light);
  }
  return found;
}

/** Properties that an element and all that is in it have in the light theme. */
export const light: ReadonlyMap<string, string> = lightTokens().set('color', 'var(--ink)');
