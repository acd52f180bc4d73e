// wrangler: the README's worker and its wrangler.toml, in the workerd that `wrangler dev` starts, and packed for a deployment.

import { deepStrictEqual, strictEqual } from 'node:assert';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { noWarning } from '../shared/bundle.mjs';
import { sample } from '../shared/sample.mjs';
import { ALONE, withWranglerDev } from '../shared/wrangler.mjs';

const occurrences = (text, pattern) => [...text.matchAll(pattern)].length;

/** Until wrangler has printed what the worker has logged. */
async function seen(server, pattern, count) {
  const deadline = Date.now() + 10_000;
  while (occurrences(server.output(), pattern) < count && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function answers(url, server) {
  const post = async (body) => {
    const response = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    return [response.status, await response.text()];
  };
  deepStrictEqual(await post(sample.body), [200, sample.transactionId]);
  deepStrictEqual(await post(sample.changedBody), [401, 'not authentic']);
  deepStrictEqual(await post(sample.body), [200, sample.transactionId]);

  await seen(server, /code: '/g, 3);
  const codes = [...server.output().matchAll(/code: '(\w+)'/g)].map(([, code]) => code);
  deepStrictEqual(codes, ['handled', 'signature_mismatch', 'duplicate']);
  const { merchantTxnId, orderAmount, orderCurrency } = JSON.parse(sample.body);
  strictEqual(occurrences(server.output(), /^paid: .*$/gm), 1);
  strictEqual(occurrences(server.output(), new RegExp(`^paid: ${merchantTxnId}, ${orderAmount} ${orderCurrency}$`, 'gm')), 1);
}

async function dev(context) {
  const { merchantNo, secret } = sample;
  await writeFile(join(context.folder, '.dev.vars'), `ONERWAY_MERCHANT_NO=${merchantNo}\nONERWAY_SECRET=${secret}\n`);
  await withWranglerDev(context, [], answers);
  return 'delivered twice, handled once';
}

async function deploy({ folder, bin, exec }) {
  noWarning(await exec(bin('wrangler'), ['deploy', '--dry-run', '--outdir', 'out'], { env: ALONE }));
  const files = (await readdir(join(folder, 'out'))).filter((name) => !/^README\.md$|\.map$/.test(name)).sort();
  const [wasm] = files.filter((name) => name.endsWith('.wasm'));
  deepStrictEqual(files, [wasm, 'worker.js'].sort());
  const [module, script] = [await readFile(join(folder, 'out', wasm)), await readFile(join(folder, 'out/worker.js'), 'utf8')];
  // Imported as a module, whose code Cloudflare compiles before the first request; no second copy is in the script.
  strictEqual(occurrences(script, new RegExp(`^import \\w+ from "\\./${wasm}";$`, 'gm')), 1);
  deepStrictEqual(module, await readFile(join(folder, '../node_modules/onerway-edge/core.wasm')));
  const weight = [module, script].reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  return `one module of Wasm, ${(weight / 1000).toFixed(1)} KB gzip`;
}

export const rows = [
  { name: 'wrangler-dev', title: 'wrangler dev', tool: 'wrangler', run: dev },
  { name: 'wrangler-deploy', title: 'wrangler deploy --dry-run', tool: 'wrangler', run: deploy },
];
