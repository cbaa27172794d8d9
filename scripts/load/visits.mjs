// What a browser asks for on a visit, found out by one.
/* global document -- of the page */
import { chromium } from 'playwright-core';
import { launchOptions } from '../chromium.mjs';

/** The paths that Chromium asks for, in their order, until the page is complete. */
async function pathsOf(context, url, isComplete) {
  const page = await context.newPage();
  const paths = [];
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.protocol.startsWith('http')) paths.push(address.pathname);
  });
  await page.goto(url);
  await page.waitForFunction(isComplete);
  await page.waitForLoadState('networkidle');
  await page.close();
  return [...new Set(paths)];
}

const isShown = () => document.querySelector('.card') !== null;
const canTrain = () => document.querySelector('unfold-lab')?.state?.total > 0;

/** The gallery and a lab, as a browser with an empty cache loads them, once each. */
export async function recordVisits(url, lab) {
  const browser = await chromium.launch(launchOptions());
  try {
    const visit = async (path, isComplete) => {
      // What stays for offline use comes when a page rests; it would be loaded by each student once.
      const context = await browser.newContext({ serviceWorkers: 'block' });
      const paths = await pathsOf(context, url + path, isComplete);
      await context.close();
      return paths;
    };
    return {
      gallery: await visit('', isShown),
      lab: await visit(`lab/${lab}/`, canTrain),
    };
  } finally {
    await browser.close();
  }
}
