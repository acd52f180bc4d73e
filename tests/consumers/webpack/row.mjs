// webpack without a configuration: src/index.js becomes dist/main.js.

import { join } from 'node:path';

import { bundleNote, noWarning } from '../shared/bundle.mjs';
import { folderInChromium } from '../shared/chromium.mjs';

async function page({ folder, bin, exec }) {
  noWarning(await exec(bin('webpack'), ['--mode', 'production']));
  const note = await bundleNote(join(folder, 'dist'), ['index.html', 'main.js']);
  await folderInChromium(join(folder, 'dist'));
  return `verified in Chromium, ${note}`;
}

export const rows = [{ name: 'webpack', title: 'webpack', tool: 'webpack', run: page }];
