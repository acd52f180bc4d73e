// What is imported and not used is left out, to the last byte; and who imports a store alone gets no Wasm.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { noWarning } from '../shared/bundle.mjs';

const SOURCES = ['unused', 'nothing', 'stores'];

/** `build` puts a bundle of each source into the folder `to`. */
const shaken = (to, build) => async (context) => {
  await build(context, to);
  const [unused, nothing, stores] = await Promise.all(SOURCES.map((name) => readFile(join(context.folder, to, `${name}.js`), 'utf8')));
  if (unused !== nothing) throw new Error(`an import that is not used left ${unused.length - nothing.length} characters:\n${unused.slice(0, 2000)}`);
  if (!stores.includes('claim')) throw new Error(`the store is not in its bundle:\n${stores.slice(0, 2000)}`);
  if (/WebAssembly|\.wasm\b/.test(stores)) throw new Error('a store alone brings the Wasm');
  return `nothing of what is unused; a store alone: ${(stores.length / 1000).toFixed(1)} KB, no Wasm`;
};

const esbuild = ({ bin, exec }, to) =>
  exec(bin('esbuild'), [...SOURCES.map((name) => `src/${name}.js`), '--bundle', '--minify', `--outdir=${to}`]).then(noWarning);

const rollup = ({ bin, exec }) => exec(bin('rollup'), ['--config']).then(noWarning);

async function webpack({ bin, exec }, to) {
  for (const name of SOURCES) {
    const output = ['--output-path', to, '--output-filename', `${name}.js`];
    noWarning(await exec(bin('webpack'), [`./src/${name}.js`, '--mode', 'production', ...output]));
  }
}

export const rows = [
  { name: 'unused-esbuild', title: 'esbuild, unused imports', tool: 'esbuild', run: shaken('esbuild', esbuild) },
  { name: 'unused-rollup', title: 'rollup, unused imports', tool: 'rollup', run: shaken('rollup', rollup) },
  { name: 'unused-webpack', title: 'webpack, unused imports', tool: 'webpack', run: shaken('webpack', webpack) },
];
