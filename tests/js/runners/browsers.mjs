// Chromium, in a page and in a worker of one, and Firefox: Debian's browsers, a page from this machine. The gateway is not
// asked: no secret has a place in a page.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

import { serveFolder } from '../../../xtask/node/static-server.mjs';
import { bundle } from './bundle.mjs';
import { startChromium } from './chromium.mjs';
import { packedVectors } from './package.mjs';

const SUITE = JSON.stringify(new URL('../suite/index.mjs', import.meta.url).pathname);

const inPage = (entry, core) => `
import * as api from '${entry}';
import { runSuite } from ${SUITE};
const vectors = await (await fetch('/vectors.json')).json();
document.title = 'running';
globalThis.result = await runSuite(api, vectors, { core: '${core}' });
document.title = 'done';
`;

const IN_WORKER = `
import * as api from 'onerway-edge';
import { runSuite } from ${SUITE};
const vectors = await (await fetch('/vectors.json')).json();
postMessage(await runSuite(api, vectors));
`;

const WITH_WORKER = `
document.title = 'running';
const worker = new Worker('/worker.js', { type: 'module' });
worker.onmessage = ({ data }) => { globalThis.result = data; document.title = 'done'; };
worker.onerror = (event) => { document.title = 'failed: ' + event.message; };
`;

/** By name: how it is started. All have `newPage`, `version` and `close`. */
export const BROWSERS = {
  chromium: startChromium,
  firefox: () => puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true }),
};

/** What a page whose script is `page.js` comes to: its `result`, once its title is "done". `headers` go out with each file. */
export async function resultOf(browser, files, headers) {
  const folder = await mkdtemp(join(tmpdir(), 'onerway-edge-page-'));
  let server;
  try {
    const page = '<!doctype html><meta charset="utf-8"><title>loading</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';
    for (const [name, text] of Object.entries({ 'index.html': page, ...files })) await writeFile(join(folder, name), text);
    server = await serveFolder(folder, { headers });
    return await visit(await browser.newPage(), server.url);
  } finally {
    await server?.close();
    await rm(folder, { recursive: true });
  }
}

async function visit(page, url) {
  const problems = [];
  page.on('pageerror', (error) => {
    const message = String(error?.message ?? error);
    // Firefox tells as an error of the page what a policy has blocked.
    if (!message.startsWith('Content-Security-Policy:')) problems.push(message);
  });
  await page.goto(url);
  const deadline = Date.now() + 180_000;
  for (;;) {
    const title = await page.title();
    if (title === 'done') return page.evaluate(() => globalThis.result);
    if (title.startsWith('failed') || problems.length > 0) throw new Error([title, ...problems].join('\n'));
    if (Date.now() > deadline) throw new Error(`the page is still ${title}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** It names neither WebAssembly nor eval. */
const STRICT = { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" };

async function suiteIn(name, files, headers) {
  const browser = await BROWSERS[name]();
  try {
    const areas = await resultOf(browser, { 'vectors.json': JSON.stringify(await packedVectors()), ...files }, headers);
    return { version: (await browser.version()).replace(/^firefox\//i, ''), areas };
  } finally {
    await browser.close();
  }
}

const bundled = (text) => bundle({ text, conditions: ['browser'] });
const page = async () => ({ 'page.js': await bundled(inPage('onerway-edge', 'wasm')) });
const barePage = async () => ({ 'page.js': await bundled(inPage('onerway-edge/js', 'js')) });

export const chromiumPage = async () => suiteIn('chromium', await page());
export const chromiumWorker = async () => suiteIn('chromium', { 'page.js': WITH_WORKER, 'worker.js': await bundled(IN_WORKER) });
export const chromiumBare = async () => suiteIn('chromium', await barePage(), STRICT);
export const firefoxPage = async () => suiteIn('firefox', await page());
export const firefoxBare = async () => suiteIn('firefox', await barePage(), STRICT);
