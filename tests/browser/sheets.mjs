// What tests of worksheets share: worksheets, and what is done with their page.
import { readFile } from 'node:fs/promises';
import { labReady } from './harness.mjs';
import { load } from '../web/modules.mjs';

export const { linkOf, sheetIn } = await load('site/worksheet/address.ts');
export const { newLab, writeSheet } = await load('site/worksheet/sheet.ts');

export const sheetOf = (...parts) => ({ title: 'First steps', lang: 'en', parts });
export const hihello = (more) => ({ ...newLab('hihello'), goal: 'loss < 0.5', ...more });
export const question = { kind: 'question', text: 'Why does it fall?' };

export async function openSheet(site, sheet, options) {
  const page = await site.page(options);
  await page.goto(linkOf(site.url, sheet));
  await page.locator('unfold-worksheet').waitFor();
  return page;
}

/** What a page saves when a button is pressed: its name and its text. */
export async function saved(page, button) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(button).click(),
  ]);
  return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
}

export const give = (page, name, ...texts) =>
  page.locator(`[data-file=${name}]`).setInputFiles(
    texts.map((text, i) => ({
      name: `${i}.json`,
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })),
  );

/** The frame of the lab, once it has been scrolled to and has opened. */
export async function labFrame(page) {
  await page.locator('unfold-lab-frame').scrollIntoViewIfNeeded();
  const frame = await (
    await page.locator('unfold-lab-frame iframe').elementHandle()
  ).contentFrame();
  await labReady(frame);
  return frame;
}
