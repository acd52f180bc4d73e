// Parcel without a configuration: the page that package.json names as its source.

import { join } from 'node:path';

import { bundleNote, noWarning } from '../shared/bundle.mjs';
import { folderInChromium } from '../shared/chromium.mjs';

async function page({ folder, bin, exec }) {
  noWarning(await exec(bin('parcel'), ['build']));
  const script = String.raw`parcel\.[0-9a-f]+\.js`;
  const note = await bundleNote(join(folder, 'dist'), ['index.html', new RegExp(`^${script}$`), new RegExp(`^${script}\\.map$`)]);
  await folderInChromium(join(folder, 'dist'));
  return `verified in Chromium, ${note}`;
}

export const rows = [{ name: 'parcel', title: 'Parcel', tool: 'parcel', run: page }];
