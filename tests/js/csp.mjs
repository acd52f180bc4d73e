// The package in a page with a Content-Security-Policy, in Chromium and Firefox.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/csp.mjs

import { BROWSERS, resultOf } from './runners/browsers.mjs';
import { bundle } from './runners/bundle.mjs';
import { isStarted, runChecks, same } from './runners/checks.mjs';
import { packedVectors } from './runners/package.mjs';

const { defaults, cases } = (await packedVectors()).callback;
const { body, secret, merchantNo, expect } = { ...defaults, ...cases.find(({ id }) => id === 'callback-published') };

/** Loads an entry and verifies the published callback. */
const pageOf = (entry) => `
import { checkCallback } from ${JSON.stringify(entry)};
const refuses = (run) => { try { run(); return false; } catch { return true; } };
const { ok, event, error } = checkCallback(${JSON.stringify(body)}, ${JSON.stringify({ secret, merchantNo })});
const told = ok ? event.transactionId : [error.code, error.message];
globalThis.result = { told, refusesEval: refuses(() => (0, eval)('1')) };
document.title = 'done';
`;

const VERIFIED = expect.transactionId;
const REFUSED = ['internal', "WebAssembly could not be started; a page's Content-Security-Policy needs 'wasm-unsafe-eval', or use onerway-edge/js"];

/** Entry, policy, what the page is told. */
const PAGES = [
  ['onerway-edge', "script-src 'self'", REFUSED],
  ['onerway-edge', "script-src 'self' 'wasm-unsafe-eval'", VERIFIED],
  ['onerway-edge', "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'", VERIFIED],
  ['onerway-edge/js', "script-src 'self'", VERIFIED],
  ['onerway-edge/js', "default-src 'none'; script-src 'self'", VERIFIED],
];

export const tests = {};
const started = {};
for (const name of Object.keys(BROWSERS)) {
  for (const [entry, policy, told] of PAGES) {
    const what = told === VERIFIED ? 'verifies' : 'loads, and a call says what is needed';
    tests[`${name}: ${entry}, ${policy}: ${what}`] = async () => {
      started[name] ??= await BROWSERS[name]();
      const files = { 'page.js': await bundle({ text: pageOf(entry), conditions: ['browser'] }) };
      const result = await resultOf(started[name], files, { 'content-security-policy': policy });
      same(result, { told, refusesEval: true }, 'what the page was told, and whether the policy holds');
    };
  }
}

if (isStarted(import.meta.url)) {
  await runChecks(tests);
  for (const browser of Object.values(started)) await browser.close();
}
