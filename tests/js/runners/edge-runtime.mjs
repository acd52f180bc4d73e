// Vercel's edge runtime. Its builder compiles what is imported as `.wasm?module`, in another realm than the code's.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { EdgeRuntime } from 'edge-runtime';

import { bundle } from './bundle.mjs';
import { consumerRequire, packedVectors } from './package.mjs';

const TEXT = `
import * as api from 'onerway-edge';
import { runSuite } from ${JSON.stringify(new URL('../suite/index.mjs', import.meta.url).pathname)};
globalThis.runSuite = (vectors) => runSuite(api, JSON.parse(vectors)).then(JSON.stringify);
`;

export async function edgeRuntime() {
  const { runSuite } = await evaluated(TEXT);
  const areas = JSON.parse(await runSuite(JSON.stringify(await packedVectors())));
  return { version: createRequire(import.meta.url)('edge-runtime/package.json').version, areas };
}

/** The global scope once a program has run in it. */
export async function evaluated(text) {
  const module = await WebAssembly.compile(await readFile(consumerRequire().resolve('onerway-edge/core.wasm')));
  const code = await bundle({
    text,
    format: 'iife',
    conditions: ['edge-light', 'browser'],
    wasm: ({ onResolve, onLoad }) => {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'compiled' }));
      onLoad({ filter: /.*/, namespace: 'compiled' }, () => ({ contents: 'export default globalThis.compiledWasm;' }));
    },
  });
  const runtime = new EdgeRuntime({
    extend: (context) => Object.assign(context, { compiledWasm: module }),
    // As where it is deployed: no code from text, no Wasm from bytes.
    codeGeneration: { strings: false, wasm: false },
  });
  runtime.evaluate(code);
  return runtime.context;
}
