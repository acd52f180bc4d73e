// A bundled program in Node, where nothing is installed.

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { VERIFIED } from './sample.mjs';

/** The program has to print that it has verified. */
export async function runAlone({ exec }, file) {
  const folder = await mkdtemp(join(tmpdir(), 'onerway-edge-alone-'));
  try {
    const copy = join(folder, basename(file));
    await copyFile(file, copy);
    const printed = await exec(process.execPath, [copy], { cwd: folder });
    if (printed !== `${VERIFIED}\n`) throw new Error(`${basename(file)} has printed ${printed}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
