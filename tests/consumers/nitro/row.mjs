// Nitro, on which Nuxt and others build, with two presets for the edge: the worker in the workerd that `wrangler dev` starts, and
// Vercel's function in the edge-runtime, after it is one script, as Vercel makes it.

import { deepStrictEqual, strictEqual } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { noWarning } from '../shared/bundle.mjs';
import { sample } from '../shared/sample.mjs';
import { withWranglerDev } from '../shared/wrangler.mjs';

// What Nitro says of any worker: that its own substitutes for Node's modules will be used, not Cloudflare's.
const ITS_OWN = /^\[warn\] \[nitro\] \[cloudflare\] Node\.js compatibility is not enabled\.$/;

/** One that the installed workerd knows. */
const DATE = '2026-04-01';

async function build({ bin, exec }, preset) {
  noWarning(await exec(bin('nitropack'), ['build', '--preset', preset]), ITS_OWN);
}

async function answers(post) {
  const told = async (body) => {
    const response = await post({ method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    return { status: response.status, ...(await response.json()) };
  };
  deepStrictEqual(await told(sample.body), { status: 200, trust: 'verified', transactionId: sample.transactionId });
  deepStrictEqual(await told(sample.changedBody), { status: 401, code: 'signature_mismatch' });
}

async function cloudflare(context) {
  await build(context, 'cloudflare-module');
  // As in the command that Nitro prints at the end of its build.
  const words = ['.output/server/index.mjs', '--assets', '.output/public', '--compatibility-date', DATE];
  await withWranglerDev(context, words, (address) => answers((request) => fetch(`${address}/callback`, request)));
  return 'verified in workerd';
}

async function vercel(context) {
  const { folder, bin, exec } = context;
  await build(context, 'vercel-edge');
  const built = join(folder, '.vercel/output/functions/__fallback.func/index.mjs');
  const script = join(folder, '.vercel/script.js');
  // Vercel's edge has these two modules of Node.
  const external = ['node:buffer', 'node:events'];
  const words = ['--bundle', '--format=iife', '--global-name=built', `--outfile=${script}`, '--log-level=warning'];
  strictEqual(await exec(bin('esbuild'), [built, ...words, ...external.map((name) => `--external:${name}`)]), '');

  const require = createRequire(join(folder, 'package.json'));
  const { EdgeRuntime } = require('edge-runtime');
  const runtime = new EdgeRuntime({
    extend: (realm) => Object.assign(realm, { require: (name) => external.includes(name) && require(name) }),
    // As where it is deployed: no code from text, no Wasm from bytes.
    codeGeneration: { strings: false, wasm: false },
  });
  runtime.evaluate(await readFile(script, 'utf8'));
  const handler = runtime.evaluate('built.default');
  await answers((request) => handler(new runtime.context.Request('https://shop.example/callback', request)));
  return 'verified in edge-runtime';
}

export const rows = [
  { name: 'nitro-cloudflare', title: 'Nitro, cloudflare-module', tool: 'nitropack', run: cloudflare },
  { name: 'nitro-vercel-edge', title: 'Nitro, vercel-edge', tool: 'nitropack', run: vercel },
];
