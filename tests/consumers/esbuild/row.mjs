// esbuild as its documentation begins: a bundle for a page, as a module and as a plain script, and one for Node.

import { join } from 'node:path';

import { bundleNote, noWarning } from '../shared/bundle.mjs';
import { folderInChromium } from '../shared/chromium.mjs';
import { runAlone } from '../shared/program.mjs';

const page = (out, { source = 'app.js', format = out, limit } = {}) => async ({ folder, bin, exec }) => {
  noWarning(await exec(bin('esbuild'), [source, '--bundle', '--minify', `--format=${format}`, `--outfile=${out}/out.js`]));
  const note = await bundleNote(join(folder, out), ['index.html', 'out.js'], limit);
  await folderInChromium(join(folder, out));
  return `verified in Chromium, ${note}`;
};

/** The entry without WebAssembly, in a page whose policy allows none: 118 KB with gzip. */
const withoutWasm = page('without-wasm', { source: 'app-without-wasm.js', format: 'esm', limit: 160_000 });

async function program(context) {
  const { folder, bin, exec } = context;
  for (const source of ['node/imports.mjs', 'node/requires.cjs']) {
    for (const [format, ending] of [['cjs', 'cjs'], ['esm', 'mjs']]) {
      const out = `node/out/${source.slice(5, -4)}.${ending}`;
      noWarning(await exec(bin('esbuild'), [source, '--bundle', '--platform=node', `--format=${format}`, `--outfile=${out}`]));
      await runAlone(context, join(folder, out));
    }
  }
  return 'verified in Node: import and require, as CommonJS and as ES module';
}

export const rows = [
  { name: 'esbuild', title: 'esbuild, ES module', tool: 'esbuild', run: page('esm') },
  { name: 'esbuild-iife', title: 'esbuild, plain script', tool: 'esbuild', run: page('iife') },
  { name: 'esbuild-js', title: 'esbuild, onerway-edge/js', tool: 'esbuild', run: withoutWasm },
  { name: 'esbuild-node', title: 'esbuild, for Node', tool: 'esbuild', run: program },
];
