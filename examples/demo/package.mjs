// The packed package, as a user has it: installed from its tarball into a folder of its own.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.env.ONERWAY_EDGE_CONSUMER;
if (!folder) {
  console.error('Start this with `cargo xtask demo`, which builds, packs and installs the package first.');
  process.exit(2);
}
const require = createRequire(join(folder, 'package.json'));

/** Where it is installed. */
export const consumer = folder;
export const { version } = JSON.parse(readFileSync(require.resolve('onerway-edge/package.json'), 'utf8'));
export const { buildQuery, Onerway, OnerwayError, sign } = require('onerway-edge');
