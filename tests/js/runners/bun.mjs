// Bun.

import { fileURLToPath } from 'node:url';

import { withGateway } from './gateway.mjs';
import { runProgram, versionOf } from './program.mjs';

const BUN = fileURLToPath(new URL('node_modules/@oven/bun-linux-x64/bin/bun', import.meta.url));

export async function bun() {
  const areas = await withGateway((gateway) => runProgram([BUN, 'run'], { gateway }));
  return { version: await versionOf(BUN), areas };
}
