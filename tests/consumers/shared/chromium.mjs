// A page in Chromium, which has to verify, and may neither complain nor load anything from elsewhere.

import { serveFolder } from '../../../xtask/node/static-server.mjs';
import { startChromium } from '../../js/runners/chromium.mjs';
import { VERIFIED } from './sample.mjs';

const PATIENCE = 60_000;

/** What a page does that it should not. */
function watch(page) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error in the page: ${error?.stack ?? error}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => problems.push(`request failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isHere = ['127.0.0.1', 'localhost'].includes(hostname) || ['data:', 'blob:'].includes(protocol);
    if (!isHere) problems.push(`a request to elsewhere: ${request.url()}`);
  });
  return problems;
}

/** Loads the address; the title of the page becomes `expect`, else this fails with all that was seen. */
export async function inChromium(url, { expect = VERIFIED } = {}) {
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    const problems = watch(page);
    await page.goto(url);
    const deadline = Date.now() + PATIENCE;
    let title = await page.title();
    while (title !== expect && !title.startsWith('failed') && problems.length === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      title = await page.title();
    }
    // What comes late, a source map or an icon, has time to fail.
    await page.waitForLoadState('networkidle');
    if (title !== expect) problems.unshift(`the title is "${title}", not "${expect}"`);
    if (problems.length > 0) throw new Error(`${url}\n${problems.join('\n')}`);
  } finally {
    await browser.close();
  }
}

/** The same with a folder of files. */
export async function folderInChromium(folder) {
  const server = await serveFolder(folder);
  try {
    await inChromium(server.url);
  } finally {
    await server.close();
  }
}
