// esbuild as its documentation begins: a bundle for a page, as a module and as a plain script.

import { join } from 'node:path';

import { bundleNote, noWarning } from '../shared/bundle.mjs';
import { folderInChromium } from '../shared/chromium.mjs';

const inFormat = (format) => async ({ folder, bin, exec }) => {
  noWarning(await exec(bin('esbuild'), ['app.js', '--bundle', '--minify', `--format=${format}`, `--outfile=${format}/out.js`]));
  const note = await bundleNote(join(folder, format), ['index.html', 'out.js']);
  await folderInChromium(join(folder, format));
  return `verified in Chromium, ${note}`;
};

export const rows = [
  { name: 'esbuild', title: 'esbuild, ES module', tool: 'esbuild', run: inFormat('esm') },
  { name: 'esbuild-iife', title: 'esbuild, plain script', tool: 'esbuild', run: inFormat('iife') },
];
