// The page in www/, in headless Chromium, used as a person uses it.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/page/run.mjs
//
// FOLDER has the package installed.

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { serveFolder } from '../../../xtask/node/static-server.mjs';
import { startChromium } from '../runners/chromium.mjs';
import { open } from './person.mjs';
import { tests } from './tests.mjs';

const pageSources = fileURLToPath(new URL('../../../www', import.meta.url));

/** www/ and the installed package, as `cargo xtask www` lays them out. */
async function assembleSite(consumer) {
  const site = await mkdtemp(join(tmpdir(), 'onerway-edge-page-'));
  await cp(pageSources, site, { recursive: true });
  await cp(join(consumer, 'node_modules/onerway-edge/index.js'), join(site, 'onerway-edge/index.js'));
  return site;
}

async function runOne(test, { browser, site, url }) {
  const { prepare, run } = typeof test === 'function' ? { run: test } : test;
  const context = { permissions: ['clipboard-read', 'clipboard-write'] };
  const { page, seen, close } = await open(browser, url, { context, prepare });
  try {
    await run({ page, seen, site, url });
    if (!seen.expectProblems) {
      assert.deepEqual(seen.problems, [], 'the console stays empty');
      assert.deepEqual(await page.evaluate(() => globalThis.violations), [], 'nothing breaks the policy');
    }
  } finally {
    await close();
  }
}

export default async function testPage({ consumer = process.env.ONERWAY_EDGE_CONSUMER } = {}) {
  const outcome = { passed: 0, failed: 0, failures: [] };
  const site = await assembleSite(consumer);
  const server = await serveFolder(site);
  const browser = await startChromium();
  try {
    for (const [name, test] of Object.entries(tests)) {
      try {
        await runOne(test, { browser, site, url: server.url });
        outcome.passed += 1;
      } catch (error) {
        outcome.failed += 1;
        outcome.failures.push(`page: ${name}: ${error.stack}`);
      }
    }
  } finally {
    await browser.close();
    await server.close();
    await rm(site, { recursive: true, force: true });
  }
  return outcome;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const consumer = process.env.ONERWAY_EDGE_CONSUMER;
  if (!consumer) throw new Error('ONERWAY_EDGE_CONSUMER: set it to a folder that has the package installed');
  const { passed, failed, failures } = await testPage({ consumer });
  for (const failure of failures) console.error(`${failure}\n`);
  console.log(`page: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
