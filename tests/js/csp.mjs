// The package in a page with a Content-Security-Policy, in Chromium and Firefox.
//
//   ONERWAY_EDGE_CONSUMER=FOLDER node tests/js/csp.mjs

import { BROWSERS, resultOf } from './runners/browsers.mjs';
import { bundle } from './runners/bundle.mjs';
import { isStarted, runChecks, same } from './runners/checks.mjs';
import { packedVectors } from './runners/package.mjs';

const { defaults, cases } = (await packedVectors()).callback;
const { body, secret, merchantNo, expect } = { ...defaults, ...cases.find(({ id }) => id === 'callback-published') };

/** Whatever the policy refuses is told to the page, even where the error was caught. */
const LISTEN = `
globalThis.violations = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
  violations.push([effectiveDirective, blockedURI, sourceFile.split('/').at(-1)].join(' '));
});
`;

/** Loads an entry and verifies the published callback. */
const callOf = (entry) => `
import { checkCallback } from ${JSON.stringify(entry)};
const { ok, event, error } = checkCallback(${JSON.stringify(body)}, ${JSON.stringify({ secret, merchantNo })});
globalThis.told = ok ? event.transactionId : [error.code, error.message];
`;

const EVAL = 'script-src eval eval.js';

/** Shows that the policy holds, and that the page is told: violations come in their order, this one as the last. */
const BREAK = `
const refuses = (run) => { try { run(); return false; } catch { return true; } };
const holds = refuses(() => (0, eval)('0'));
while (holds && !violations.includes('${EVAL}')) await new Promise((resolve) => setTimeout(resolve, 10));
globalThis.result = { told, violations };
document.title = 'done';
`;

/** Modules run in the order in which they are imported. */
const pageOf = async (entry) => ({
  'page.js': "import './listen.js'; import './call.js'; import './eval.js';",
  'listen.js': LISTEN,
  'call.js': await bundle({ text: callOf(entry), conditions: ['browser'] }),
  'eval.js': BREAK,
});

const VERIFIED = expect.transactionId;
const REFUSED = [
  'internal',
  "WebAssembly could not be started (CompileError); under a Content-Security-Policy it needs 'wasm-unsafe-eval'; onerway-edge/js needs no WebAssembly",
];

/** What the policy refuses of the call that fails. */
const WASM = 'script-src wasm-eval call.js';

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
      const { told: is, violations } = await resultOf(started[name], await pageOf(entry), { 'content-security-policy': policy });
      same(is, told, 'what the page was told');
      same(violations, told === VERIFIED ? [EVAL] : [WASM, EVAL], 'what the policy refused');
    };
  }
}

if (isStarted(import.meta.url)) {
  await runChecks(tests);
  for (const browser of Object.values(started)) await browser.close();
}
