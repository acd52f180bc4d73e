// webpack without a configuration: src/index.js becomes dist/main.js. For Node it is told the target.

import { join } from 'node:path';

import { bundleNote, noWarning } from '../shared/bundle.mjs';
import { folderInChromium } from '../shared/chromium.mjs';
import { runAlone } from '../shared/program.mjs';

const page = (mode) => async ({ folder, bin, exec }) => {
  noWarning(await exec(bin('webpack'), ['--mode', mode]));
  const note = await bundleNote(join(folder, 'dist'), ['index.html', 'main.js']);
  await folderInChromium(join(folder, 'dist'));
  return `verified in Chromium, ${note}`;
};

async function program(context) {
  const { folder, bin, exec } = context;
  noWarning(await exec(bin('webpack'), ['./src/program.js', '--mode', 'production', '--target', 'node', '--output-path', 'program']));
  await runAlone(context, join(folder, 'program/main.js'));
  return 'verified in Node';
}

export const rows = [
  { name: 'webpack', title: 'webpack, production', tool: 'webpack', run: page('production') },
  { name: 'webpack-dev', title: 'webpack, development', tool: 'webpack', run: page('development') },
  { name: 'webpack-node', title: 'webpack, for Node', tool: 'webpack', run: program },
];
