// npm run pictures: the pictures of README, made anew: the network as the engine tells it, and a lab of
// the built site in Chromium.
/* global document -- of the page */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from './chromium.mjs';
import { readmeDrawing } from './drawing.mjs';
import { openFiles } from './load/files.mjs';
import { Failure, main, root } from './process.mjs';
import { browser, needModules, needTools } from './setup.mjs';

const dist = process.env.UNFOLD_DIST ?? join(root, 'dist');
const folder = join(root, '.github/pictures');

async function openSite() {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new Failure(`${dist} is missing: run "npm run build".`);
  }
  const answer = openFiles(dist);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const { status, headers, body } = await answer(pathname, request.headers);
    response.writeHead(status, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}

const isOpen = () => document.querySelector('unfold-lab')?.state?.total > 0;
const isTrained = () => {
  const { done, running, fingerprint } = document.querySelector('unfold-lab').state;
  return done && !running && fingerprint !== '';
};

/** A lab at the end of its run, as far as its main curve. */
async function labPicture(page, url) {
  await page.goto(`${url}lab/hihello/?lang=en&embed=1&hide=title`);
  await page.waitForFunction(isOpen);
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  await page.waitForFunction(isTrained);
  await page.locator('unfold-lab canvas').first().waitFor();
  await page.waitForLoadState('networkidle');
  return page.screenshot();
}

async function picturesOf(url) {
  const chrome = await chromium.launch(launchOptions());
  try {
    const pictures = {};
    for (const colorScheme of ['light', 'dark']) {
      const page = await chrome.newPage({
        viewport: { width: 1000, height: 640 },
        colorScheme,
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
      });
      pictures[join(folder, `lab-${colorScheme}.png`)] = await labPicture(page, url);
    }
    return pictures;
  } finally {
    await chrome.close();
  }
}

await main(async () => {
  await needModules();
  await needTools(browser);
  const { path, svg } = await readmeDrawing();
  const { server, url } = await openSite();
  try {
    const pictures = { [path]: svg, ...(await picturesOf(url)) };
    mkdirSync(folder, { recursive: true });
    for (const [file, content] of Object.entries(pictures)) {
      writeFileSync(file, content);
      console.log(`${relative(root, file)}  ${Math.ceil(content.length / 1000)} kB`);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
