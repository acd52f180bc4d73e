// The suite and the package in one file, as a user's bundler makes it for a runtime.

import { join } from 'node:path';

import { build } from 'esbuild';

import { consumerFolder } from './package.mjs';

/** `conditions` are those of the runtime; `wasm` answers an import of the `.wasm`, where the runtime has one. */
export async function bundle({ text, file, conditions = [], format = 'esm', wasm }) {
  const input = file ? { entryPoints: [file] } : { stdin: { contents: text, resolveDir: consumerFolder() } };
  const { outputFiles } = await build({
    ...input,
    bundle: true,
    write: false,
    format,
    target: 'es2022',
    // As modules are; a script would not be.
    banner: { js: format === 'iife' ? '"use strict";' : '' },
    conditions,
    nodePaths: [join(consumerFolder(), 'node_modules')],
    logLevel: 'silent',
    plugins: wasm ? [{ name: 'wasm', setup: wasm }] : [],
  });
  return outputFiles[0].text;
}
