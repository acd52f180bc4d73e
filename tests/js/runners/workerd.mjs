// Real workerd: a worker that imports the package, bundled as a user's worker is.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

import { withGateway } from './gateway.mjs';
import { consumerFolder, consumerRequire, vectorTexts } from './package.mjs';

export const minimum = 1930;

export async function run() {
  const miniflare = new Miniflare({
    compatibilityDate: '2026-01-01',
    cf: false,
    modules: [
      { type: 'ESModule', path: 'worker.mjs', contents: await bundle() },
      { type: 'CompiledWasm', path: 'core.wasm', contents: await readFile(consumerRequire().resolve('onerway-edge/core.wasm')) },
    ],
  });
  try {
    return await withGateway(async (gateway) => {
      const body = JSON.stringify({ texts: await vectorTexts(), gateway });
      const response = await miniflare.dispatchFetch('http://worker.test/', { method: 'POST', body });
      if (!response.ok) throw new Error(`the worker failed: ${await response.text()}`);
      return response.json();
    });
  } finally {
    await miniflare.dispose();
  }
}

/** One module that imports `./core.wasm`, which the runtime has compiled. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('worker.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    nodePaths: [join(consumerFolder(), 'node_modules')],
    logLevel: 'silent',
    plugins: [
      {
        name: 'compiled-wasm',
        setup: ({ onResolve }) => onResolve({ filter: /\.wasm$/ }, () => ({ path: './core.wasm', external: true })),
      },
    ],
  });
  return outputFiles[0].text;
}
