// Chromium, in a page and in a worker of one, and Firefox: Debian's browsers, a page from this machine. The gateway is not
// asked: no secret has a place in a page.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';

import { serveFolder } from '../../../xtask/node/static-server.mjs';
import { bundle } from './bundle.mjs';
import { packedVectors } from './package.mjs';

const SUITE = JSON.stringify(new URL('../suite/index.mjs', import.meta.url).pathname);
const ARGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const IN_PAGE = `
import * as api from 'onerway-edge';
import { runSuite } from ${SUITE};
const vectors = await (await fetch('/vectors.json')).json();
document.title = 'running';
globalThis.areas = await runSuite(api, vectors);
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
worker.onmessage = ({ data }) => { globalThis.areas = data; document.title = 'done'; };
worker.onerror = (event) => { document.title = 'failed: ' + event.message; };
`;

/** Serves a page with the script, and gives what `visit(url)` gives. */
async function served(files, visit) {
  const folder = await mkdtemp(join(tmpdir(), 'onerway-edge-page-'));
  let server;
  try {
    const page = '<!doctype html><meta charset="utf-8"><title>loading</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';
    const all = { 'index.html': page, 'vectors.json': JSON.stringify(await packedVectors()), ...files };
    for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text);
    server = await serveFolder(folder);
    return await visit(server.url);
  } finally {
    await server?.close();
    await rm(folder, { recursive: true });
  }
}

/** The areas that a page comes to; `page` is one of playwright's or puppeteer's. */
async function areasOf(page, url) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error?.message ?? error)));
  await page.goto(url);
  const deadline = Date.now() + 180_000;
  for (;;) {
    const title = await page.title();
    if (title === 'done') return page.evaluate(() => globalThis.areas);
    if (title.startsWith('failed') || problems.length > 0) throw new Error([title, ...problems].join('\n'));
    if (Date.now() > deadline) throw new Error(`the page is still ${title}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function inChromium(files) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
  try {
    const areas = await served(files, async (url) => areasOf(await browser.newPage(), url));
    return { version: browser.version(), areas };
  } finally {
    await browser.close();
  }
}

export async function chromiumPage() {
  return inChromium({ 'page.js': await bundle({ text: IN_PAGE, conditions: ['browser'] }) });
}

export async function chromiumWorker() {
  return inChromium({ 'page.js': WITH_WORKER, 'worker.js': await bundle({ text: IN_WORKER, conditions: ['browser'] }) });
}

export async function firefoxPage() {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true });
  try {
    const files = { 'page.js': await bundle({ text: IN_PAGE, conditions: ['browser'] }) };
    const areas = await served(files, async (url) => areasOf(await browser.newPage(), url));
    return { version: (await browser.version()).replace(/^firefox\//i, ''), areas };
  } finally {
    await browser.close();
  }
}
