// Real workerd, with and without the compatibility flag for Node: a worker that imports the package, bundled as a user's
// worker is.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { Miniflare } from 'miniflare';

import { bundle } from './bundle.mjs';
import { withGateway } from './gateway.mjs';
import { consumerRequire, vectorTexts } from './package.mjs';

function workerdWith(compatibilityFlags) {
  return async () => {
    const areas = await withWorker({ file: fileURLToPath(new URL('worker.mjs', import.meta.url)) }, compatibilityFlags, (ask) =>
      withGateway(async (gateway) => ask(JSON.stringify({ texts: await vectorTexts(), gateway }))),
    );
    return { version: version(), areas };
  };
}

export const workerd = workerdWith([]);
export const workerdNodejs = workerdWith(['nodejs_compat']);

/** Gives `use` a function that posts to a worker, `text` or `file`, and parses what it answers. */
export async function withWorker(input, compatibilityFlags, use) {
  const miniflare = new Miniflare({
    compatibilityDate: '2026-01-01',
    compatibilityFlags,
    cf: false,
    modules: [
      { type: 'ESModule', path: 'worker.mjs', contents: await bundled(input) },
      { type: 'CompiledWasm', path: 'core.wasm', contents: await readFile(consumerRequire().resolve('onerway-edge/core.wasm')) },
    ],
  });
  try {
    return await use(async (body) => {
      const response = await miniflare.dispatchFetch('http://worker.test/', { method: 'POST', body });
      if (!response.ok) throw new Error(`the worker failed: ${await response.text()}`);
      return response.json();
    });
  } finally {
    await miniflare.dispose();
  }
}

/** One module that imports `./core.wasm`, which the runtime has compiled. */
function bundled(input) {
  return bundle({
    ...input,
    conditions: ['workerd', 'worker', 'browser'],
    wasm: ({ onResolve }) => onResolve({ filter: /\.wasm$/ }, () => ({ path: './core.wasm', external: true })),
  });
}

function version() {
  const require = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  return require('workerd/package.json').version;
}
