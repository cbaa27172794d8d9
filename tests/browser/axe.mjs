// What axe finds on a page.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each rule of all, or of these, that the page breaks, with the first place and how many there are. */
export async function violations(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
    const { violations } = await window.axe.run(document, options);
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')} (${nodes.length})`,
    );
  }, rules);
}
