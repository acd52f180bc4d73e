// rollup with the one plugin without which it finds no package.

import { join } from 'node:path';

import { bundleNote, noWarning } from '../shared/bundle.mjs';
import { folderInChromium } from '../shared/chromium.mjs';

async function page({ folder, bin, exec }) {
  noWarning(await exec(bin('rollup'), ['--config']));
  const note = await bundleNote(join(folder, 'public'), ['index.html', 'bundle.js']);
  await folderInChromium(join(folder, 'public'));
  return `verified in Chromium, ${note}`;
}

export const rows = [{ name: 'rollup', title: 'rollup', tool: 'rollup', run: page }];
