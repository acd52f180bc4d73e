// The example worker, bundled as wrangler bundles it and run in workerd, the runtime of Cloudflare Workers.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { Miniflare, NoOpLog } from 'miniflare';

import { consumer } from './package.mjs';

const folder = fileURLToPath(new URL('../worker/', import.meta.url));

/** Starts it. `logged` gets each line of its console. */
export async function startWorker({ merchantNo, secret, baseUrl }) {
  const logged = [];
  const adminToken = 'demo';
  const { script, wasm } = await bundle();
  const workerd = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    cf: false,
    log: new NoOpLog(),
    handleStructuredLogs: ({ message }) => void logged.push(message),
    compatibilityDate: compatibilityDate(),
    modules: [
      { type: 'ESModule', path: 'worker.js', contents: script },
      { type: 'CompiledWasm', path: 'core.wasm', contents: wasm },
    ],
    durableObjects: { IDEMPOTENCY: { className: 'IdempotencyObject', useSQLite: true } },
    queueProducers: { RESULTS: 'onerway-results' },
    queueConsumers: { 'onerway-results': { maxBatchTimeout: 0 } },
    bindings: {
      ONERWAY_MERCHANT_NO: merchantNo,
      ONERWAY_SECRET: secret,
      ONERWAY_BASE_URL: baseUrl,
      ADMIN_TOKEN: adminToken,
    },
  });
  try {
    const url = await workerd.ready;
    return { url: url.origin, adminToken, logged, stop: () => workerd.dispose() };
  } catch (error) {
    await workerd.dispose();
    throw error;
  }
}

async function bundle() {
  let wasm;
  const result = await build({
    entryPoints: [resolve(folder, 'worker.js')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent',
    plugins: [
      {
        name: 'packed-package',
        setup(bundler) {
          bundler.onResolve({ filter: /^onerway-edge(\/|$)/ }, ({ path, kind, pluginData }) =>
            // The second time round, esbuild itself looks, from the folder where the tarball is installed.
            pluginData?.found ? undefined : bundler.resolve(path, { kind, resolveDir: consumer, pluginData: { found: true } }),
          );
          // workerd compiles no bytes at run time: the Wasm stays a module of its own, beside the script.
          bundler.onResolve({ filter: /\.wasm$/ }, ({ path, importer }) => {
            wasm = resolve(dirname(importer), path);
            return { path: './core.wasm', external: true };
          });
        },
      },
    ],
  });
  if (!wasm) throw new Error('the bundle imports no .wasm: the package was not resolved for workerd');
  return { script: result.outputFiles[0].text, wasm: readFileSync(wasm) };
}

/** The date that users of the example run with. */
function compatibilityDate() {
  return readFileSync(resolve(folder, 'wrangler.toml'), 'utf8').match(/^compatibility_date = "(.+)"/m)[1];
}
