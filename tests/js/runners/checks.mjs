// Programs of a few checks, `{ name: function }`: a line for each that passes, all of what failed, a summary as the last line.

import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether the file of this address is the one that was started; else its checks are only looked up. */
export const isStarted = (url) => fileURLToPath(url) === realpathSync(process.argv[1]);

export async function runChecks(checks) {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`  ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`\n${name}: ${error.stdout || error.stderr || error.message}`);
    }
  }
  const count = Object.keys(checks).length;
  console.log(`${count - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || count === 0 ? 1 : 0;
}

export function same(actual, expected, what) {
  const [is, was] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== was) throw new Error(`${what}: expected ${was}, is ${is}`);
}
